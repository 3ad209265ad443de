/** 测评点: the register on list and map, rounds with their scores, a round from a sheet. In: who is here; the address says which view. */
import type { ComponentType } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { say } from '../wording/wording.ts';
import { RegisterView } from './register-view.tsx';
import './point-register.css';

const VIEWS = { register: RegisterView } satisfies Record<string, ComponentType<{ viewer: Viewer }>>;
type ViewId = keyof typeof VIEWS;
const VIEW_IDS = Object.keys(VIEWS) as ViewId[];
const USUAL = { view: 'register' as string };

export function PointsTab({ viewer }: { viewer: Viewer }) {
  const [address, change] = useAddressValues(USUAL);
  const view = VIEW_IDS.find(id => id === address.view) ?? 'register';
  const View = VIEWS[view];
  return (
    <>
      <SegmentedFilter
        label={say('points.view')}
        segments={VIEW_IDS.map(id => ({ id, name: say(`points.view.${id}`) }))}
        value={view}
        onChange={id => change({ view: id })}
      />
      <View viewer={viewer} />
    </>
  );
}

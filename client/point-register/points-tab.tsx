/** 测评点: the register on list and map, rounds with their scores, a round from a sheet. In: who is here; the address says which view. */
import type { Viewer } from '../../server/contract/viewer.ts';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { ExportLink } from '../design/desk-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { ImportView } from '../point-import/import-view.tsx';
import { mayBringRounds } from '../point-import/may-bring-rounds.ts';
import { RoundsView } from '../point-rounds/rounds-view.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { type PointChoice, USUAL_POINT_CHOICE } from './point-choice.ts';
import { RegisterOnMap } from './register-on-map.tsx';
import { RegisterView } from './register-view.tsx';
import './point-register.css';

const VIEWS = ['register', 'rounds', 'import'] as const;
/** With what narrows the register: another view may open it. */
const USUAL = { ...USUAL_POINT_CHOICE, round: '', view: 'register' as string };

export function PointsTab({ viewer }: { viewer: Viewer }) {
  const [address, change] = useAddressValues(USUAL);
  const { profile } = useProfile().geodata;
  const views = VIEWS.filter(id => id !== 'import' || mayBringRounds(viewer, profile));
  const view = views.find(id => id === address.view) ?? 'register';
  const openPoints = (values: Partial<PointChoice>) => change({ ...USUAL_POINT_CHOICE, ...values, view: 'register' });
  return (
    <>
      <div className="points-head">
        <SegmentedFilter
          label={say('points.view')}
          segments={views.map(id => ({ id, name: say(`points.view.${id}`) }))}
          value={view}
          onChange={id => change({ view: id })}
        />
        {view === 'register' && (
          <>
            <ExportLink href="/api/v1/sanitation-points/register.xlsx">{say('page.export.xlsx')}</ExportLink>
            <ExportLink href="/api/v1/sanitation-points/register.csv">{say('page.export.csv')}</ExportLink>
          </>
        )}
      </div>
      {view === 'register' && <RegisterView viewer={viewer} />}
      {view === 'import' && (
        <ImportView
          onImported={round => change({ round, view: 'rounds' })}
          onLeave={() => change({ view: 'register' })}
        />
      )}
      {view === 'rounds' && (
        <>
          <RoundsView viewer={viewer} onOpenPoints={openPoints} />
          <RegisterOnMap onChoose={point => openPoints({ point })} />
        </>
      )}
    </>
  );
}

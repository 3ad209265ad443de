/**
 * 通报: the months and their bulletins at the left, the chosen one beside them. In: who is here; the address says which. The newest that
 * this viewer may see is shown until somebody chooses.
 */
import { use, useMemo } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useKeys } from '../desk-frame/use-keys.ts';
import { WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { BulletinMonthList } from './bulletin-month-list.tsx';
import { BulletinPage } from './bulletin-page.tsx';
import { USUAL_BULLETINS } from './bulletin-text.ts';
import { createBulletinSender, SendBulletinContext, useMonths } from './use-bulletins.ts';
import './bulletin.css';

export function BulletinsTab({ viewer }: { viewer: Viewer }) {
  const [address, change] = useAddressValues(USUAL_BULLETINS);
  const { value, problem } = useMonths();
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const send = useMemo(() => createBulletinSender({ store, clock }), [store, clock]);
  const all = value?.months.flatMap(({ bulletins }) => bulletins) ?? [];
  const chosen = all.find(({ id }) => id === address.bulletin) ?? all[0];
  const look = (bulletin: string) => change({ bulletin, 'of-community': '' });
  const move = (by: number) => {
    const at = all.findIndex(({ id }) => id === chosen?.id);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) look(next.id);
  };
  useKeys({ j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1) });
  return (
    <SendBulletinContext value={send}>
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      {value && value.months.length > 0 ? (
        <div className="bulletins">
          <BulletinMonthList answer={value} chosen={chosen?.id ?? null} onChoose={look} />
          {chosen ? (
            <BulletinPage key={chosen.id} id={chosen.id} viewer={viewer} address={address} change={change} />
          ) : (
            <EmptyState text={say('bulletin.choose')} />
          )}
        </div>
      ) : (
        <EmptyState text={say(value ? 'bulletin.none' : 'page.loading')} />
      )}
    </SendBulletinContext>
  );
}

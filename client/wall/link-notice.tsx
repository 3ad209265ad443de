/** What the wall says over the map while it cannot be believed (wall-ux §10). Nothing is drawn while all is well. */
import { use, useEffect, useState } from 'react';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { OUTDATED_AFTER_MS } from '../live-map/live-layers.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTimeWithSeconds, elapsedText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

const NO_NEW_INCIDENTS_AFTER_MS = 60_000;
/** The console will take this notice away one day; until then it leaves by itself. */
const MISSED_SHOWN_MS = 5 * 60_000;

export function LinkNotice() {
  useServerNow();
  const clock = use(ServerClockContext);
  const { timeZone } = useProfile();
  const link = useWall(state => state.link);
  const missed = useWall(state => state.missedIncidents);
  const missedShown = useShownFor(missed, MISSED_SHOWN_MS);

  if (link.name === 'lost' || (link.name === 'refused' && link.dataAsOf !== null)) {
    const outageMs = clock.monotonicNow() - link.since;
    const lines = [
      say('link.lost.detail', {
        time: clockTimeWithSeconds(link.dataAsOf ?? 0, timeZone),
        elapsed: elapsedText(outageMs),
      }),
    ];
    if (outageMs > NO_NEW_INCIDENTS_AFTER_MS) lines.push(say('link.no-new-incidents'));
    if (outageMs > OUTDATED_AFTER_MS) lines.push(say('link.outdated'));
    return (
      <div className="link-notice" role="alert">
        {lines.map(line => (
          <p key={line}>{line}</p>
        ))}
      </div>
    );
  }
  if (missed > 0 && missedShown) {
    return (
      <div className="link-notice quiet" role="status">
        <p>{say('link.missed', { n: missed })}</p>
      </div>
    );
  }
  return null;
}

/** True for `ms` after `value` changed. */
function useShownFor(value: number, ms: number): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (value === 0) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return shown;
}

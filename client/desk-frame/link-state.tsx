/** At the end of every bar: the server's time, and whether what one sees is true. */
import { use } from 'react';
import { LOCAL_CLOCK_TOLERANCE_MS } from '../clock/server-clock.ts';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTimeWithSeconds, secondsText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

/** wall-ux §10: slower than this is worth saying. */
const SLOW_LINK_MS = 2000;

export function DeskClock() {
  const now = useServerNow();
  const { timeZone } = useProfile();
  return <time className="top-clock">{clockTimeWithSeconds(now, timeZone)}</time>;
}

export function LinkState() {
  useServerNow();
  const clock = use(ServerClockContext);
  const link = useWall(state => state.link);
  const heardAt = useWall(state => state.heardAt);
  if (link.name !== 'live')
    return <span className="top-link bad">{say(link.name === 'connecting' ? 'link.connecting' : 'link.lost')}</span>;
  const error = clock.localClockErrorMs();
  if (Math.abs(error) > LOCAL_CLOCK_TOLERANCE_MS)
    return <span className="top-link">{say('link.local-clock-error', { s: Math.round(Math.abs(error) / 1000) })}</span>;
  const delay = clock.delayP95Ms();
  const age = heardAt === null ? 0 : clock.monotonicNow() - heardAt;
  return (
    <span className="top-link">
      {delay > SLOW_LINK_MS ? say('link.slow', { s: secondsText(delay) }) : say('link.live')} ·{' '}
      {say('link.data-age', { s: Math.floor(age / 1000) })}
    </span>
  );
}

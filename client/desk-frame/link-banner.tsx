/** Across the page while it cannot be believed (demand 2), and, after it came back, how much was missed until somebody has read it. */
import { use, useEffect, useState } from 'react';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTimeWithSeconds, elapsedText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function LinkBanner() {
  useServerNow();
  const clock = use(ServerClockContext);
  const { timeZone } = useProfile();
  const link = useWall(state => state.link);
  const missed = useWall(state => state.missedIncidents);
  const [read, setRead] = useState(0);
  useEffect(() => {
    if (missed === 0) setRead(0);
  }, [missed]);

  if (link.name === 'lost' || (link.name === 'refused' && link.dataAsOf !== null)) {
    return (
      <div className="link-banner" role="alert">
        <b>{say('console.link-lost', { time: clockTimeWithSeconds(link.dataAsOf ?? 0, timeZone) })}</b>
        {/* What counts every second is not read out every second. */}
        <span aria-hidden="true">
          {say('console.link-lost.since', { elapsed: elapsedText(clock.monotonicNow() - link.since) })}
        </span>
      </div>
    );
  }
  if (missed === 0 || missed === read) return null;
  return (
    <Notice role="status">
      {say('link.missed', { n: missed })}
      <Button small onPress={() => setRead(missed)}>
        {say('console.noted')}
      </Button>
    </Notice>
  );
}

/** One line: whose wall and which scene | date and server time | is what I see true, and how old is it. */
import { use } from 'react';
import { SilentChip } from '../alarm/wall-sound.tsx';
import { LOCAL_CLOCK_TOLERANCE_MS } from '../clock/server-clock.ts';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { boxStyle } from '../design/wall-card.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTimeWithSeconds, dateWithWeekday, secondsText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { MapNotes } from './legend.tsx';
import { type FrameSignal, LivenessBar } from './liveness-bar.tsx';
import type { WallLayout } from './wall-layout.ts';

/** wall-ux §10: slower than this is worth saying. */
const SLOW_LINK_MS = 2000;

/** `scene`: name of the scene, and what of it. `showsDate`: false where the name of the scene needs its room. */
export function WallHeader(props: { layout: WallLayout; frames: FrameSignal; scene: string; showsDate: boolean }) {
  const { layout, frames, scene, showsDate } = props;
  const { geodata } = useProfile();
  const demo = useWall(state => state.viewer?.demo ?? false);
  const clock = <Clock showsDate={showsDate} />;
  return (
    <>
      <div className="wall-header start" style={boxStyle(layout.headerStart)}>
        <h1>{geodata.profile.name}</h1>
        <span className="scene">{scene}</span>
        {demo && layout.headerMiddle && <span className="demo-chip">{say('demo.data')}</span>}
        {layout.headerMiddle === null && clock}
      </div>
      {layout.headerMiddle && (
        <div className="wall-header middle" style={boxStyle(layout.headerMiddle)}>
          {clock}
          <SilentChip />
        </div>
      )}
      <div className="wall-header end" style={boxStyle(layout.headerEnd)}>
        {layout.headerMiddle === null && <SilentChip />}
        {layout.ticker === null && <MapNotes />}
        <LinkState />
        <LivenessBar frames={frames} />
      </div>
    </>
  );
}

function Clock({ showsDate }: { showsDate: boolean }) {
  const now = useServerNow();
  const { timeZone } = useProfile();
  return (
    <span className="wall-clock">
      <time>{clockTimeWithSeconds(now, timeZone)}</time>
      {showsDate && <span>{dateWithWeekday(now, timeZone)}</span>}
    </span>
  );
}

function LinkState() {
  useServerNow();
  const clock = use(ServerClockContext);
  const link = useWall(state => state.link);
  const heardAt = useWall(state => state.heardAt);
  const error = clock.localClockErrorMs();
  if (link.name === 'live') {
    const delay = clock.delayP95Ms();
    const age = heardAt === null ? 0 : clock.monotonicNow() - heardAt;
    return (
      <span className="link-state">
        {Math.abs(error) > LOCAL_CLOCK_TOLERANCE_MS && (
          <span>{say('link.local-clock-error', { s: Math.round(Math.abs(error) / 1000) })} · </span>
        )}
        {delay > SLOW_LINK_MS ? say('link.slow', { s: secondsText(delay) }) : say('link.live')} ·{' '}
        {say('link.data-age', { s: Math.floor(age / 1000) })}
      </span>
    );
  }
  if (link.name === 'lost') return <span className="link-state bad">{say('link.lost')}</span>;
  if (link.name === 'connecting') return <span className="link-state">{say('link.connecting')}</span>;
  return <span className="link-state bad">{say('link.refused')}</span>;
}

/** Shown until the first picture: what the page is, what time this machine thinks it is, and how long it has been waiting. */
import { use } from 'react';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { useWall } from '../store/use-store.ts';
import { elapsedText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function WaitingScreen() {
  const now = useServerNow();
  const clock = use(ServerClockContext);
  const link = useWall(state => state.link);
  const words =
    link.name === 'signed-out'
      ? say('link.wall-signed-out')
      : link.name === 'refused'
        ? link.refusal.message
        : say('link.waiting', { elapsed: elapsedText(clock.monotonicNow() - link.since) });
  return (
    <div className="waiting">
      <h1>{say('product.name')}</h1>
      <time>{new Date(now).toLocaleTimeString('zh-CN', { hour12: false })}</time>
      <p>{words}</p>
    </div>
  );
}

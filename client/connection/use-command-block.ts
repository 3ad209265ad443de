/** Why no command may be sent now, as a sentence; null = commands work. Every button that changes something hangs on this (A8). */
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

export function useCommandBlock(): string | null {
  const link = useWall(state => state.link.name);
  if (link === 'live') return null;
  return say(link === 'connecting' ? 'command.connecting' : 'command.link-lost');
}

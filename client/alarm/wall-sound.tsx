/**
 * The wall's own sound: silence until an alarm of level I was carried on to it. Where the browser does not allow it, the list of
 * sources says so quietly (`useIsSilent`), and the header only while there is something to be heard: a wall is silent on most days.
 */
import { createContext, type ReactNode, use } from 'react';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { useAlarmSound } from './use-alarm-sound.ts';

const SilentContext = createContext(false);

export function WallSound({ children }: { children: ReactNode }) {
  const { state } = useAlarmSound('wall');
  return <SilentContext value={state !== 'ready'}>{children}</SilentContext>;
}

/** Inside `WallSound`. */
export function useIsSilent(): boolean {
  return use(SilentContext);
}

export function SilentChip() {
  const isDue = useWall(({ alarms }) => alarms.unanswered.some(a => a.priority === 1 && a.escalation > 0));
  return useIsSilent() && isDue ? <span className="demo-chip wall-sound">{say('alarm.sound.off')}</span> : null;
}

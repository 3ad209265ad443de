/** The wall's own sound: silence until an alarm of level I was carried on to it. Shown only when the browser does not allow it. */
import { say } from '../wording/wording.ts';
import { useAlarmSound } from './use-alarm-sound.ts';

export function WallSound() {
  const { state } = useAlarmSound('wall');
  return state === 'ready' ? null : <span className="demo-chip wall-sound">{say('alarm.sound.off')}</span>;
}

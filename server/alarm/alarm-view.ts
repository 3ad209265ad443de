/** For walls, which stand in public rooms, and for the audit, which keeps for ever: without what somebody in distress said. */
import type { AlarmRecord } from '../contract/alarm.ts';

export function withoutWords<Alarm extends AlarmRecord>(alarm: Alarm): Alarm {
  return alarm.said === null ? alarm : { ...alarm, said: null };
}

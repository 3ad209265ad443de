/** How parts of an operation are said: its time, its zone, its kind. A kind that the profile does not know is shown by its id. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { clockTime, dateWithWeekday } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

/** `11-22 周日 09:00 至 12:00`; the day of the end only where it is another one. */
export function timeOf({ startsAt, endsAt }: Pick<OperationRecord, 'startsAt' | 'endsAt'>, timeZone: string): string {
  const [from, to] = [dateWithWeekday(startsAt, timeZone), dateWithWeekday(endsAt, timeZone)];
  const end = clockTime(endsAt, timeZone);
  return say('operation.time.of', {
    from: `${from} ${clockTime(startsAt, timeZone)}`,
    to: from === to ? end : `${to} ${end}`,
  });
}

export function kindName(kind: string, { geodata }: Pick<ProfileNames, 'geodata'>): string {
  return geodata.profile.operationKinds.find(({ id }) => id === kind)?.name ?? kind;
}

export function zoneName(zone: string | null, profile: Pick<ProfileNames, 'zone'>): string {
  return zone === null ? say('operation.zone.all') : profile.zone(zone);
}

/** Organs, names, plates in one line; nothing is 无. */
export function inOneLine(names: readonly string[]): string {
  return names.length === 0 ? say('operation.none') : names.join(say('operation.between'));
}

/**
 * What an alarm says, in the fewest words, on walls and desks alike. In: the alarm and the records it is about, as this screen has
 * them (an incident that just ended, or lies in another zone, is not there). Out: sign, title, place, since when, and who is at it.
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { IncidentRecord, Level } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { holderText } from '../incident/holder-text.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { WallState } from '../store/store.ts';
import { say } from '../wording/wording.ts';

/** Shapes of levels belong to incidents; a unit is a square (wall-ux §6): with a call mark, or crossed out. */
export type AlarmSign =
  | { name: 'level'; level: Level | null }
  | { name: 'help' }
  | { name: 'silent' }
  | { name: 'off-route' }
  | { name: 'report-clock' };

export interface AlarmWords {
  sign: AlarmSign;
  title: string;
  /** What does not fit on a wall. */
  detail: string | null;
  place: string | null;
  /** Server time that the stop-watch counts from: the report, the due time, the last raising. */
  since: number;
  /** Who has it in hand and how far he is; null when it is no incident. */
  handler: string | null;
}

export interface AlarmAbout {
  incident: IncidentRecord | undefined;
  unit: UnitRecord | undefined;
  operation: OperationRecord | undefined;
}

export function aboutOf(
  alarm: AlarmRecord,
  { incidents, units, operations }: Pick<WallState, 'incidents' | 'units' | 'operations'>,
): AlarmAbout {
  return {
    incident: alarm.incident === null ? undefined : incidents.byId.get(alarm.incident),
    unit: alarm.unit === null ? undefined : units.byId.get(alarm.unit),
    operation: alarm.operation === null ? undefined : operations.byId.get(alarm.operation),
  };
}

export function alarmWords(
  alarm: AlarmRecord,
  { incident, unit, operation }: AlarmAbout,
  profile: ProfileNames,
): AlarmWords {
  const zone = alarm.zone === null ? null : profile.zone(alarm.zone);
  const callSign = unit?.callSign ?? alarm.unit ?? '';
  switch (alarm.kind) {
    case 'help':
      return {
        sign: { name: 'help' },
        title: say('alarm.title.help', { unit: callSign }),
        ...{ detail: null, place: zone, since: alarm.raisedAt, handler: null },
      };
    case 'silent-unit':
      return {
        sign: { name: 'silent' },
        title: alarm.unit === null ? say('alarm.title.silent-source') : say('alarm.title.silent', { unit: callSign }),
        ...{ detail: null, place: zone, since: alarm.raisedAt, handler: null },
      };
    case 'off-route': {
      const squad = operation?.squads.find(({ id }) => id === alarm.squad);
      return {
        sign: { name: 'off-route' },
        title: say('alarm.title.off-route', { squad: squad?.name ?? '' }),
        ...{ detail: operation?.title ?? null, place: zone },
        ...{ since: squad?.offRouteSince ?? alarm.raisedAt, handler: null },
      };
    }
    case 'report-clock':
      return {
        sign: { name: 'report-clock' },
        title: say('alarm.title.report-clock', { emergency: alarm.emergency ?? '' }),
        ...{ detail: null, place: zone, since: alarm.raisedAt, handler: null },
      };
    case 'major-incident':
    case 'limit-breached': {
      if (!incident)
        return {
          sign: { name: 'level', level: null },
          title: alarm.incident ?? '',
          ...{ detail: null, place: zone, since: alarm.raisedAt, handler: null },
        };
      const category = profile.category(incident.category);
      const limit = incident.limits.find(({ id }) => id === alarm.limit);
      const isBreach = alarm.kind === 'limit-breached';
      return {
        sign: { name: 'level', level: incident.level },
        title: isBreach ? say('alarm.title.limit', { category }) : category,
        detail: isBreach && limit ? say('alarm.detail.limit', { step: say(`limit.step.${limit.step}`) }) : null,
        place: profile.place(incident),
        since: isBreach ? (limit?.dueAt ?? alarm.raisedAt) : incident.reportedAt,
        handler: holderText(incident, profile),
      };
    }
  }
}

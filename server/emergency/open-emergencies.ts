/**
 * The room of emergencies, put together. In: what other rooms know (place, units, incidents, alarms, deadlines). Out: the routes, what
 * each viewer is shown, what is live at the start, and how an incident becomes one by its own event.
 */
import type { Kysely } from 'kysely';
import type { Viewer } from '../access/viewer.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { UnitId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { Room, RoomParts } from '../room.ts';
import type { Tables } from '../store/tables.ts';
import { wallClock } from '../table-files/table.ts';
import { watchReportClocks } from './emergency-clock.ts';
import { EmergencyDesk } from './emergency-desk.ts';
import { findWording, readLiveEmergencies } from './emergency-repository.ts';
import { EmergencySight } from './emergency-sight.ts';
import { emergencyShower, type ShowEmergency, withoutPersons } from './emergency-view.ts';
import { prefilledReport, type ReportNames } from './prefill-report.ts';
import { reportRoutes } from './report-routes.ts';
import { emergencyRoutes } from './routes.ts';
import type { EmergencyContext } from './situation.ts';
import { readTimeline, type TimelineSources } from './timeline.ts';
import { timelineRoutes } from './timeline-routes.ts';
import type { TimelineWords } from './timeline-words.ts';
import type { EmergencyEffects } from './write-emergency.ts';

export interface EmergencyRoomParts extends RoomParts {
  /** A demonstration shows checklists that no paper has. */
  demo: boolean;
  deadlines: EmergencyEffects['deadlines'] & Pick<Deadlines, 'on'>;
  alarms: EmergencyEffects['alarms'];
  units: { get(id: UnitId): { callSign: string } | undefined };
  place: EmergencyContext['place'];
  /** What the timeline says of other concepts. */
  alarmsAbout: TimelineSources['alarmsAbout'];
  alarmKind: TimelineWords['alarmKind'];
  incidents: EmergencyEffects['incidents'] & {
    find(db: Kysely<Tables>, id: string): Promise<IncidentRecord | undefined>;
    show(incident: IncidentRecord, viewer: Viewer, now: number): IncidentRecord | null;
    stateName: TimelineWords['incidentState'];
    eventName: TimelineWords['incidentEvent'];
    /** An incident becomes one by its own event. */
    onEmergency(begin: Pick<EmergencyDesk, 'numberFor' | 'begin'>): void;
  };
}

export interface EmergencyRoom extends Room {
  show: ShowEmergency;
  /** Until they are reviewed. */
  live: readonly EmergencyRecord[];
}

export async function openEmergencies(parts: EmergencyRoomParts): Promise<EmergencyRoom> {
  const { database, changeLog, profile, demo, deadlines, alarms, units, place, incidents } = parts;
  const { db } = database;
  const { emergency } = profile.data.settings;
  const natures = new Map((emergency?.natures ?? []).map(nature => [nature.id, nature]));
  const natureOf = new Map(
    (emergency?.natures ?? []).flatMap(({ id, categories }) => categories.map(category => [category, id] as const)),
  );
  const context: EmergencyContext = {
    ...{ organs: profile.organs, place },
    nature: id => natures.get(id),
    natureOf: category => (category === null ? null : (natureOf.get(category) ?? null)),
    clockRules: emergency?.reportClocks ?? [],
    plans: (emergency?.plans ?? []).filter(({ demonstration }) => demo || !demonstration),
    unit: id => units.get(id),
    channel: profileNames(profile.data).channel,
  };
  const effects: EmergencyEffects = { deadlines, alarms, incidents };
  const show = emergencyShower(context);
  const names = namesOf(profile, context, parts.units);
  const timeline: TimelineSources = {
    ...{ changeLog, alarmsAbout: parts.alarmsAbout },
    words: {
      ...{ nature: names.nature, level: names.level, organ: names.organ, alarmKind: parts.alarmKind },
      ...{ incidentEvent: incidents.eventName, incidentState: incidents.stateName },
    },
  };
  const desk = new EmergencyDesk({
    ...{ db, changeLog, context, effects, numberPrefix: profile.numberPrefix, dayName: profile.days.dayName },
    async incidentFor(tx, id, viewer, now) {
      const incident = await incidents.find(tx, id);
      return incident && incidents.show(incident, viewer, now) !== null ? incident : undefined;
    },
    async prefill(record) {
      const found = await Promise.all(record.incidents.map(id => incidents.find(db, id)));
      const last = record.reports.at(-1);
      const before = last && (await findWording(db, record.id, last.number, last.version));
      const sentOnes = record.sent.filter(({ report }) => report !== null);
      return prefilledReport(
        {
          ...{ record, incidents: found.filter(one => one !== undefined), previous: before?.fields ?? null },
          ...{ timeline: await readTimeline(timeline, record.id), sinceMs: sentOnes.at(-1)?.savedAt ?? 0 },
        },
        names,
      );
    },
    shown: (viewer, record, now) => show(record, viewer, now) ?? withoutPersons(record),
  });
  watchReportClocks(deadlines, effects);
  incidents.onEmergency(desk);
  const sight = new EmergencySight(db, show);
  const { name, timeZone } = profile.data.settings;
  return {
    show,
    live: await readLiveEmergencies(db),
    routes: [
      ...emergencyRoutes({ db, desk, sight }),
      ...reportRoutes({ db, sight, changeLog, place: name, footer: demo ? ['演示数据'] : [], time: names.time }),
      ...timelineRoutes({
        ...{ changeLog, sight, organ: names.organ, timeZone },
        read: id => readTimeline(timeline, id),
      }),
    ],
  };
}

function namesOf(
  { data, organs }: RoomParts['profile'],
  { nature }: Pick<EmergencyContext, 'nature'>,
  units: EmergencyRoomParts['units'],
): ReportNames {
  const names = profileNames(data);
  const clock = wallClock(data.settings.timeZone);
  return {
    nature: id => (id === null ? '性质未定' : (nature(id)?.name ?? id)),
    level: level => (level === null ? '等级未定' : names.level(level)),
    ...{ organ: organs.name, zone: names.zone, community: names.community, grid: names.grid },
    callSign: unit => units.get(unit)?.callSign ?? unit,
    time: ms => clock(ms).slice(0, 16),
  };
}

/**
 * Where everything goes out, put together: live state, hub, figures. In: what every kind of record begins with, how it is shown, who
 * covers the zones. Out: the hub. It opens last and is told of a commit last: a screen hears of nothing that a rule does not know yet.
 */
import type { Person } from '../access/actor.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { MajorActionRecord } from '../contract/emergency-action.ts';
import type { WarningRecord } from '../contract/emergency-warning.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { computeFigures, type FiguresParts } from '../figures/compute-figures.ts';
import { FiguresBoard } from '../figures/figures-board.ts';
import type { RoomParts } from '../room.ts';
import type { ChangeLog, LoggedFact } from '../store/change-log.ts';
import type { Audience } from './audience.ts';
import { Hub } from './hub.ts';
import { HubState, type HubStateParts } from './hub-state.ts';
import type { Broadcast } from './link.ts';
import { LiveFact } from './live-fact.ts';
import { LiveState, type LiveStateStart, MOST_FACTS_TO_CATCH_UP } from './live-state.ts';
import { RecordViews } from './record-views.ts';

export interface LiveRoomParts extends RoomParts {
  build: string;
  broadcast: Broadcast;
  latest: HubStateParts['latest'];
  units: HubStateParts['units'] & { all(): LiveStateStart['units'] };
  records: Pick<LiveStateStart, 'incidents' | 'operations' | 'emergencies' | 'warnings' | 'majorActions'> & {
    points(): Promise<LiveStateStart['points']>;
    alarms(): Promise<LiveStateStart['alarms']>;
  };
  rounds: FiguresParts['rounds'];
  /** Null = nothing of it. */
  showIncident(incident: IncidentRecord, viewer: Person, now: number, sight: Audience['sight']): IncidentRecord | null;
  showOperation(operation: OperationRecord, viewer: Person, now: number): OperationRecord | null;
  showEmergency(emergency: EmergencyRecord, viewer: Person, now: number): EmergencyRecord | null;
  showNotices: {
    showWarning(warning: WarningRecord, viewer: Person): WarningRecord | null;
    showAction(action: MajorActionRecord, viewer: Person): MajorActionRecord | null;
  };
  duty: { cover: { look: FiguresParts['cover'] }; shifts: FiguresParts['shifts'] };
}

export interface LiveRoom {
  hub: Hub;
  /** Committed facts, in order. */
  publish(facts: readonly LoggedFact[]): void;
  /** Numbers of the panels may have changed without a fact. */
  countAgain(): void;
  /** The figures' own timers. */
  start(): void;
  stop(): void;
}

export async function openLive(parts: LiveRoomParts): Promise<LiveRoom> {
  const {
    database,
    changeLog,
    clock,
    profile,
    build,
    latest,
    units,
    records,
    duty,
    showIncident,
    showOperation,
    showEmergency,
    showNotices,
    onError,
  } = parts;
  const { days, zones, pointsInZone, zoneOfPoint } = profile;
  const figuresParts: FiguresParts = {
    ...{ db: database.db, days, zones, pointsInZone, rounds: parts.rounds, shifts: duty.shifts },
    cover: now => duty.cover.look(now),
  };
  const live = new LiveState({
    seq: changeLog.seq,
    incidents: records.incidents,
    units: units.all(),
    points: await records.points(),
    alarms: await records.alarms(),
    operations: records.operations,
    emergencies: records.emergencies,
    warnings: records.warnings,
    majorActions: records.majorActions,
    figures: await computeFigures(figuresParts, clock.now()),
    facts: await recentFacts(changeLog, onError),
    views: {
      zoneOfPoint,
      incidents: new RecordViews<IncidentRecord>((incident, { role, scope, sight }) =>
        showIncident(incident, { role, scope, title: '' }, clock.now(), sight),
      ),
      operations: new RecordViews<OperationRecord>((operation, { role, scope }) =>
        showOperation(operation, { role, scope, title: '' }, clock.now()),
      ),
      emergencies: new RecordViews<EmergencyRecord>((emergency, { role, scope }) =>
        showEmergency(emergency, { role, scope, title: '' }, clock.now()),
      ),
      warnings: new RecordViews<WarningRecord>((warning, { role, scope }) =>
        showNotices.showWarning(warning, { role, scope, title: '' }),
      ),
      majorActions: new RecordViews<MajorActionRecord>((action, { role, scope }) =>
        showNotices.showAction(action, { role, scope, title: '' }),
      ),
    },
  });
  const hub = new Hub(
    new HubState({ clock, epoch: changeLog.epoch, build, profile: profile.data.settings.id, live, latest, units }),
    parts.broadcast,
  );
  const figures = new FiguresBoard({
    clock,
    compute: now => computeFigures(figuresParts, now),
    nextMidnight: days.startOfNextDay,
    publish: counted => hub.publishFigures(counted),
    onError: error => onError(error, 'figures could not be counted'),
  });
  return {
    hub,
    publish(facts) {
      hub.publish(facts);
      figures.touch();
    },
    countAgain: () => figures.touch(),
    start: () => figures.start(),
    stop() {
      hub.stop();
      figures.stop();
    },
  };
}

/** For those who come back after a restart. A row of an older protocol ends the list: what came before it needs a snapshot. */
async function recentFacts(changeLog: ChangeLog, onError: RoomParts['onError']): Promise<LiveFact[]> {
  const logged = await changeLog.recent(MOST_FACTS_TO_CATCH_UP);
  const facts: LiveFact[] = [];
  for (const row of logged.reverse()) {
    try {
      facts.unshift(new LiveFact(row));
    } catch (error) {
      onError(error, `fact ${row.seq} cannot be read`);
      break;
    }
  }
  return facts;
}

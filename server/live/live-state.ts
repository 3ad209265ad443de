/**
 * What every screen shows now, held in memory by applying committed facts, so that a snapshot is one synchronous look and no fact
 * can fall between it and the facts that follow.
 * In: facts in order, figures. Out: snapshots per audience, kept until the next change; the last facts for those who were away.
 */
import { withoutWords } from '../alarm/alarm-view.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import { type EmergencyRecord, isLiveEmergency } from '../contract/emergency.ts';
import type { MajorActionRecord } from '../contract/emergency-action.ts';
import type { WarningRecord } from '../contract/emergency-warning.ts';
import { type Fact, isNews } from '../contract/fact.ts';
import type { Figures } from '../contract/figures.ts';
import type { PointCode, Seq, ZoneId } from '../contract/ids.ts';
import { type IncidentRecord, isOpen } from '../contract/incident.ts';
import { isLiveOperation, type OperationRecord } from '../contract/operation.ts';
import type { PointRecord } from '../contract/scoring-point.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { type Audience, reaches } from './audience.ts';
import type { LiveFact } from './live-fact.ts';
import type { RecordViews } from './record-views.ts';

/** Farther behind, one snapshot is cheaper than the facts, and nobody reads 2,000 lines one by one (reliability A2). */
export const MOST_FACTS_TO_CATCH_UP = 2000;
const RECENT_FACTS = 30;

/** What an audience is shown of each record; null = nothing. */
export interface Views {
  incidents: RecordViews<IncidentRecord>;
  operations: RecordViews<OperationRecord>;
  emergencies: RecordViews<EmergencyRecord>;
  warnings: RecordViews<WarningRecord>;
  majorActions: RecordViews<MajorActionRecord>;
  /** Undefined = no such point. */
  zoneOfPoint(code: PointCode): ZoneId | undefined;
}

export interface LiveStateStart {
  seq: Seq;
  incidents: readonly IncidentRecord[];
  units: readonly UnitRecord[];
  points: readonly PointRecord[];
  alarms: readonly AlarmRecord[];
  operations: readonly OperationRecord[];
  emergencies: readonly EmergencyRecord[];
  warnings: readonly WarningRecord[];
  majorActions: readonly MajorActionRecord[];
  figures: Figures;
  /** The newest facts, oldest first; as many as there are, up to `MOST_FACTS_TO_CATCH_UP`. */
  facts: readonly LiveFact[];
  views: Views;
}

/** A snapshot without what differs from viewer to viewer. */
export interface SharedSnapshot {
  seq: Seq;
  incidents: IncidentRecord[];
  units: UnitRecord[];
  points: PointRecord[];
  alarms: AlarmRecord[];
  operations: OperationRecord[];
  emergencies: EmergencyRecord[];
  warnings: WarningRecord[];
  majorActions: MajorActionRecord[];
  figures: Figures;
  recent: Fact[];
}

export class LiveState {
  #seq: Seq;
  #figures: Figures;
  readonly #points: Map<string, PointRecord>;
  readonly #incidents: Map<string, IncidentRecord>;
  readonly #units: Map<string, UnitRecord>;
  readonly #alarms: Map<string, AlarmRecord>;
  readonly #operations: Map<string, OperationRecord>;
  readonly #emergencies: Map<string, EmergencyRecord>;
  readonly #warnings: Map<string, WarningRecord>;
  readonly #majorActions: Map<string, MajorActionRecord>;
  readonly views: Views;
  #facts: LiveFact[];
  readonly #snapshots = new Map<string, SharedSnapshot>();

  constructor(start: LiveStateStart) {
    this.#seq = start.seq;
    this.#figures = start.figures;
    this.#incidents = new Map(start.incidents.map(incident => [incident.id, incident]));
    this.#units = new Map(start.units.map(unit => [unit.id, unit]));
    this.#points = new Map(start.points.map(point => [point.code, point]));
    this.#alarms = new Map(start.alarms.map(alarm => [alarm.id, alarm]));
    this.#operations = new Map(start.operations.map(operation => [operation.id, operation]));
    this.#emergencies = new Map(start.emergencies.map(emergency => [emergency.id, emergency]));
    this.#warnings = new Map(start.warnings.map(warning => [warning.id, warning]));
    this.#majorActions = new Map(start.majorActions.map(action => [action.id, action]));
    this.#facts = [...start.facts];
    this.views = start.views;
  }

  get seq(): Seq {
    return this.#seq;
  }

  get figures(): Figures {
    return this.#figures;
  }

  apply(fact: LiveFact): void {
    const { full } = fact;
    if (full.seq !== this.#seq + 1) throw new Error(`Fact ${full.seq} after ${this.#seq}.`);
    this.#seq = full.seq;
    this.#facts.push(fact);
    // Trimmed seldom, because shifting a long array for every fact costs more than the facts.
    if (this.#facts.length > 2 * MOST_FACTS_TO_CATCH_UP) this.#facts = this.#facts.slice(-MOST_FACTS_TO_CATCH_UP);
    if ('incident' in full) this.#applyIncident(full.incident);
    else if ('unit' in full) this.#units.set(full.unit.id, full.unit);
    else if ('point' in full) this.#applyPoint(full.point);
    else if ('points' in full) for (const point of full.points) this.#applyPoint(point);
    else if ('operation' in full) this.#applyOperation(full.operation);
    else if ('emergency' in full) this.#applyEmergency(full.emergency);
    else if ('warning' in full) applyUntilEnded(this.#warnings, full.warning);
    else if ('majorAction' in full) applyUntilEnded(this.#majorActions, full.majorAction);
    else if ('alarm' in full) this.#applyAlarm(full.alarm);
    this.#snapshots.clear();
  }

  setFigures(figures: Figures): void {
    this.#figures = figures;
    this.#snapshots.clear();
  }

  /** The facts after `seq`, or null when that is too long ago or in the future. */
  since(seq: Seq): LiveFact[] | null {
    const missing = this.#seq - seq;
    if (missing < 0 || missing > MOST_FACTS_TO_CATCH_UP || missing > this.#facts.length) return null;
    return missing === 0 ? [] : this.#facts.slice(-missing);
  }

  snapshot(audience: Audience): SharedSnapshot {
    let snapshot = this.#snapshots.get(audience.key);
    if (!snapshot) {
      snapshot = this.#take(audience);
      this.#snapshots.set(audience.key, snapshot);
    }
    return snapshot;
  }

  #take(audience: Audience): SharedSnapshot {
    const incidents: IncidentRecord[] = [];
    for (const incident of this.#incidents.values()) {
      const view = reaches(audience, incident.zone) ? this.views.incidents.of(incident, audience) : null;
      if (view) incidents.push(view);
    }
    const alarms = [...this.#alarms.values()].filter(alarm => reaches(audience, alarm.zone));
    return {
      seq: this.#seq,
      incidents,
      units: [...this.#units.values()].filter(unit => reaches(audience, unit.homeZone)),
      points: [...this.#points.values()].filter(({ code }) => reaches(audience, this.views.zoneOfPoint(code) ?? null)),
      alarms: alarms.map(alarm => (audience.sight === 'masked' ? withoutWords(alarm) : alarm)),
      operations: [...this.#operations.values()].flatMap(one => this.views.operations.of(one, audience) ?? []),
      emergencies: [...this.#emergencies.values()].flatMap(one => this.views.emergencies.of(one, audience) ?? []),
      warnings: [...this.#warnings.values()].flatMap(one => this.views.warnings.of(one, audience) ?? []),
      majorActions: [...this.#majorActions.values()].flatMap(one => this.views.majorActions.of(one, audience) ?? []),
      figures: this.#figures,
      recent: this.#news(audience),
    };
  }

  /** The newest facts that are news to this audience, oldest first. */
  #news(audience: Audience): Fact[] {
    const news: Fact[] = [];
    for (let i = this.#facts.length - 1; i >= 0 && news.length < RECENT_FACTS; i--) {
      if (!isNews(this.#facts[i]!.full)) continue;
      const view = this.#facts[i]!.for(audience, this.views);
      if (isNews(view)) news.push(view);
    }
    return news.reverse();
  }

  #applyIncident(incident: IncidentRecord): void {
    if (!isOpen(incident.state)) this.#incidents.delete(incident.id);
    else this.#incidents.set(incident.id, incident);
  }

  #applyAlarm(alarm: AlarmRecord): void {
    if (alarm.state === 'cleared') this.#alarms.delete(alarm.id);
    else this.#alarms.set(alarm.id, alarm);
  }

  #applyOperation(operation: OperationRecord): void {
    if (isLiveOperation(operation.state)) this.#operations.set(operation.id, operation);
    else this.#operations.delete(operation.id);
  }

  #applyEmergency(emergency: EmergencyRecord): void {
    if (isLiveEmergency(emergency.state)) this.#emergencies.set(emergency.id, emergency);
    else this.#emergencies.delete(emergency.id);
  }

  #applyPoint(point: PointRecord): void {
    if (point.state === 'clean') this.#points.delete(point.code);
    else this.#points.set(point.code, point);
  }
}

function applyUntilEnded<R extends { id: string; endedAt: number | null }>(held: Map<string, R>, record: R): void {
  if (record.endedAt === null) held.set(record.id, record);
  else held.delete(record.id);
}

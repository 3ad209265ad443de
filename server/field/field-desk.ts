/**
 * What the page of somebody on patrol asks: the own unit, its tasks, the joint operations it goes out with. Rules [P-80] to [P-83], [P-92].
 * In: who asks (the scope names exactly one unit), the time. Out: plain answers. It holds nothing; incidents, operations, units and
 * alarms come in as parts, because they belong to other rooms.
 */

import type { Viewer } from '../access/viewer.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { FieldOperation, FieldState, FieldTask, OwnShifts } from '../contract/field.ts';
import type { IncidentId, UnitId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentCommand } from '../contract/incident-event.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { notFound } from '../http/refused.ts';

export interface FieldParts {
  units: { get(id: UnitId): UnitRecord | undefined };
  /** Open incidents with a task that names the unit. */
  sentTo(unit: UnitId): readonly IncidentRecord[];
  /** Are units at work in that state? */
  isAtWork(incident: IncidentRecord): boolean;
  /** Without the reporter, with the events this viewer may send now. */
  shown(incident: IncidentRecord, viewer: Viewer, now: number): IncidentRecord;
  carryOut(id: IncidentId, command: IncidentCommand, viewer: Viewer, now: number): Promise<IncidentRecord>;
  newestFix(unit: UnitRecord): { lonLat: LonLat; time: number } | null;
  openHelp(unit: UnitId): Promise<AlarmRecord | undefined>;
  reportIntervalS(unitClass: string): number;
  /** Null = no plan. */
  shiftsOf(unit: UnitId, now: number): OwnShifts | null;
  /** Not summarised yet, with the unit in a squad. */
  operationsOf(unit: UnitId): readonly OperationRecord[];
  /** For this viewer, with the events he may send now; null = it is not his to see. */
  shownOperation(operation: OperationRecord, viewer: Viewer, now: number): OperationRecord | null;
  ownPatrolChannel: string | null;
  timeZone: string;
}

export class FieldDesk {
  readonly #parts: FieldParts;

  constructor(parts: FieldParts) {
    this.#parts = parts;
  }

  /** [P-81] [P-90] */
  async stateFor(viewer: Viewer, now: number): Promise<FieldState> {
    const { newestFix, openHelp, reportIntervalS, shiftsOf, ownPatrolChannel, timeZone } = this.#parts;
    const unit = this.#unitOf(viewer);
    const help = await openHelp(unit.id);
    const fix = newestFix(unit);
    return {
      serverTime: now,
      timeZone,
      unit,
      reportIntervalS: reportIntervalS(unit.unitClass),
      channel: ownPatrolChannel,
      fix: fix && { lon: fix.lonLat[0], lat: fix.lonLat[1], time: fix.time },
      shifts: shiftsOf(unit.id, now),
      help: help ? { raisedAt: help.raisedAt, acknowledgedAt: help.acknowledgedAt } : null,
      tasks: this.#tasksOf(unit.id)
        .map(incident => this.#task(incident, unit.id, viewer, now))
        .sort((a, b) => (a.level ?? UNGRADED) - (b.level ?? UNGRADED) || a.assignedAt - b.assignedAt),
      operations: this.#operationsOf(unit.id, viewer, now),
    };
  }

  /** [P-82] Out: the task as it is then. What the unit was not sent to does not exist for it, whatever the command says. */
  async carryOut(id: string, command: IncidentCommand, viewer: Viewer, now: number): Promise<FieldTask> {
    const unit = this.#unitOf(viewer);
    const own = this.#parts.sentTo(unit.id).find(incident => incident.id === id);
    if (!own) throw notFound({ zh: '任务', en: 'task' }, id);
    return this.#task(await this.#parts.carryOut(own.id, command, viewer, now), unit.id, viewer, now);
  }

  /** [P-92] */
  #operationsOf(unit: UnitId, viewer: Viewer, now: number): FieldOperation[] {
    return this.#parts
      .operationsOf(unit)
      .flatMap(operation => this.#parts.shownOperation(operation, viewer, now) ?? [])
      .flatMap(operation => ownPart(operation, unit) ?? [])
      .sort((a, b) => rankOf(a) - rankOf(b) || a.startsAt - b.startsAt);
  }

  #tasksOf(unit: UnitId): IncidentRecord[] {
    return this.#parts.sentTo(unit).filter(this.#parts.isAtWork);
  }

  /** [P-80] An account may be made before its unit is registered. */
  #unitOf({ scope }: Viewer): UnitRecord {
    const id = scope.units?.[0] as UnitId | undefined;
    const unit = id && this.#parts.units.get(id);
    if (!unit) throw notFound({ zh: '单位', en: 'unit' }, id ?? '');
    return unit;
  }

  #task(incident: IncidentRecord, unit: UnitId, viewer: Viewer, now: number): FieldTask {
    const { id, version, state, category, level, text, lon, lat, address, community, grid, happenedAt } = incident;
    const task = incident.tasks.find(one => one.unit === unit);
    if (!task) throw new Error(`${id} has no task of ${unit}.`);
    const { organ, lead, assignedAt, acknowledgedAt, arrivedAt } = task;
    return {
      ...{ id, version, state, category, level, text, lon, lat, address, community, grid, happenedAt },
      ...{ organ, lead, assignedAt, acknowledgedAt, arrivedAt },
      dueAt: dueAtOf(incident),
      photos: incident.evidence.length,
      allowed: this.#parts.shown(incident, viewer, now).allowed,
    };
  }
}

function ownPart(operation: OperationRecord, unit: UnitId): FieldOperation | null {
  const squad = operation.squads.find(({ units }) => units.includes(unit));
  if (!squad) return null;
  const { id, version, state, title, startsAt, endsAt, startedAt, muster, allowed } = operation;
  return {
    ...{ id, version, state, title, startsAt, endsAt, startedAt, muster, allowed, squad },
    findings: operation.findings.filter(finding => finding.squad === squad.id),
  };
}

const rankOf = ({ startedAt, state }: FieldOperation) => (state === 'finished' ? 2 : startedAt === null ? 1 : 0);

/** After level IV. */
const UNGRADED = 5;

/** The clocks that those who handle it can keep. */
function dueAtOf({ limits }: IncidentRecord): number | null {
  const running = limits.filter(({ step, state }) => state === 'running' && (step === 'handle' || step === 'rectify'));
  return running.length === 0 ? null : Math.min(...running.map(({ dueAt }) => dueAt));
}

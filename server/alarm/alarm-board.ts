/**
 * The alarms as one board: raised and ended by the server, answered by people, carried on by the clock. Rules: SPEC.md.
 * In: causes and commands, each inside the caller's transaction, so an alarm exists exactly when what it tells of does.
 * Out: rows, facts `alarm-…` with the whole record, and rows for the ticker. Nothing is kept in memory.
 */
import type { AlarmKind, AlarmRecord } from '../contract/alarm.ts';
import type { AlarmId, EmergencyId, IncidentId, OperationId, UnitId, ZoneId } from '../contract/ids.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { Cause, FactWriter, Work } from '../store/change-log.ts';
import { takeSpokenNumber } from '../store/counter.ts';
import { type AlarmEvent, type AlarmStep, type AlarmTimer, step, unansweredTimers } from './alarm-lifecycle.ts';
import {
  type AlarmSelector,
  type AlarmSubject,
  CAME_LATE,
  type Ending,
  findAlarm,
  findHelpCallOfThen,
  findOpenAlarm,
  findOpenAlarms,
  insertAlarm,
  updateAlarm,
} from './alarm-repository.ts';

type Transaction = Parameters<Work<unknown>>[0];

export interface AlarmBoardParts {
  deadlines: Pick<Deadlines, 'set' | 'clear' | 'on'>;
  /** Day of an instant in the profile's time zone: `20261122`. */
  dayName(ms: number): string;
}

export interface AlarmRaise {
  kind: AlarmKind;
  priority: AlarmRecord['priority'];
  incident?: IncidentId;
  /** null: the source of positions as a whole. */
  unit?: UnitId | null;
  limit?: string;
  /** Only of `off-route`. */
  operation?: OperationId;
  squad?: string;
  /** Only of `report-clock`. */
  emergency?: EmergencyId;
  zone: ZoneId | null;
  /** Only of a call for help. */
  place?: { lon: number; lat: number } | null;
  said?: string | null;
}

const CONCEPT = 'alarm';
const SYSTEM: Cause = { actor: 'system', address: '' };

export class AlarmBoard {
  readonly #parts: AlarmBoardParts;

  constructor(parts: AlarmBoardParts) {
    this.#parts = parts;
    parts.deadlines.on(CONCEPT, (tx, log, row, now) => this.#due(tx, log, row.subject as AlarmId, row.name, now));
  }

  /** Out: the alarm, fresh or the one that is open already. */
  async raise(
    tx: Transaction,
    log: FactWriter,
    cause: AlarmRaise,
    now: number,
    by: Cause = SYSTEM,
  ): Promise<AlarmRecord> {
    const { kind, priority, incident = null, unit = null, limit = null } = cause;
    const { operation = null, squad = null, emergency = null } = cause;
    const about: AlarmSubject = { kind, incident, unit, limit, operation, squad, emergency };
    const open = await findOpenAlarm(tx, about);
    if (open) {
      const worse = step(open, { name: 'worsen', priority }, now);
      return worse.ok ? this.#write(tx, log, worse, now, by) : open;
    }
    const alarm = newAlarm(await this.#newNumber(tx, now), about, cause, now);
    if (!(await insertAlarm(tx, alarm))) throw new Error(`Alarm ${alarm.id} is there although it was not found.`);
    await this.#setTimers(tx, alarm.id, unansweredTimers(priority, now));
    await append(log, 'alarm-raised', alarm, now, by);
    return alarm;
  }

  /** Into the history, ended: nobody's clock starts. Out: the row, or the one that tells of the same call already. */
  async listLate(
    tx: Transaction,
    log: FactWriter,
    call: AlarmRaise & { kind: 'help'; unit: UnitId },
    { happenedAt, sameWithinMs }: { happenedAt: number; sameWithinMs: number },
    now: number,
    by: Cause,
  ): Promise<AlarmRecord> {
    const { kind, unit } = call;
    const told = await findHelpCallOfThen(tx, unit, happenedAt, sameWithinMs);
    if (told) return told;
    const about: AlarmSubject = { kind, unit, incident: null, limit: null };
    const raised = newAlarm(await this.#newNumber(tx, now), about, call, happenedAt);
    const alarm: AlarmRecord = { ...raised, state: 'cleared', clearedAt: now };
    const ending = { by: by.actor, reason: CAME_LATE };
    await insertAlarm(tx, alarm, ending);
    await append(log, 'alarm-cleared', alarm, now, by, { reason: ending.reason });
    return alarm;
  }

  /** Ends every open alarm that the selector names; `why` is kept for lists. Out: how many. */
  async clearFor(
    tx: Transaction,
    log: FactWriter,
    selector: AlarmSelector,
    now: number,
    why: string,
    by: Cause = SYSTEM,
  ): Promise<number> {
    const alarms = await findOpenAlarms(tx, selector);
    for (const alarm of alarms) {
      const ended = step(alarm, { name: 'end' }, now);
      if (!ended.ok) throw new Error(`Open alarm ${alarm.id} in state ${alarm.state} cannot end.`);
      await this.#write(tx, log, ended, now, by, { by: by.actor, reason: why });
    }
    return alarms.length;
  }

  /** What a person does. Out: the next record, or why not and the record as it is; undefined = no such alarm. */
  async answer(
    tx: Transaction,
    log: FactWriter,
    id: AlarmId,
    event: Extract<AlarmEvent, { name: 'acknowledge' | 'shelve' | 'clear' }>,
    now: number,
    by: Cause,
    ending?: Ending,
  ): Promise<{ step: AlarmStep; alarm: AlarmRecord } | undefined> {
    const alarm = await findAlarm(tx, id);
    if (!alarm) return undefined;
    const next = step(alarm, event, now);
    return { step: next, alarm: next.ok ? await this.#write(tx, log, next, now, by, ending) : alarm };
  }

  async #due(tx: Transaction, log: FactWriter, id: AlarmId, name: string, now: number): Promise<void> {
    const event = eventOf(name as AlarmTimer['name']);
    const alarm = await findAlarm(tx, id);
    const next = alarm && step(alarm, event, now);
    // Answered between the claim and now: nothing is owed any more.
    if (next?.ok) await this.#write(tx, log, next, now, SYSTEM);
  }

  async #write(
    tx: Transaction,
    log: FactWriter,
    next: Extract<AlarmStep, { ok: true }>,
    now: number,
    by: Cause,
    ending?: Ending,
  ): Promise<AlarmRecord> {
    const { record, fact, timers } = next;
    await updateAlarm(tx, record, ending);
    await this.#parts.deadlines.clear(tx, CONCEPT, record.id);
    await this.#setTimers(tx, record.id, timers);
    await append(log, fact, record, now, by, ending && { reason: ending.reason });
    return record;
  }

  async #setTimers(tx: Transaction, subject: AlarmId, timers: readonly AlarmTimer[]): Promise<void> {
    for (const { name, dueAt } of timers)
      await this.#parts.deadlines.set(tx, { concept: CONCEPT, subject, name, dueAt });
  }

  /** `A20261122-0047`. */
  async #newNumber(tx: Transaction, now: number): Promise<AlarmId> {
    const day = this.#parts.dayName(now);
    return (await takeSpokenNumber(tx, `alarm:${day}`, `A${day}`, 4)) as AlarmId;
  }
}

function newAlarm(id: AlarmId, about: AlarmSubject, cause: AlarmRaise, raisedAt: number): AlarmRecord {
  const { priority, zone, place, said } = cause;
  return {
    ...{ id, version: 1, state: 'raised', operation: null, squad: null, emergency: null, ...about, priority, zone },
    ...{ lon: place?.lon ?? null, lat: place?.lat ?? null, said: said ?? null },
    ...{ raisedAt, acknowledgedBy: null, acknowledgedAt: null, clearedAt: null },
    ...{ shelvedBy: null, shelvedUntil: null, shelveReason: null, escalation: 0 },
  };
}

function eventOf(timer: AlarmTimer['name']): AlarmEvent {
  switch (timer) {
    case 'wall-sound':
      return { name: 'escalate', to: 1 };
    case 'call-leader':
      return { name: 'escalate', to: 2 };
    case 'come-back':
      return { name: 'come-back' };
  }
}

/** Walls get no words; the audit keeps who cleared it and why beside the record. */
async function append(
  log: FactWriter,
  kind: string,
  alarm: AlarmRecord,
  at: number,
  by: Cause,
  more: object = {},
): Promise<void> {
  await log.append({ kind, subject: alarm.id, zone: alarm.zone, at, ...by, data: { alarm, ...more } });
}

/**
 * The life of an alarm as a table and a pure step. In: the record, an event, the time. Out: the next record, the fact to append
 * and the times at which something happens by itself; or a refusal. Rules: SPEC.md.
 * The surprise: the times are the whole set, those of before no longer hold; so an answer stops every clock by naming none.
 */
import type { AlarmRecord, AlarmState } from '../contract/alarm.ts';
import type { Fact } from '../contract/fact.ts';

export type AlarmEvent =
  /** The same cause, more urgent than before. */
  | { name: 'worsen'; priority: AlarmRecord['priority'] }
  | { name: 'acknowledge'; by: string }
  | { name: 'shelve'; by: string; minutes: number; reason: string }
  | { name: 'come-back' }
  | { name: 'escalate'; to: 1 | 2 }
  /** By a person. */
  | { name: 'clear' }
  /** The cause is gone. */
  | { name: 'end' };

type Table = Record<AlarmState, Partial<Record<AlarmEvent['name'], AlarmState>>>;

const transitions: Table = {
  raised: {
    worsen: 'raised',
    acknowledge: 'acknowledged',
    shelve: 'shelved',
    escalate: 'raised',
    clear: 'cleared',
    end: 'cleared',
  },
  acknowledged: { worsen: 'raised', clear: 'cleared', end: 'cleared' },
  shelved: {
    worsen: 'raised',
    acknowledge: 'acknowledged',
    'come-back': 'raised',
    clear: 'cleared',
    end: 'cleared',
  },
  cleared: {},
};

const FACT_OF = {
  worsen: 'alarm-raised',
  acknowledge: 'alarm-acknowledged',
  shelve: 'alarm-shelved',
  'come-back': 'alarm-raised',
  escalate: 'alarm-escalated',
  clear: 'alarm-cleared',
  end: 'alarm-cleared',
} as const satisfies Record<AlarmEvent['name'], Fact['kind']>;

/** What the ticker will call again with, and when. */
export type AlarmTimer = { name: 'wall-sound' | 'call-leader' | 'come-back'; dueAt: number };

export type AlarmStep =
  | { ok: true; record: AlarmRecord; fact: (typeof FACT_OF)[AlarmEvent['name']]; timers: AlarmTimer[] }
  | { ok: false; refusal: 'already-acknowledged' | 'illegal-move' };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** */
const WALL_SOUND_AFTER_MS = 60 * SECOND;
const CALL_LEADER_AFTER_MS = { 1: 180 * SECOND, 2: 5 * MINUTE } as const;

/** The clocks of an alarm that nobody has answered since `since`. */
export function unansweredTimers(priority: AlarmRecord['priority'], since: number): AlarmTimer[] {
  if (priority === 3) return [];
  const timers: AlarmTimer[] = [{ name: 'call-leader', dueAt: since + CALL_LEADER_AFTER_MS[priority] }];
  if (priority === 1) timers.unshift({ name: 'wall-sound', dueAt: since + WALL_SOUND_AFTER_MS });
  return timers;
}

export function step(record: AlarmRecord, event: AlarmEvent, now: number): AlarmStep {
  const state = transitions[record.state][event.name];
  if (state === undefined) {
    // Too late is another answer than senseless: somebody is at it already.
    const late = record.state === 'acknowledged' && (event.name === 'acknowledge' || event.name === 'shelve');
    return { ok: false, refusal: late ? 'already-acknowledged' : 'illegal-move' };
  }
  if (event.name === 'clear' && record.kind !== 'help') return { ok: false, refusal: 'illegal-move' };
  if (event.name === 'worsen' && event.priority >= record.priority) return { ok: false, refusal: 'illegal-move' };
  if (event.name === 'escalate' && event.to <= record.escalation) return { ok: false, refusal: 'illegal-move' };

  const { change, timers } = consequence(record, event, now);
  const next = { ...record, ...change, state, version: record.version + 1 };
  return { ok: true, record: next, fact: FACT_OF[event.name], timers };
}

function consequence(
  record: AlarmRecord,
  event: AlarmEvent,
  now: number,
): { change: Partial<AlarmRecord>; timers: AlarmTimer[] } {
  switch (event.name) {
    case 'worsen':
      return {
        change: {
          ...{ priority: event.priority, raisedAt: now, escalation: 0 },
          ...{ acknowledgedBy: null, acknowledgedAt: null, shelvedBy: null, shelvedUntil: null, shelveReason: null },
        },
        timers: unansweredTimers(event.priority, now),
      };
    case 'acknowledge':
      return { change: { acknowledgedBy: event.by, acknowledgedAt: now }, timers: [] };
    case 'shelve': {
      const shelvedUntil = now + event.minutes * MINUTE;
      return {
        change: { shelvedBy: event.by, shelvedUntil, shelveReason: event.reason },
        timers: [{ name: 'come-back', dueAt: shelvedUntil }],
      };
    }
    case 'come-back':
      // The desk gets its full time again before anybody else is called.
      return { change: { shelvedUntil: now, escalation: 0 }, timers: unansweredTimers(record.priority, now) };
    case 'escalate': {
      const later = unansweredTimers(record.priority, record.shelvedUntil ?? record.raisedAt);
      return {
        change: { escalation: event.to },
        timers: event.to === 1 ? later.filter(({ name }) => name === 'call-leader') : [],
      };
    }
    case 'clear':
    case 'end':
      return { change: { clearedAt: now }, timers: [] };
  }
}

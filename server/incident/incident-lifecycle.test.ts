/**
 * The lifecycle as a whole, with commands that nobody would think of: any sequence by anybody. What must hold is said once for all
 * sequences; the seed of a failure is printed by fast-check and stays below as a named test.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IncidentRecord,
  type IncidentState,
  incidentRecord,
  incidentState,
  isOpen,
} from '../contract/incident.ts';
import { INCIDENT_EVENTS, type IncidentEventName } from '../contract/incident-event.ts';
import { limitStep } from '../contract/incident-limit.ts';
import { received } from './begin-incident.ts';
import {
  aBeginning,
  aCommand,
  aContext,
  anAudience,
  anIncident,
  aRule,
  HOUR,
  LISTED,
  MINUTE,
  NOW,
  refusalOf,
  STATION,
  tryStep,
} from './incident-builders.ts';
import type { Effect } from './incident-effects.ts';
import { allowedEvents, stepByClock } from './incident-lifecycle.ts';
import { eventsOf } from './incident-transitions.ts';

const context = aContext({
  limits: limitStep.options
    .filter(step => step !== 'promise' && step !== 'supervise')
    .map(step => aRule(step, { amount: 90, ...(step === 'intervene' && { category: LISTED }) })),
});

const ORGANS = ['urban-management', 'construction', 'grid-centre', 'market-supervision', 'control-centre', STATION];
const PEOPLE = [
  'field:city-1',
  'field:patrol-05',
  'duty',
  'leader',
  'chief@binhai',
  'integration',
  ...ORGANS.map(organ => `dept:${organ}`),
];
const DESKS = new Set(['duty', 'admin', 'integration']);

interface Move {
  pick: number;
  event: IncidentEventName;
  who: string;
  organ: string | undefined;
  waitMs: number;
  grade: string;
  outcome: string;
}

const move: fc.Arbitrary<Move> = fc.record({
  pick: fc.nat(1000),
  event: fc.constantFrom(...INCIDENT_EVENTS),
  who: fc.constantFrom(...PEOPLE),
  organ: fc.option(fc.constantFrom(...ORGANS), { nil: undefined }),
  waitMs: fc.oneof(fc.nat(5 * MINUTE), fc.nat(3 * HOUR)),
  grade: fc.constantFrom('micro', 'general', 'complex', 'sudden'),
  outcome: fc.constantFrom('obeyed', 'defied'),
});

const partner = anIncident({ id: 'XA20261123-0002' as never, state: 'accepted' });

/** By chance alone most walks would end at once or stand still: one that the table knows, by somebody whose it is. */
function somethingSensible(
  record: IncidentRecord,
  pick: number,
  now: number,
  chance: { event: IncidentEventName; who: string },
) {
  const known = eventsOf(record.state).filter(event => pick % 7 === 1 || !DULL.has(event));
  const named = known[pick % Math.max(1, known.length)] ?? chance.event;
  const able = PEOPLE.filter(who => !DESKS.has(who) || who === 'duty').filter(who =>
    allowedEvents(
      record,
      who === 'duty' ? { ...anAudience(who), organ: 'control-centre' as never } : anAudience(who),
      context,
      now,
    ).includes(named),
  );
  return { named, by: able[pick % Math.max(1, able.length)] ?? chance.who };
}

const DULL: ReadonlySet<IncidentEventName> = new Set([
  ...(['void', 'reject', 'forward', 'merge', 'comment', 'supervise', 'record-report', 'correct-place'] as const),
  ...(['correct-class', 'publish', 'declare-emergency', 'promise'] as const),
]);

interface Walk {
  record: IncidentRecord;
  before: IncidentRecord;
  effects: Effect[];
  carriedOut: boolean;
  now: number;
}

/** Carries the moves out and shows every step; a refused one changes nothing. */
function* walk(moves: readonly Move[]): Generator<Walk> {
  let { record } = received(aBeginning({ grade: 'general' }), context, NOW);
  const past: IncidentState[] = [];
  let now = NOW;
  for (const { pick, event, who, organ, waitMs, grade, outcome } of moves) {
    now += waitMs;
    const { named, by } =
      pick % 4 === 0 ? { named: event, by: who } : somethingSensible(record, pick, now, { event, who });
    const fields: Partial<Record<IncidentEventName, object>> = {
      accept: { grade },
      'correct-class': { grade },
      persuade: { outcome },
      'decide-request': { request: Math.max(1, record.requests.length) },
      ...Object.fromEntries(
        (['request-extension', 'request-hold', 'promise', 'publish', 'supervise'] as const).map(name => [
          name,
          { until: now + 4 * HOUR },
        ]),
      ),
    };
    const behalf = organ !== undefined && DESKS.has(by) && pick % 4 === 0 ? { onBehalfOf: organ } : {};
    const command = aCommand(named, { ...fields[named], ...behalf, issuedAt: now }, record.version);
    const next = tryStep(record, by, command, { context, now, fetched: { past: [...past], partner } });
    const before = record;
    if (next.ok) {
      record = next.record;
      if (record.state !== before.state) past.unshift(before.state);
    }
    yield { record, before, effects: next.ok ? next.effects : [], carriedOut: next.ok, now };
  }
}

describe('any sequence of commands', () => {
  const moves = fc.array(move, { minLength: 1, maxLength: 40 });
  const run = (check: (step: Walk) => void, numRuns = 300) =>
    fc.assert(
      fc.property(moves, list => {
        for (const one of walk(list)) check(one);
      }),
      { numRuns },
    );

  test('leaves a record of the contract in a known state, at the next version or unchanged', () => {
    run(({ record, before, carriedOut }) => {
      expect(incidentState.options).toContain(record.state);
      expect(record.version).toBe(carriedOut ? before.version + 1 : before.version);
      if (!carriedOut) expect(record).toBe(before);
      else expect(incidentRecord.parse(record)).toEqual(record);
      expect(record.closedAt !== null).toBe(record.state === 'closed');
      expect(record.tasks.filter(({ lead }) => lead).length).toBeLessThanOrEqual(1);
    }, 200);
  });

  test('[I-55] never makes a clock forget that it was over, nor loses a clock', () => {
    run(({ record, before }) => {
      for (const { id, breachedAt } of before.limits) {
        const now = record.limits.find(limit => limit.id === id);
        expect(now).toBeDefined();
        if (breachedAt !== null) expect(now?.breachedAt).toBe(breachedAt);
      }
      expect(new Set(record.limits.map(({ id }) => id)).size).toBe(record.limits.length);
    });
  });

  test('[I-78] never leaves a clock running after the end, nor two of one step', () => {
    run(({ record }) => {
      const live = record.limits.filter(({ state }) => state !== 'ended').map(({ step }) => step);
      if (!isOpen(record.state)) expect(live).toEqual([]);
      const once = live.filter(step => step !== 'supervise');
      expect(new Set(once).size).toBe(once.length);
      if (record.heldUntil === null) expect(record.limits.some(({ state }) => state === 'paused')).toBe(false);
    });
  });

  test('only adds to lists of what happened', () => {
    run(({ record, before }) => {
      for (const list of ['requests', 'supervisions', 'accountability', 'limits'] as const)
        expect(record[list].length).toBeGreaterThanOrEqual(before[list].length);
      expect(record.reworks).toBeGreaterThanOrEqual(before.reworks);
      expect(record.reopened).toBeGreaterThanOrEqual(before.reopened);
    });
  });

  test('keeps exactly the rows of the ticker that its clocks need', () => {
    fc.assert(
      fc.property(moves, list => {
        const rows = new Map(
          received(aBeginning({ grade: 'general' }), context, NOW).effects.flatMap(one =>
            one.effect === 'set-deadline' ? [[one.name, one.dueAt] as const] : [],
          ),
        );
        for (const { record, effects } of walk(list)) {
          for (const one of effects)
            if (one.effect === 'set-deadline') rows.set(one.name, one.dueAt);
            else if (one.effect === 'clear-deadline') rows.delete(one.name);
          const due = record.limits.filter(({ state, breachedAt }) => state === 'running' && breachedAt === null);
          const wanted = new Map<string, number>(due.map(({ id, dueAt }) => [`due:${id}`, dueAt]));
          if (record.heldUntil !== null) wanted.set('hold', record.heldUntil);
          rows.delete('work-time-over');
          expect(rows).toEqual(wanted);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('[I-58] `allowed` names what right and state let through, no more and no less', () => {
    const RIGHT_AND_STATE = new Set(['not-allowed', 'illegal-move', 'not-this-organ', 'same-organ']);
    const whenCodes = new Set(['limit-over', 'limit-running', 'already-acknowledged', 'already-exists']);
    fc.assert(
      fc.property(moves, fc.constantFrom(...PEOPLE), (list, who) => {
        let last: Walk | undefined;
        for (const one of walk(list)) last = one;
        const { record, now } = last!;
        const allowed = new Set(allowedEvents(record, anAudience(who), context, now));
        for (const event of INCIDENT_EVENTS) {
          const behalves = DESKS.has(who)
            ? [undefined, ...new Set([...ORGANS, ...record.tasks.map(t => t.organ)])]
            : [undefined];
          const codes = behalves.map(organ =>
            refusalOf(record, who, aCommand(event, { ...(organ && { onBehalfOf: organ }), ...CONTENT[event] }), {
              ...{ context, now },
              fetched: { partner, past: ['handling'] },
            }),
          );
          const lets = codes.some(code => !(code && (RIGHT_AND_STATE.has(code) || whenCodes.has(code))));
          expect([event, who, record.state, allowed.has(event)]).toEqual([event, who, record.state, lets]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the walks reach every state but those that need another incident', () => {
    const seen = new Map<IncidentState, number>();
    run(({ record }) => void seen.set(record.state, (seen.get(record.state) ?? 0) + 1));
    expect(incidentState.options.filter(state => !seen.has(state))).toEqual([]);
  });

  test('[I-74] the ticker changes nothing but clocks, holds and the version', () => {
    run(({ record, now }) => {
      const next = stepByClock(record, 'due:x', context, now + HOUR);
      if (!next) return;
      const { limits: _, heldUntil: __, version, ...rest } = next.record;
      const { limits: ___, heldUntil: ____, version: was, ...same } = record;
      expect(rest).toEqual(same);
      expect(version).toBe(was + 1);
    });
  });
});

/** Content that is refused for nothing of its own, so that only right and state are left; dates far ahead of every clock. */
const CONTENT: Partial<Record<IncidentEventName, object>> = {
  ...Object.fromEntries(
    (['request-extension', 'request-hold', 'promise', 'publish', 'supervise'] as const).map(event => [
      event,
      { until: NOW + 90 * 24 * HOUR },
    ]),
  ),
  'order-rectification': { until: undefined },
  // Refused for its content alone (bad-input): the organ is there, or the code would be one of `when`.
  'add-organ': { unit: 'nobody' },
  'send-unit': { unit: 'nobody' },
};

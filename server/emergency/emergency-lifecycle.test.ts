/** The life of emergencies and the clocks of their reports, as rules. Ids in brackets are rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EmergencyRecord, emergencyRecord, isOpenEmergency } from '../contract/emergency.ts';
import { EMERGENCY_EVENTS } from '../contract/emergency-event.ts';
import type { EmergencyId, IncidentId, OrganId, ZoneId } from '../contract/ids.ts';
import {
  aContext,
  actorAs,
  anEmergency,
  aRule,
  attempt,
  CHIEF,
  CLOCKS,
  commanded,
  DUTY,
  did,
  FIELDS,
  LEADER,
  MINUTE,
  NOW,
  refusal,
} from './emergency-builders.ts';
import { allowedEvents, stepByClock } from './emergency-lifecycle.ts';
import { leadsTo } from './emergency-transitions.ts';

/** `phone-report-1:done`, late ones with a star. */
const clocks = ({ clocks: all }: EmergencyRecord) =>
  all.map(({ id, state, lateSince }) => `${id}:${state}${lateSince === null ? '' : '*'}`).join(' ');
const clock = (record: EmergencyRecord, id: string) => record.clocks.find(one => one.id === id)!;
const byPhone = (id: string, more: object = {}) => ({ clocks: [id], ...more });

describe('[EM-1] the life of an emergency', () => {
  test('goes from the report to the review, each by its own event', () => {
    const expanded = did(commanded(), LEADER, 'expand');
    const ended = did(expanded, LEADER, 'end', {}, { now: NOW + MINUTE });
    expect(ended).toMatchObject({ state: 'ended', endedAt: NOW + MINUTE, endedFrom: 'expanded', dismissed: false });
    expect(did(ended, DUTY, 'review')).toMatchObject({ state: 'reviewed', review: '总结' });
  });

  test('no step is left out, and the refusal names state and event', () => {
    expect(refusal(anEmergency(), DUTY, 'name-lead')).toBe('illegal-move');
    expect(refusal(anEmergency(), DUTY, 'end')).toBe('illegal-move');
    const next = attempt(anEmergency(), DUTY, 'expand');
    expect(next.ok ? '' : next.objection.sentence.zh).toContain('已接报');
  });

  test('[EM-12] reopening leads back to where it ended from; dismissing is for what is not yet at work', () => {
    const ended = did(did(commanded(), LEADER, 'expand'), DUTY, 'end');
    expect(did(ended, DUTY, 'reopen')).toMatchObject({ state: 'expanded', endedAt: null, reopened: 1 });
    const dismissed = did(anEmergency(), LEADER, 'dismiss');
    expect(dismissed).toMatchObject({ state: 'ended', dismissed: true });
    expect(did(dismissed, DUTY, 'reopen')).toMatchObject({ state: 'reported', dismissed: false });
    expect(refusal(commanded(), LEADER, 'dismiss')).toBe('illegal-move');
  });

  test('[EM-6] [EM-7] judging names nature and level of the profile; whoever was first stays first', () => {
    expect(refusal(anEmergency(), DUTY, 'judge', { nature: 'war' })).toBe('bad-input nature');
    const judged = did(anEmergency(), DUTY, 'judge');
    expect(judged).toMatchObject({ state: 'judged', nature: 'accident', level: 2, judgedAt: NOW });
    expect(refusal(judged, DUTY, 'first-disposal', { organ: undefined })).toBe('bad-input organ');
    expect(refusal(judged, DUTY, 'first-disposal', { organ: 'nobody' })).toBe('unknown-organ organ');
    expect(refusal(judged, DUTY, 'first-disposal', { unit: 'ghost' })).toBe('unknown-unit unit');
    const first = did(judged, DUTY, 'first-disposal', { organ: undefined, unit: 'unit-1' });
    expect(did(first, DUTY, 'first-disposal').firstDisposal).toMatchObject({ unit: 'unit-1' });
  });

  test('[EM-9] [EM-10] the checklist is that of the level; none in the profile is 未设定; ticks survive another lead', () => {
    const ticked = did(commanded(), DUTY, 'check-item');
    expect(did(ticked, LEADER, 'name-lead', { organ: 'duty-room' }).plan?.items).toMatchObject([
      { id: 'cordon', doneBy: 'duty', doneAt: NOW },
      { id: 'report-up', doneAt: null },
    ]);
    expect(refusal(ticked, DUTY, 'check-item', { item: 'none' })).toBe('not-found item');
    const other = did(ticked, DUTY, 'judge', { level: 3 });
    expect(other.plan).toBeNull();
    expect(refusal(other, DUTY, 'check-item')).toBe('illegal-move');
  });

  test('[EM-14] an incident is in one emergency', () => {
    const incident = { id: 'XA20261123-0001' as IncidentId, heldBy: null };
    const linked = did(anEmergency(), DUTY, 'link-incident', {}, { fetched: { incident } });
    expect(linked.incidents).toEqual([incident.id]);
    expect(refusal(linked, DUTY, 'link-incident', {}, { fetched: { incident } })).toBe('already-exists incident');
    expect(refusal(anEmergency(), DUTY, 'link-incident')).toBe('not-found incident');
    const held = { incident: { ...incident, heldBy: 'XA-YJ20261123-09' as EmergencyId } };
    expect(refusal(anEmergency(), DUTY, 'link-incident', {}, { fetched: held })).toBe('conflict incident');
    expect(did(linked, DUTY, 'unlink-incident').incidents).toEqual([]);
  });

  test('[EM-51] a correction names a line that is there', () => {
    expect(refusal(anEmergency(), DUTY, 'correct-entry', {}, { fetched: { isEntry: false } })).toBe('not-found entry');
    expect(attempt(anEmergency(), DUTY, 'correct-entry', { entry: 7 })).toMatchObject({ ok: true, corrects: 7 });
  });
});

describe('[EM-2] who may', () => {
  const names = (record: EmergencyRecord, actor: Parameters<typeof allowedEvents>[1]) =>
    allowedEvents(record, actor, aContext(), NOW);

  test('a chief says what happens in the own zone and decides nothing', () => {
    expect(names(did(anEmergency(), DUTY, 'judge'), CHIEF)).toEqual(['first-disposal', 'note']);
    const elsewhere = actorAs('chief', { zone: 'north' as ZoneId });
    expect(names(anEmergency(), elsewhere)).toEqual([]);
    expect(refusal(did(anEmergency(), DUTY, 'judge'), elsewhere, 'first-disposal')).toBe('not-allowed');
  });

  test('the organ that leads ticks and notes; other organs, walls and integrations do nothing', () => {
    const lead = actorAs('dept', { organ: 'safety-office' as OrganId });
    expect(names(commanded(), lead)).toEqual(['check-item', 'note']);
    expect(names(commanded(), actorAs('dept', { organ: 'construction' as OrganId }))).toEqual([]);
    for (const role of ['wall', 'integration', 'field', 'device'] as const)
      expect(names(commanded(), actorAs(role)), role).toEqual([]);
  });

  test('[EM-13] only a leader dismisses', () => {
    expect(refusal(anEmergency(), DUTY, 'dismiss')).toBe('not-allowed');
    expect(names(anEmergency(), LEADER)).toContain('dismiss');
  });
});

describe('clocks of reports', () => {
  test('[EM-20] count from when it happened, and may be over at declaration', () => {
    expect(clocks(anEmergency())).toBe('first-report-1:running phone-report-1:running written-report-1:running');
    const late = anEmergency({ happenedAt: NOW - 40 * MINUTE });
    expect(clocks(late)).toBe('first-report-1:running* phone-report-1:running* written-report-1:running');
    expect(clock(late, 'phone-report-1')).toMatchObject({ dueAt: NOW - 10 * MINUTE, lateSince: NOW - 10 * MINUTE });
    expect(clock(late, 'written-report-1')).toMatchObject({ warnAt: NOW + 10 * MINUTE, warnedAt: null });
  });

  test('[EM-22] the last minute is in time, the minute itself is late; warned once, ten minutes before', () => {
    expect(stepByClock(anEmergency(), NOW + 5 * MINUTE - 1)).toBeNull();
    const warned = stepByClock(anEmergency(), NOW + 5 * MINUTE)!;
    expect(warned).toMatchObject({ event: 'report-warned', note: 'first-report' });
    expect(stepByClock(warned.record, NOW + 15 * MINUTE - 1)).toBeNull();
    expect(stepByClock(warned.record, NOW + 15 * MINUTE)).toMatchObject({ event: 'report-late', note: 'first-report' });
  });

  test('[EM-23] a late mark stays, whatever is saved, corrected or judged afterwards', () => {
    const record = did(
      anEmergency({ happenedAt: NOW - 40 * MINUTE }),
      DUTY,
      'record-report',
      byPhone('phone-report-1'),
    );
    expect(clock(record, 'phone-report-1')).toMatchObject({ state: 'done', sentAt: NOW, savedAt: NOW, sent: 1 });
    const corrected = did(record, DUTY, 'correct', { happenedAt: NOW - 10 * MINUTE });
    expect(clocks(corrected)).toBe('first-report-1:running* phone-report-1:done* written-report-1:running');
    expect(clock(corrected, 'first-report-1').dueAt).toBe(NOW + 5 * MINUTE);
    const tooLate = byPhone('phone-report-1', { sentAt: NOW + 31 * MINUTE });
    const first = did(anEmergency(), DUTY, 'record-report', tooLate, { now: NOW + 31 * MINUTE });
    expect(clocks(first), 'nobody has looked since').toContain('phone-report-1:done*');
    const unsaved = did(anEmergency(), DUTY, 'note', {}, { now: NOW + 20 * MINUTE });
    expect(clock(unsaved, 'first-report-1').lateSince, 'also before the ticker has looked').toBe(NOW + 15 * MINUTE);
    const told = did(unsaved, DUTY, 'record-report', byPhone('first-report-1', { sentAt: NOW + MINUTE }), {
      now: NOW + 21 * MINUTE,
    });
    expect(clock(told, 'first-report-1'), 'written down too late').toMatchObject({
      ...{ state: 'done', lateSince: NOW + 15 * MINUTE, sentAt: NOW + MINUTE },
    });
  });

  test('[EM-24] [EM-28] only a record with sender, recipient and time stops a clock, by its own means', () => {
    for (const field of ['sender', 'recipient', 'sentAt'])
      expect(
        () => did(anEmergency(), DUTY, 'record-report', byPhone('phone-report-1', { [field]: undefined })),
        field,
      ).toThrow();
    expect(() => did(anEmergency(), DUTY, 'record-report', byPhone('phone-report-1', { recipient: ' ' }))).toThrow();
    expect(clocks(did(anEmergency(), DUTY, 'record-report'))).not.toContain('done');
    expect(refusal(anEmergency(), DUTY, 'record-report', byPhone('written-report-1'))).toBe('bad-input means');
    expect(refusal(anEmergency(), DUTY, 'record-report', byPhone('none'))).toBe('not-found clocks');
    const early = byPhone('phone-report-1', { sentAt: NOW - MINUTE });
    expect(refusal(anEmergency(), DUTY, 'record-report', early)).toBe('bad-input sentAt');
    const ahead = byPhone('phone-report-1', { sentAt: NOW + 10 * MINUTE });
    expect(() => did(anEmergency(), DUTY, 'record-report', ahead)).toThrow(/future/);
    const done = did(anEmergency(), DUTY, 'record-report', byPhone('phone-report-1'));
    expect(refusal(done, DUTY, 'record-report', byPhone('phone-report-1'))).toBe('illegal-move clocks');
  });

  test('[EM-21] [EM-25] the row that names the level holds, from the same moment', () => {
    const clockRules = [...CLOCKS, aRule('phone-report', 15, { id: 'major', levels: [1, 2], means: 'phone' })];
    const context = aContext({ clockRules });
    const record = anEmergency({ happenedAt: NOW - 20 * MINUTE }, { context });
    expect(clock(record, 'phone-report-1')).toMatchObject({ rule: 'phone-report-30', lateSince: null });
    const judged = did(record, DUTY, 'judge', {}, { context });
    expect(clock(judged, 'phone-report-1')).toMatchObject({ rule: 'major', lateSince: NOW - 5 * MINUTE });
    const milder = did(judged, DUTY, 'judge', { level: 3 }, { context });
    expect(clock(milder, 'phone-report-1')).toMatchObject({ rule: 'phone-report-30', lateSince: NOW - 5 * MINUTE });
  });

  test('[EM-26] ended it still owes its reports; dismissed it owes none, and owes them again when reopened', () => {
    expect(clocks(did(commanded(), DUTY, 'end'))).not.toContain('lapsed');
    const dismissed = did(anEmergency(), LEADER, 'dismiss');
    expect(clocks(dismissed)).toBe('first-report-1:lapsed phone-report-1:lapsed written-report-1:lapsed');
    expect(clocks(did(dismissed, DUTY, 'reopen'))).not.toContain('lapsed');
  });

  test('[EM-27] without an interval no follow-up is owed; with one it counts from the report before', () => {
    const without = did(anEmergency(), DUTY, 'record-report', byPhone('phone-report-1'));
    expect(clocks(without)).not.toContain('follow-up');
    const context = aContext({ clockRules: [...CLOCKS, aRule('follow-up', 120)] });
    const told = did(anEmergency({}, { context }), DUTY, 'record-report', byPhone('phone-report-1'), { context });
    expect(clock(told, 'follow-up-1')).toMatchObject({ state: 'running', anchorAt: NOW, dueAt: NOW + 120 * MINUTE });
    const again = did(
      ...([told, DUTY, 'record-report', byPhone('follow-up-1', { sentAt: NOW + 30 * MINUTE })] as const),
      { context, now: NOW + 30 * MINUTE },
    );
    expect(clock(again, 'follow-up-2')).toMatchObject({ dueAt: NOW + 150 * MINUTE });
    const dismissed = did(again, LEADER, 'dismiss', {}, { context, now: NOW + 31 * MINUTE });
    expect(clock(dismissed, 'follow-up-2').state).toBe('lapsed');
  });

  test('a profile without rows has no clock', () => {
    expect(anEmergency({}, { context: aContext({ clockRules: [] }) }).clocks).toEqual([]);
  });
});

describe('reports', () => {
  const drafted = did(anEmergency(), DUTY, 'draft-report');

  test('[EM-30] [EM-33] a first and a final one, follow-ups with a number, each wording with its own', () => {
    expect(drafted.reports).toMatchObject([
      { number: 1, kind: 'first', version: 1, state: 'draft', writtenBy: 'duty' },
    ]);
    expect(refusal(drafted, DUTY, 'draft-report')).toBe('already-exists kind');
    const two = did(did(drafted, DUTY, 'draft-report', { kind: 'follow-up' }), DUTY, 'draft-report', {
      kind: 'follow-up',
    });
    expect(two.reports.map(({ ordinal }) => ordinal)).toEqual([null, 1, 2]);
    const edited = attempt(drafted, DUTY, 'edit-report', { fields: { ...FIELDS, loss: '无' } });
    expect(edited).toMatchObject({ ok: true, wording: { report: 1, version: 2, fields: { loss: '无' } } });
  });

  test('[EM-34] the named approver is a leader, who did not write it; the desk says how he agreed', () => {
    expect(refusal(drafted, LEADER, 'approve-report')).toBe('illegal-move');
    const submitted = did(drafted, DUTY, 'submit-report');
    expect(submitted.reports).toMatchObject([{ state: 'submitted', approver: '带班领导' }]);
    expect(refusal(submitted, DUTY, 'edit-report')).toBe('illegal-move');
    expect(refusal(submitted, DUTY, 'approve-report')).toBe('bad-input words');
    const own = did(did(anEmergency(), LEADER, 'draft-report'), LEADER, 'submit-report');
    expect(refusal(own, LEADER, 'approve-report')).toBe('not-allowed');
    expect(did(submitted, LEADER, 'approve-report').reports).toMatchObject([
      { state: 'approved', approvedBy: 'leader' },
    ]);
    expect(did(submitted, DUTY, 'approve-report', { words: '电话同意' }).reports[0]?.state).toBe('approved');
  });

  test('[EM-35] a written report that stops a clock is an approved one, or is described; once sent it stands', () => {
    const written = { means: 'written', clocks: ['written-report-1'] };
    expect(refusal(drafted, DUTY, 'record-report', written)).toBe('bad-input report');
    expect(refusal(drafted, DUTY, 'record-report', { ...written, report: 9 })).toBe('not-found report');
    expect(refusal(drafted, DUTY, 'record-report', { ...written, report: 1 })).toBe('illegal-move report');
    expect(did(drafted, DUTY, 'record-report', { ...written, words: '传真' }).sent).toHaveLength(1);
    const approved = did(did(drafted, DUTY, 'submit-report'), LEADER, 'approve-report');
    expect(did(approved, DUTY, 'return-report').reports).toMatchObject([{ state: 'draft', approvedBy: null }]);
    const sent = did(approved, DUTY, 'record-report', { ...written, report: 1 });
    expect(clock(sent, 'written-report-1')).toMatchObject({ state: 'done', sent: 1 });
    expect(refusal(sent, DUTY, 'return-report')).toBe('illegal-move report');
  });
});

test('whatever is sent in whatever order: the table holds, late marks stay, and no clock stops without a record', () => {
  const ACTORS = {
    duty: DUTY,
    leader: LEADER,
    chief: CHIEF,
    dept: actorAs('dept', { organ: 'safety-office' as OrganId }),
  };
  const context = aContext({
    clockRules: [...CLOCKS, aRule('follow-up', 45), aRule('phone-report', 20, { id: 'major', levels: [1, 2] })],
  });
  const incident = { id: 'XA20261123-0001' as IncidentId, heldBy: null };
  const command = fc.record({
    event: fc.constantFrom(...EMERGENCY_EVENTS),
    who: fc.constantFrom(...(Object.keys(ACTORS) as (keyof typeof ACTORS)[])),
    afterMs: fc.nat(12 * MINUTE),
    report: fc.integer({ min: 1, max: 3 }),
    level: fc.constantFrom(1, 2, 3, 4),
    kind: fc.constantFrom('first', 'follow-up', 'final'),
    means: fc.constantFrom('phone', 'written'),
    clock: fc.constantFrom('first-report-1', 'phone-report-1', 'written-report-1', 'follow-up-1'),
  });
  fc.assert(
    fc.property(fc.nat(90 * MINUTE), fc.array(command, { maxLength: 60 }), (ageMs, commands) => {
      let now = NOW;
      let record = anEmergency({ happenedAt: NOW - ageMs }, { context });
      for (const { event, who, afterMs, clock: named, ...values } of commands) {
        now += afterMs;
        const more = {
          ...(event === 'judge' && { level: values.level }),
          ...(event === 'draft-report' && { kind: values.kind }),
          ...(event.endsWith('-report') &&
            event !== 'draft-report' &&
            event !== 'record-report' && { report: values.report }),
          ...(event === 'record-report' && { clocks: [named], means: values.means, words: '说明', sentAt: now }),
        };
        const able = allowedEvents(record, ACTORS[who], context, now);
        const next = attempt(record, ACTORS[who], event, more, { context, now, fetched: { incident } });
        if (!able.includes(event)) expect(next.ok, `${event} was not offered to ${who}`).toBe(false);
        if (!next.ok) continue;
        const after = next.record;
        emergencyRecord.parse(after);
        expect(leadsTo(record.state, event, after.state)).toBe(true);
        expect(after.version).toBe(record.version + 1);
        for (const one of after.clocks) {
          const before = record.clocks.find(({ id }) => id === one.id);
          if (before?.lateSince != null) expect(one.lateSince).toBe(before.lateSince);
          if (before?.state === 'done') expect(one).toEqual(before);
          if (one.state === 'running' && one.dueAt <= now) expect(one.lateSince).not.toBeNull();
          if (one.state !== 'done') continue;
          const proof = after.sent.find(({ number }) => number === one.sent);
          expect(proof).toMatchObject({
            clocks: expect.arrayContaining([one.id]),
            sender: '值班员',
            recipient: '带班领导',
          });
        }
        if (event === 'reopen') expect(after.state).toBe(record.endedFrom);
        expect(after.endedAt === null).toBe(isOpenEmergency(after.state));
        record = after;
      }
    }),
    { numRuns: 300 },
  );
});

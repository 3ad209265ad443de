/** Whatever people do in whatever order: BU-1, BU-4, BU-6, BU-7 hold after every step. On each database, with seeds that are printed. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import type { Viewer } from '../access/viewer.ts';
import { bulletinCommand } from '../contract/bulletin-event.ts';
import type { OrganId } from '../contract/ids.ts';
import type { Role } from '../contract/viewer.ts';
import { Refused } from '../http/refused.ts';
import { organsOf } from '../profile/organs.ts';
import {
  aDeduction,
  aRegister,
  BY,
  DAYS,
  emptyTables,
  NOW,
  OF_XINAN,
  openBook,
} from '../sanitation-point/book-under-test.ts';
import { roundCalendar } from '../sanitation-point/round-calendar.ts';
import { clearedRounds, oldestRound, roundRepeats } from '../sanitation-point/round-repeats.ts';
import { BulletinBook } from './bulletin-book.ts';
import type { BulletinParts } from './bulletin-parts.ts';
import { listLives, readFrozen } from './bulletin-repository.ts';
import { freeze } from './freeze.ts';

const MONTHS = ['2026-08', '2026-09', '2026-10', '2026-11'];
const POINTS = ['P1', 'P2', 'P3', 'P4'];
const OFFICE = 'office' as OrganId;
const organ = (id: string, perCommunity = false) => ({
  ...{ id: id as OrganId, name: id, shortName: id, tier: 'street' as const, via: null, perCommunity, source: 'x' },
});
const organs = organsOf(
  {
    organs: [organ('office'), organ('community-station', true)],
    bodies: [],
    command: { controlCentre: OFFICE, acrossBodies: null, territorial: 'community-station' as OrganId },
  },
  [
    { code: '1', name: '甲社区' },
    { code: '2', name: '乙社区' },
  ],
);

const viewer = (account: string, role: Role, scope: Viewer['scope'] = {}): Viewer => ({
  ...{ account, title: account, role, scope, demo: true, sessionKey: '', address: '', credential: 'bearer' },
});
const PEOPLE = [
  viewer('dept', 'dept', { organ: OFFICE }),
  viewer('leader', 'leader'),
  viewer('leader2', 'leader'),
  viewer('leader3', 'leader'),
  viewer('admin', 'admin'),
  viewer('station', 'dept', { organ: 'community-station:1' as OrganId }),
];

type Step = {
  what: 'assess' | 'deduct' | 'draft' | 'correct' | 'issue' | 'sign' | 'return' | 'withdraw' | 'answer';
} & {
  who: number;
  month: number;
  point: number;
};
const FITS: Record<'issue' | 'sign' | 'return' | 'withdraw' | 'answer', readonly string[]> = {
  issue: ['draft'],
  sign: ['issued'],
  return: ['issued'],
  withdraw: ['draft', 'issued'],
  answer: ['signed'],
};
const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(
      'assess',
      'deduct',
      'deduct',
      'draft',
      'draft',
      'correct',
      'issue',
      'issue',
      'sign',
      'sign',
      'return',
      'withdraw',
      'answer',
    ),
    who: fc.integer({ min: 0, max: PEOPLE.length - 1 }),
    month: fc.integer({ min: 0, max: MONTHS.length - 1 }),
    point: fc.integer({ min: 0, max: POINTS.length - 1 }),
  }),
  { minLength: 20, maxLength: 60 },
);

export function bulletinPropertySuite(name: string, open: () => Promise<TestDatabase>, numRuns: number): void {
  describe(name, () => {
    let place: TestDatabase;
    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.clear());

    test('issuer and signer are two people, frozen figures stay, a point leaves only by a clean round', async () => {
      let signatures = 0;
      await fc.assert(
        fc.asyncProperty(steps, async done => {
          await emptyTables(place);
          const { db } = place.database;
          for (const table of ['bulletin', 'bulletin_point', 'bulletin_community', 'bulletin_answer'] as const)
            await db.deleteFrom(table).execute();
          const { book: points, changeLog } = await openBook(place);
          const rounds = roundCalendar('month', DAYS);
          // Codes as the stations have them.
          const register = aRegister(4);
          const index = {
            ...points.parts,
            register,
            rounds,
            rules: OF_XINAN.rules,
            order: { zones: [], venueTypes: [] },
          };
          const parts: BulletinParts = {
            ...{ db, changeLog, rounds, days: DAYS, organs, dueDayOfMonth: null, office: OFFICE, numberPrefix: 'T' },
            stationOf: community => organs.concrete('community-station' as OrganId, community.slice(1)),
            names: { community: code => code, venueType: id => id },
            points: {
              repeats: (from, round, now) => roundRepeats({ ...index, db: from }, round, now),
              name: (tx, log, named, cause, now) => points.bulletin(tx, log, named, cause, now),
              cleared: clearedRounds,
              oldestRound: () => oldestRound(db),
              photo: async () => null,
            },
          };
          const bulletins = new BulletinBook(parts);
          const frozenAt = new Map<string, string>();
          const take = async ({ what, who, month: nth, point: at }: Step) => {
            const [person, month, point] = [PEOPLE[who]!, MONTHS[nth]!, POINTS[at]!];
            if (what === 'assess') return void (await points.assess({ round: month, points: [point] }, BY, NOW));
            if (what === 'deduct') return void (await points.deduct(aDeduction(point, month), BY, NOW));
            if (what === 'draft') return void (await bulletins.draft({ month }, person, NOW));
            const lives = await listLives(db, month);
            if (what === 'correct') {
              const replaces = lives.find(({ state }) => state === 'signed')?.id;
              if (replaces) await bulletins.draft({ month, replaces, correction: 'x' }, person, NOW);
              return;
            }
            const all = await listLives(db);
            const fitting = all.filter(({ state }) => FITS[what].includes(state));
            // Where none fits, any: it must be refused.
            const from = fitting.length > 0 ? fitting : all;
            const life = from[nth % Math.max(1, from.length)];
            if (!life) return;
            const fields =
              what === 'answer'
                ? { community: 'c1', measures: 'x', dueDay: '2026-12-01' }
                : what === 'issue' || what === 'sign'
                  ? {}
                  : { reason: 'x' };
            const command = bulletinCommand.parse({
              ...{ event: what, commandId: randomUUID(), expectedVersion: life.version, issuedAt: NOW },
              ...fields,
            });
            const after = await bulletins.carryOut(life.id, command, person, NOW);
            if (what === 'sign') signatures++;
            if (what === 'issue') frozenAt.set(life.id, JSON.stringify(await readFrozen(db, life.id)));
            if (after.state === 'draft') frozenAt.delete(life.id);
          };
          for (const point of POINTS)
            for (const month of MONTHS.slice(0, 2)) await points.deduct(aDeduction(point, month), BY, NOW);
          for (const step of done) {
            await take(step).catch((error: unknown) => {
              if (!(error instanceof Refused)) throw error;
            });
            const lives = await listLives(db);
            for (const { id, state, signed, issuer } of lives) {
              if (signed) expect(signed.by).not.toContain(`（${issuer}）`);
              const frozen = await readFrozen(db, id);
              expect(frozen === null ? undefined : JSON.stringify(frozen), `${id} ${state}`).toBe(frozenAt.get(id));
            }
            for (const month of MONTHS) {
              const states = lives.filter(life => life.month === month).map(({ state }) => state);
              expect(states.filter(state => state === 'signed').length).toBeLessThan(2);
              expect(states.filter(state => state === 'draft' || state === 'issued').length).toBeLessThan(2);
            }
          }
          // Every point that a signed one named is on the next list, unless there was a round without deductions.
          const next = await freeze(db, parts, '2026-12', NOW);
          const listed = new Set<string>(next.points.map(({ code }) => code));
          for (const { id, state, round } of await listLives(db)) {
            if (state !== 'signed') continue;
            for (const { code, kind } of (await readFrozen(db, id))?.points ?? []) {
              if (kind !== 'repeat') continue;
              const assessed = await db
                .selectFrom('point_assessment')
                .select(['round', 'deductions'])
                .where('point', '=', code)
                .orderBy('round')
                .execute();
              // A clean round of before that came late counts too: it was no repeat when it was named.
              const at = assessed.findLastIndex(one => one.round <= round);
              if (assessed.slice(at).every(({ deductions }) => deductions > 0))
                expect(listed, `${code} of ${id}`).toContain(code);
            }
          }
        }),
        { seed: 20261128, numRuns, endOnFailure: true },
      );
      expect(signatures, 'the steps lead somewhere').toBeGreaterThan(0);
    }, 120_000);
  });
}

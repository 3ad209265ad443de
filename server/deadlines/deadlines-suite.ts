/** What the ticker must do on every database: run by deadlines.sqlite.test.ts and deadlines.pg.test.ts. Rules [D-9] to [D-11]. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HandClock, handClock } from '../clock.ts';
import { ChangeLog, type FactWriter } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import { type Deadline, Deadlines } from './deadlines.ts';

export interface Place {
  open(): Promise<Database>;
  /** Removes everything. */
  clear(): Promise<void>;
}

const START = Date.UTC(2026, 10, 23, 1, 0, 0);
const SECOND_MS = 1000;

function aDeadline(subject: string, inMs: number, more: Partial<Deadline> = {}): Deadline {
  return { concept: 'matter', subject, name: 'handle-1', dueAt: START + inMs, ...more };
}

export function deadlinesSuite(name: string, newPlace: () => Promise<Place>): void {
  describe(name, () => {
    let place: Place;
    let database: Database;
    let log: ChangeLog;
    let clock: HandClock;
    let deadlines: Deadlines;
    let fired: string[];
    let errors: string[];

    beforeEach(async () => {
      place = await newPlace();
      database = await place.open();
      clock = handClock(START);
      fired = [];
      errors = [];
      log = await ChangeLog.open(database, {
        onListenerError: error => {
          throw error;
        },
      });
      const onError = (error: unknown, what: string) =>
        void errors.push(`${what}: ${error instanceof Error ? error.message : error}`);
      deadlines = new Deadlines({ database, changeLog: log, clock, onError });
      deadlines.on('matter', async (_tx, writer, deadline, now) => {
        fired.push(`${deadline.subject} ${deadline.name}`);
        await tell(writer, deadline, now);
      });
    });
    afterEach(async () => {
      await deadlines.stop();
      await log.settled();
      await database.close();
      await place.clear();
    });

    const tell = (writer: FactWriter, { subject }: Deadline, at: number) =>
      writer.append({ kind: 'matter-due', subject, zone: null, at, actor: 'system', address: '', data: {} });
    const set = (...rows: Deadline[]) =>
      log.commit(async tx => {
        for (const row of rows) await deadlines.set(tx, row);
      });
    const waiting = async () => (await deadlines.waiting()).rows;
    async function advance(ms: number): Promise<void> {
      clock.advance(ms);
      await deadlines.settled();
    }

    test('a row fires once when it is due, not before, and is gone', async () => {
      await set(aDeadline('a', 10 * SECOND_MS));
      deadlines.start();
      await advance(9 * SECOND_MS);
      expect(fired).toEqual([]);
      await advance(SECOND_MS);
      expect(fired).toEqual(['a handle-1']);
      expect((await log.readSince(0, 10)).map(fact => [fact.kind, fact.at])).toEqual([
        ['matter-due', START + 10 * SECOND_MS],
      ]);
      await advance(60 * SECOND_MS);
      expect(fired).toHaveLength(1);
      expect(await waiting()).toBe(0);
    });

    test('setting it again moves it, clearing removes it, both with the change that causes them', async () => {
      await set(aDeadline('a', 5 * SECOND_MS), aDeadline('a', 5 * SECOND_MS, { name: 'revisit-1' }));
      await set(aDeadline('b', 5 * SECOND_MS), aDeadline('c', 5 * SECOND_MS));
      await set(aDeadline('a', 20 * SECOND_MS));
      await log.commit(tx => deadlines.clear(tx, 'matter', 'a', 'revisit-1'));
      await log.commit(tx => deadlines.clear(tx, 'matter', 'b'));
      await log.commit(tx => deadlines.clear(tx, 'matter', 'nobody'));
      const undone = log.commit(async tx => {
        await deadlines.clear(tx, 'matter', 'c');
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      deadlines.start();
      await advance(10 * SECOND_MS);
      expect(fired).toEqual(['c handle-1']);
      await advance(10 * SECOND_MS);
      expect(fired).toEqual(['c handle-1', 'a handle-1']);
    });

    test('the handler may set the same row again for later', async () => {
      deadlines.on('daily', async (tx, _writer, row) => {
        fired.push(row.name);
        await deadlines.set(tx, { ...row, dueAt: row.dueAt + 60 * SECOND_MS });
      });
      await set(aDeadline('a', 0, { concept: 'daily', name: 'report' }));
      deadlines.start();
      await advance(0);
      await advance(60 * SECOND_MS);
      await advance(60 * SECOND_MS);
      expect(fired).toEqual(['report', 'report', 'report']);
    });

    test('[D-9] moved or cleared between the look and the claim, it does not fire', async () => {
      await set(aDeadline('a', 0), aDeadline('b', 0), aDeadline('c', 0));
      // Under way when the ticker looks, done before it claims.
      const change = log.commit(async tx => {
        await new Promise(resolve => setTimeout(resolve, 50));
        await deadlines.clear(tx, 'matter', 'a');
        await deadlines.set(tx, aDeadline('b', 60 * SECOND_MS));
      });
      deadlines.start();
      await change;
      await deadlines.settled();
      expect(fired).toEqual(['c handle-1']);
      expect(errors).toEqual([]);
      expect(deadlines.lostClaims).toBe(2);
      expect(await waiting()).toBe(1);
    });

    test('[D-10] a handler that throws leaves its row and no fact, is tried again later and later, and holds up nobody', async () => {
      let healthy = false;
      const triedAt: number[] = [];
      deadlines.on('ill', async (_tx, writer, row, now) => {
        triedAt.push((now - START) / SECOND_MS);
        await tell(writer, row, now);
        if (!healthy) throw new Error('no luck');
      });
      await set(aDeadline('x', 0, { concept: 'ill' }), aDeadline('a', 0), aDeadline('b', SECOND_MS));
      deadlines.start();
      await advance(0);
      expect(fired).toEqual(['a handle-1']);
      expect((await log.readSince(0, 10)).map(fact => fact.subject)).toEqual(['a']);
      expect(errors).toEqual(['the deadline ill x handle-1 was not carried out: no luck']);
      for (let second = 0; second < 40; second++) await advance(SECOND_MS);
      expect(triedAt).toEqual([0, 5, 15, 35]);
      expect(fired).toEqual(['a handle-1', 'b handle-1']);
      expect(await waiting()).toBe(1);
      expect((await deadlines.waiting()).oldestDueAt).toBe(START);
      healthy = true;
      for (let second = 0; second < 40; second++) await advance(SECOND_MS);
      expect(triedAt).toEqual([0, 5, 15, 35, 75]);
      expect(await waiting()).toBe(0);
      expect((await log.readSince(0, 10)).map(fact => fact.subject)).toEqual(['a', 'b', 'x']);
    });

    test('[D-10] it waits at most five minutes, and its due time stays what it was', async () => {
      const told: number[] = [];
      const triedAt: number[] = [];
      deadlines.on('ill', async (_tx, _writer, row, now) => {
        told.push(row.dueAt);
        triedAt.push(now);
        throw new Error('never');
      });
      await set(aDeadline('x', 0, { concept: 'ill' }));
      deadlines.start();
      for (let minute = 0; minute < 40 * 60; minute += 5) await advance(5 * SECOND_MS);
      expect(Math.max(...triedAt.slice(1).map((at, i) => at - triedAt[i]!))).toBe(300 * SECOND_MS);
      expect(new Set(told)).toEqual(new Set([START]));
    });

    test('[D-10] many failing rows do not keep the good ones behind them from their turn', async () => {
      deadlines.on('ill', () => Promise.reject(new Error('no luck')));
      await set(...Array.from({ length: 250 }, (_, i) => aDeadline(`x${i}`, 0, { concept: 'ill' })));
      await set(aDeadline('late', 1));
      deadlines.start();
      await advance(SECOND_MS);
      await deadlines.settled();
      expect(fired).toEqual(['late handle-1']);
      expect(await waiting()).toBe(250);
    });

    test('[D-11] what became due during a downtime fires at the next start, in order of due time', async () => {
      // Neither written nor named in the order of their due times.
      const dueInMs = Array.from({ length: 450 }, (_, i) => (i * 7919) % 450);
      await set(...dueInMs.map((ms, i) => aDeadline(`s${i}`, ms)));
      const inOrder = dueInMs.map((_, ms) => `s${dueInMs.indexOf(ms)}`);
      await set(aDeadline('future', 3600 * SECOND_MS));
      clock.advance(60 * SECOND_MS);
      deadlines.start();
      await deadlines.settled();
      expect(fired).toEqual(inOrder.map(subject => `${subject} handle-1`));
      expect((await log.readSince(0, 500)).map(fact => fact.subject)).toEqual(inOrder);
      expect(await waiting()).toBe(1);
    });

    test('a row whose concept nobody handles here waits', async () => {
      await set(aDeadline('a', 0, { concept: 'unheard-of' }), aDeadline('b', 1));
      deadlines.start();
      await advance(SECOND_MS);
      expect(fired).toEqual(['b handle-1']);
      expect(errors).toEqual([]);
      expect(await deadlines.waiting()).toEqual({ rows: 1, oldestDueAt: START });
    });

    test('nothing waits: no rows, no oldest', async () => {
      expect(await deadlines.waiting()).toEqual({ rows: 0, oldestDueAt: null });
    });

    test('a concept has one handler', () => {
      expect(() => deadlines.on('matter', async () => {})).toThrow('The deadlines of matter have a handler already.');
    });

    test('stop waits for the row in hand, takes no further one, and a later start goes on', async () => {
      let release = () => {};
      const held = new Promise<void>(resolve => {
        release = resolve;
      });
      let begun = () => {};
      const inHand = new Promise<void>(resolve => {
        begun = resolve;
      });
      deadlines.on('slow', async () => {
        begun();
        await held;
        fired.push('slow done');
      });
      await set(aDeadline('a', 0, { concept: 'slow' }));
      deadlines.start();
      await inHand;
      let stopped = false;
      const stopping = deadlines.stop().then(() => {
        stopped = true;
      });
      await new Promise(resolve => setTimeout(resolve, 20));
      expect(stopped).toBe(false);
      release();
      await stopping;
      expect(fired).toEqual(['slow done']);
      await set(aDeadline('b', 0));
      await advance(10 * SECOND_MS);
      expect(fired).toEqual(['slow done']);
      deadlines.start();
      await deadlines.settled();
      expect(fired).toEqual(['slow done', 'b handle-1']);
    });

    test('a database that fails for a while is no fault of the rows: they fire when it is back', async () => {
      await set(aDeadline('a', 0));
      let broken = true;
      deadlines.on('fragile', async () => {
        if (broken) throw Object.assign(new Error('connection gone'), { code: 'ECONNRESET' });
        fired.push('fragile done');
      });
      await set(aDeadline('f', 0, { concept: 'fragile' }));
      deadlines.start();
      await deadlines.settled();
      expect(await waiting()).toBe(2);
      expect(errors).toEqual([expect.stringMatching(/^2 due rows could not be carried out/)]);
      broken = false;
      await advance(SECOND_MS);
      expect(fired.filter(what => what === 'fragile done')).toHaveLength(1);
      expect(await waiting()).toBe(0);
    });
  });
}

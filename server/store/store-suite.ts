/** What every database must do, whatever it is called: run by store.sqlite.test.ts and store.pg.test.ts. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandId } from '../contract/ids.ts';
import { ChangeLog, type LoggedFact, type NewFact } from './change-log.ts';
import { forgetReceipts, onlyOnce } from './command-receipts.ts';
import { takeNumbers } from './counter.ts';
import type { Database } from './database.ts';

export interface Place {
  open(): Promise<Database>;
  /** Removes everything. */
  clear(): Promise<void>;
}

const COMMAND = '7b0c2a34-5d0e-4a2e-9d56-0a8f0f1b2c3d' as CommandId;

function aFact(subject: string, more: Partial<NewFact> = {}): NewFact {
  return {
    kind: 'unit-registered',
    subject,
    zone: null,
    at: 1_795_000_000_000,
    actor: 'test',
    address: '127.0.0.1',
    data: { subject },
    ...more,
  };
}

export function storeSuite(name: string, newPlace: () => Promise<Place>): void {
  describe(name, () => {
    let place: Place;
    let database: Database;
    let log: ChangeLog;
    const broken: unknown[] = [];
    const options = { onListenerError: (error: unknown) => broken.push(error) };

    beforeEach(async () => {
      place = await newPlace();
      database = await place.open();
      log = await ChangeLog.open(database, options);
      broken.length = 0;
    });
    afterEach(async () => {
      await log.settled();
      await database.close();
      await place.clear();
    });

    const append = (subject: string) => log.commit((_tx, writer) => writer.append(aFact(subject)));

    test('facts are numbered from 1 and read back as they were', async () => {
      expect(log.seq).toBe(0);
      const data = { text: '引号\'"\\', n: 1.5, none: null, list: [1, { a: true }] };
      await log.commit((_tx, writer) => writer.append(aFact('a', { data })));
      await append('b');
      expect(log.seq).toBe(2);
      const facts = await log.readSince(0, 10);
      expect(facts.map(f => [f.seq, f.subject])).toEqual([
        [1, 'a'],
        [2, 'b'],
      ]);
      const { address: _, ...stored } = aFact('a', { data });
      expect(facts[0]).toEqual({ ...stored, seq: 1 });
      expect(await log.readSince(1, 10)).toHaveLength(1);
      expect(await log.readSince(2, 10)).toEqual([]);
    });

    test('times and sequence numbers come back as numbers, yes and no as 0 and 1, bytes as bytes', async () => {
      await database.db
        .insertInto('track_block')
        .values({
          from_ms: 1,
          to_ms: 8_640_000_000_000_000,
          received_at: 3,
          count: 1,
          fixes: Uint8Array.of(0, 255, 7),
          raw: null,
        })
        .execute();
      const block = await database.db.selectFrom('track_block').selectAll().executeTakeFirstOrThrow();
      expect(block.to_ms).toBe(8_640_000_000_000_000);
      expect([...block.fixes]).toEqual([0, 255, 7]);
      const { n } = await database.db
        .selectFrom('track_block')
        .select(e => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(n).toBe(1);
    });

    test('works of one moment share one transaction and are told to listeners once, in order', async () => {
      const groups: number[][] = [];
      log.onCommitted(facts => groups.push(facts.map(f => f.seq)));
      await Promise.all(Array.from({ length: 50 }, (_, i) => append(`u${i}`)));
      expect(groups).toEqual([Array.from({ length: 50 }, (_, i) => i + 1)]);
    });

    test('a work that throws is undone alone: the others stand and the numbers have no gap', async () => {
      const outcomes = await Promise.allSettled([
        append('first'),
        log.commit(async (tx, writer) => {
          await tx.insertInto('counter').values({ name: 'half-done', value: 1 }).execute();
          await writer.append(aFact('lost'));
          await writer.append(aFact('lost too'));
          throw new Error('changed my mind');
        }),
        log.commit(async tx => {
          await tx.insertInto('counter').values({ name: 'twice', value: 1 }).execute();
          await tx.insertInto('counter').values({ name: 'twice', value: 1 }).execute(); // the database itself refuses
        }),
        append('last'),
      ]);
      expect(outcomes.map(o => o.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      const facts = await log.readSince(0, 10);
      expect(facts.map(f => [f.seq, f.subject])).toEqual([
        [1, 'first'],
        [2, 'last'],
      ]);
      expect(await database.db.selectFrom('counter').selectAll().execute()).toEqual([]);
      await append('next');
      expect(log.seq).toBe(3);
    });

    test('a work that fails alone leaves nothing behind and rejects with its own error', async () => {
      const failing = log.commit(async (_tx, writer) => {
        await writer.append(aFact('lost'));
        throw new Error('alone');
      });
      await expect(failing).rejects.toThrow('alone');
      expect(log.seq).toBe(0);
      await append('kept');
      expect((await log.readSince(0, 10)).map(f => f.seq)).toEqual([1]);
    });

    test('a failing audit row undoes the fact', async () => {
      const audited = await ChangeLog.open(database, {
        ...options,
        onAppend: async (_tx, fact) => {
          if (fact.subject === 'bad') throw new Error('no audit, no fact');
        },
      });
      const commit = (subject: string) => audited.commit((_tx, writer) => writer.append(aFact(subject)));
      const outcomes = await Promise.allSettled([commit('good'), commit('bad')]);
      expect(outcomes.map(o => o.status)).toEqual(['fulfilled', 'rejected']);
      expect((await audited.readSince(0, 10)).map(f => f.subject)).toEqual(['good']);
    });

    test('a work that swallows a failed append is undone, so no number can be missing', async () => {
      const audited = await ChangeLog.open(database, { ...options, onAppend: () => Promise.reject(new Error('no')) });
      const outcome = audited.commit(async (_tx, writer) => {
        await writer.append(aFact('x')).catch(() => {});
      });
      await expect(outcome).rejects.toThrow(/not written/);
      expect(await audited.readSince(0, 10)).toEqual([]);
    });

    test('a fact cannot be appended after its work has ended', async () => {
      let late: (() => Promise<LoggedFact>) | undefined;
      await log.commit(async (_tx, writer) => {
        late = () => writer.append(aFact('late'));
      });
      await expect(late?.()).rejects.toThrow(/after its work had ended/);
    });

    test('a listener that throws harms neither the change nor the other listeners', async () => {
      const seen: number[] = [];
      log.onCommitted(() => {
        throw new Error('listener');
      });
      log.onCommitted(facts => seen.push(facts.length));
      await append('a');
      expect(seen).toEqual([1]);
      expect(broken).toHaveLength(1);
    });

    test('listeners have been told before the work resolves', async () => {
      const order: string[] = [];
      log.onCommitted(() => order.push('told'));
      await append('a').then(() => order.push('answered'));
      expect(order).toEqual(['told', 'answered']);
    });

    test('opening again continues epoch and numbers', async () => {
      await append('a');
      const { epoch } = log;
      await database.close();
      database = await place.open();
      log = await ChangeLog.open(database, options);
      expect(log.epoch).toBe(epoch);
      await append('b');
      expect(log.seq).toBe(2);
    });

    test('another database has another epoch', async () => {
      const other = await newPlace();
      const otherDatabase = await other.open();
      const otherLog = await ChangeLog.open(otherDatabase, options);
      expect(otherLog.epoch).not.toBe(log.epoch);
      await otherDatabase.close();
      await other.clear();
    });

    test('history holds one thing of one concept, even when two concepts use the same id', async () => {
      await append('same');
      await log.commit((_tx, writer) => writer.append(aFact('same', { kind: 'incident-received' })));
      await log.commit((_tx, writer) => writer.append(aFact('same', { kind: 'unit-duty-changed' })));
      expect((await log.history('unit', 'same')).map(f => f.kind)).toEqual(['unit-registered', 'unit-duty-changed']);
      expect((await log.history('incident', 'same')).map(f => f.seq)).toEqual([2]);
      expect(await log.history('incident', 'nobody')).toEqual([]);
      expect((await log.recent(2)).map(f => f.seq)).toEqual([2, 3]);
    });

    test('[A7] a hundred copies of a command in the same moment are carried out once and answered alike', async () => {
      let runs = 0;
      const send = () =>
        log.commit((tx, writer) =>
          onlyOnce(tx, { actor: 'a', commandId: COMMAND, at: 5 }, async () => {
            runs++;
            const { seq } = await writer.append(aFact('once'));
            return { seq, run: runs };
          }),
        );
      const answers = await Promise.all(Array.from({ length: 100 }, send));
      expect(runs).toBe(1);
      expect(new Set(answers.map(a => JSON.stringify(a)))).toEqual(new Set(['{"seq":1,"run":1}']));
      expect(await send()).toEqual({ seq: 1, run: 1 });
      expect(log.seq).toBe(1);
    });

    test('[A7] a failed command leaves no receipt, another actor gets no foreign answer, old receipts go', async () => {
      const send = (actor: string, answer: () => Promise<string>) =>
        log.commit(tx => onlyOnce(tx, { actor, commandId: COMMAND, at: 5 }, answer));
      await expect(send('a', () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
      expect(await send('a', async () => 'second try')).toBe('second try');
      expect(await send('b', async () => 'his own')).toBe('his own');
      await forgetReceipts(database.db, 5);
      expect(await send('a', async () => 'again')).toBe('second try');
      await forgetReceipts(database.db, 6);
      expect(await send('a', async () => 'again')).toBe('again');
    });

    test('numbers are given out once, in a row, and come back when the work is undone', async () => {
      const take = (count: number) => log.commit(tx => takeNumbers(tx, 'cases', count, 1));
      expect(await take(1)).toBe(1);
      expect(await take(5)).toBe(2);
      await expect(
        log.commit(async tx => {
          await takeNumbers(tx, 'cases', 10, 1);
          throw new Error('undone');
        }),
      ).rejects.toThrow('undone');
      expect(await take(1)).toBe(7);
      expect(await log.commit(tx => takeNumbers(tx, 'indices', 3, 0))).toBe(0);
      expect(await log.commit(tx => takeNumbers(tx, 'indices', 1, 0))).toBe(3);
    });

    test('when the database cannot keep the transaction, every work of it is refused as storage-unavailable', async () => {
      await sql`drop table change_log_head`.execute(database.db);
      const outcomes = await Promise.allSettled([append('a'), append('b')]);
      for (const outcome of outcomes)
        expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StorageUnavailable' } });
      expect(await log.readSince(0, 10)).toEqual([]);
    });
  });
}

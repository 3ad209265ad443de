import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';

let dataDir: string;
let database: Database;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gridwall-dialect-'));
  database = await openDatabase({ dataDir });
});
afterEach(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

const names = async () => (await database.db.selectFrom('counter').select('name').execute()).map(row => row.name);
const insert = (name: string) => database.db.insertInto('counter').values({ name, value: 1 }).execute();

test('a look-up does not wait for an open transaction, and sees only what is committed', async () => {
  await database.db.transaction().execute(async tx => {
    await tx.insertInto('counter').values({ name: 'open', value: 1 }).execute();
    expect(await names()).toEqual([]);
  });
  expect(await names()).toEqual(['open']);
});

test('changes outside a transaction wait for it and keep their order', async () => {
  const order: string[] = [];
  let finish = () => {};
  const open = database.db.transaction().execute(async tx => {
    await tx.insertInto('counter').values({ name: 'first', value: 1 }).execute();
    await new Promise<void>(resolve => {
      finish = resolve;
    });
    order.push('first');
  });
  await new Promise(resolve => setTimeout(resolve, 20));
  const later = ['second', 'third'].map(name => insert(name).then(() => order.push(name)));
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(order).toEqual([]);
  finish();
  await Promise.all([open, ...later]);
  expect(order).toEqual(['first', 'second', 'third']);
});

test('a transaction that fails, in its work or at its commit, lets the next one in', async () => {
  await expect(
    database.db.transaction().execute(async () => {
      throw new Error('work');
    }),
  ).rejects.toThrow('work');
  await sql`create table parent (id integer primary key)`.execute(database.db);
  await sql`create table child (parent integer references parent deferrable initially deferred)`.execute(database.db);
  await expect(database.db.transaction().execute(tx => sql`insert into child values (7)`.execute(tx))).rejects.toThrow(
    /FOREIGN KEY/,
  ); // noticed at the commit only
  await insert('after');
  expect(await names()).toEqual(['after']);
});

test('more different statements than are kept still work', async () => {
  for (let i = 0; i < 400; i++) await sql`select ${sql.raw(String(i))}`.execute(database.db);
  await insert('fine');
  expect(await names()).toEqual(['fine']);
});

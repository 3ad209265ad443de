/**
 * For tests that want PostgreSQL: `TEST_DATABASE_URL`, or the local default; each gets a schema of its own.
 * Out: whether it answers, and fresh schemas with their address. Not reachable is a skip, and a failure when REQUIRE_SERVICES=1.
 * Making the tables takes a quarter of a second of two processors: in a test run (`TEST_SCHEMAS` says how its schemas are called) a
 * schema that is given back is emptied and serves the next test, and the end of the run drops it; see scripts/test-run.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from './database.ts';

const url = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const run = process.env.TEST_SCHEMAS;

/** Address without user and password. */
export const shownUrl = url.replace(/\/\/.*@/, '//');

/** Keeps no process from ending. */
const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 2000, max: 1, allowExitOnIdle: true });
pool.on('error', () => {});

export const postgresAnswers = await pool.query('select 1').then(
  () => true,
  () => false,
);

interface Schema {
  name: string;
  databaseUrl: string;
  /** What its tables look like: a test may have changed them. */
  shape: string;
  /** Every row that the migrations wrote, as JSON; by table, empty ones too. */
  firstRows: ReadonlyMap<string, string | null>;
}

const emptied: Schema[] = [];

export async function freshSchema(): Promise<{ databaseUrl: string; drop(): Promise<void> }> {
  const schema = emptied.pop() ?? (await newSchema());
  return { databaseUrl: schema.databaseUrl, drop: () => giveBack(schema) };
}

/** Drops every schema of a test run. */
export async function dropSchemasOf(testRun: string): Promise<void> {
  const { rows } = await pool.query('select nspname as name from pg_namespace where starts_with(nspname, $1)', [
    testRun,
  ]);
  for (const { name } of rows) await dropSchema(name);
}

async function newSchema(): Promise<Schema> {
  const name = `${run ?? 'gridwall_test'}_${randomBytes(6).toString('hex')}`;
  await pool.query(`create schema ${name}`);
  // No test sees a power cut: no commit waits for the disk.
  const options = encodeURIComponent(`-c search_path=${name} -c synchronous_commit=off`);
  const databaseUrl = `${url}${url.includes('?') ? '&' : '?'}application_name=${name}&options=${options}`;
  await (await openDatabase({ databaseUrl, dataDir: '/nowhere' })).close();
  const tables = await pool.query(
    "select relname as table from pg_class where relkind = 'r' and relnamespace = $1::regnamespace",
    [name],
  );
  const firstRows = new Map<string, string | null>();
  for (const { table } of tables.rows) {
    const { rows } = await pool.query(`select json_agg(t)::text as json from ${name}.${table} t`);
    firstRows.set(table, rows[0].json);
  }
  return { name, databaseUrl, shape: await shapeOf(name), firstRows };
}

async function giveBack(schema: Schema): Promise<void> {
  // Whoever a test has forgotten must not write into the next one.
  await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [schema.name]);
  if (run === undefined || (await shapeOf(schema.name)) !== schema.shape) return dropSchema(schema.name);
  try {
    await empty(schema);
  } catch {
    return dropSchema(schema.name); // only a superuser may write past the triggers of the audit
  }
  emptied.push(schema);
}

async function empty({ name, firstRows }: Schema): Promise<void> {
  const isFilled = (table: string) => `select '${table}' as table where exists (select 1 from ${name}.${table})`;
  const filled = await pool.query([...firstRows.keys()].map(isFilled).join(' union all '));
  const rowsBack = [...firstRows].map(([table, json]) =>
    json === null
      ? ''
      : `insert into ${name}.${table} select * from json_populate_recordset(null::${name}.${table}, ${pg.escapeLiteral(json)});`,
  );
  // Statements that are sent as one text are one transaction.
  await pool.query(`
    set local session_replication_role = replica;
    truncate ${filled.rows.map(({ table }) => `${name}.${table}`).join(', ')} restart identity cascade;
    ${rowsBack.join('\n')}`);
}

/** Tables, indexes and triggers of a schema in one line. */
async function shapeOf(schema: string): Promise<string> {
  const { rows } = await pool.query(
    `select string_agg(thing, ' ' order by thing) as shape from (
       select concat_ws(' ', relname, relkind, relnatts, relchecks) as thing from pg_class where relnamespace = $1::regnamespace
       union all
       select concat_ws(' ', tgname, tgenabled) from pg_trigger join pg_class on pg_class.oid = tgrelid
       where relnamespace = $1::regnamespace and not tgisinternal
     ) things`,
    [schema],
  );
  return rows[0].shape;
}

async function dropSchema(name: string): Promise<void> {
  await pool.query(`set client_min_messages = warning; drop schema ${name} cascade`);
}

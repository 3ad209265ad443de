/** Three processes on one PostgreSQL claim due rows. Wants PostgreSQL: see server/store/test-schema.ts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { Deadlines } from '../../server/deadlines/deadlines.ts';
import { ChangeLog } from '../../server/store/change-log.ts';
import { type Database, openDatabase } from '../../server/store/database.ts';
import { freshSchema, postgresAnswers, shownUrl } from '../../server/store/test-schema.ts';

const PROCESSES = 3;
const ROWS = 600;
/** Claims a process has in hand, uncommitted, when it is killed. */
const IN_HAND = 20;
const LIMIT_MS = 60_000;

interface Claimer {
  name: string;
  child: ChildProcess;
  /** Subjects it said it holds, committed or not. */
  claimed: string[];
  /** Rows it reached for and another had taken; said at its end. */
  lost: number;
}

if (postgresAnswers) {
  let schema: Awaited<ReturnType<typeof freshSchema>>;
  let database: Database;
  let changeLog: ChangeLog;
  let claimers: Claimer[];

  beforeEach(async () => {
    schema = await freshSchema();
    database = await openDatabase({ databaseUrl: schema.databaseUrl, dataDir: '/nowhere' });
    changeLog = await ChangeLog.open(database, {
      onListenerError: error => {
        throw error;
      },
    });
    claimers = await Promise.all(Array.from({ length: PROCESSES }, (_, i) => startClaimer(`p${i + 1}`)));
  });
  afterEach(async () => {
    await Promise.all(claimers.map(claimer => end(claimer, 'SIGTERM')));
    await database.close();
    await schema.drop();
  });

  const startClaimer = async (name: string): Promise<Claimer> => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/deadline-race/claim-child.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: schema.databaseUrl,
        CHILD_NAME: name,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const claimer: Claimer = { name, child, claimed: [], lost: 0 };
    await new Promise<void>((resolve, reject) => {
      child.once('exit', code => reject(new Error(`${name} ended at its start (${code}).`)));
      createInterface(child.stdout).on('line', line => {
        const [word, said] = line.split(' ');
        if (word === 'ready') resolve();
        else if (word === 'claimed') claimer.claimed.push(said!);
        else claimer.lost = Number(said);
      });
    });
    return claimer;
  };

  const end = async ({ child }: Claimer, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close'); // unlike 'exit', after everything it said has been read
    child.kill(signal);
    await gone;
  };

  const setRows = () => {
    const dueAt = Date.now() + 500;
    const deadlines = new Deadlines({ database, changeLog, clock: systemClock, onError: () => {} });
    return changeLog.commit(async tx => {
      for (let i = 0; i < ROWS; i++) await deadlines.set(tx, { concept: 'race', subject: `r${i}`, name: 'due', dueAt });
    });
  };

  const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    const giveUpAt = Date.now() + LIMIT_MS;
    while (!(await done())) {
      if (Date.now() > giveUpAt) throw new Error('Nothing happened any more.');
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };

  const noneWaits = async () =>
    (await database.db.selectFrom('deadline').select('subject').limit(1).execute()).length === 0;

  /** Who carried out each row, after checking that each was carried out once and the log has no gap. */
  const claims = async (): Promise<Map<string, string>> => {
    const facts = await changeLog.readSince(0, 10 * ROWS);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, i) => i + 1));
    const by = new Map(facts.map(({ subject, actor }) => [subject, actor]));
    expect(facts).toHaveLength(ROWS);
    expect(by.size).toBe(ROWS);
    return by;
  };

  const share = (by: Map<string, string>) =>
    claimers.map(({ name, claimed, lost }) => {
      const done = [...by.values()].filter(actor => actor === name).length;
      return `${name} ${done}/${claimed.length}/${lost}`;
    });

  test(`[D-9] ${PROCESSES} processes on one PostgreSQL carry out each of ${ROWS} due rows exactly once`, {
    timeout: 2 * LIMIT_MS,
  }, async () => {
    await setRows();
    await until(noneWaits);
    await Promise.all(claimers.map(claimer => end(claimer, 'SIGTERM')));
    const by = await claims();
    console.log(`carried out/held/lost: ${share(by).join(', ')}`);
    // They did reach for the same rows; else nothing would be proved.
    expect(claimers.reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(0);
    // Nobody ever held a row that another carried out.
    for (const { name, claimed } of claimers) for (const subject of claimed) expect(by.get(subject)).toBe(name);
  });

  test(`[D-9] one of them is killed with rows in hand: the others carry these out, each of ${ROWS} exactly once`, {
    timeout: 2 * LIMIT_MS,
  }, async () => {
    await setRows();
    let victim: Claimer | undefined;
    await until(() => {
      victim = claimers.find(({ claimed }) => claimed.length >= IN_HAND);
      return victim !== undefined;
    });
    await end(victim!, 'SIGKILL');
    await until(noneWaits);
    const by = await claims();
    console.log(`carried out/held/lost: ${share(by).join(', ')}; ${victim!.name} was killed`);
    const lost = victim!.claimed.filter(subject => by.get(subject) !== victim!.name);
    expect(lost.length).toBeGreaterThan(0); // else it was killed between two transactions, which proves nothing
  });
} else {
  test.skipIf(process.env.REQUIRE_SERVICES !== '1')(`PostgreSQL answers at ${shownUrl}`, () => {
    expect.fail('PostgreSQL is not reachable and REQUIRE_SERVICES=1.');
  });
}

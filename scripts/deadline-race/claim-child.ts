/**
 * One of several processes that share a database and claim due rows: for deadline-race.pg.test.ts.
 * In: `DATABASE_URL`, `CHILD_NAME`. Out on stdout: `ready`, then `claimed <subject>` for each row it holds, before that is committed,
 * and at SIGTERM `lost <number of rows it reached for and another had taken>`.
 * Each claim is a fact by its name. It holds every row for a moment, so that the others look while its transaction is open.
 */
import { systemClock } from '../../server/clock.ts';
import { Deadlines } from '../../server/deadlines/deadlines.ts';
import { ChangeLog } from '../../server/store/change-log.ts';
import { openDatabase } from '../../server/store/database.ts';

const HOLD_MS = 2;

const { DATABASE_URL: databaseUrl, CHILD_NAME: actor = '' } = process.env;
const fail = (error: unknown): never => {
  throw error;
};
const database = await openDatabase({ databaseUrl, dataDir: '/nowhere' });
const changeLog = await ChangeLog.open(database, { onListenerError: fail });
const deadlines = new Deadlines({ database, changeLog, clock: systemClock, onError: fail });
deadlines.on('race', async (_tx, log, { subject, dueAt }, now) => {
  process.stdout.write(`claimed ${subject}\n`);
  await log.append({ kind: 'race-claimed', subject, zone: null, at: now, actor, address: '', data: { dueAt } });
  await new Promise(resolve => setTimeout(resolve, HOLD_MS));
});
deadlines.start();
process.on('SIGTERM', () => void end());
setInterval(() => {}, 60_000); // the system clock keeps nobody alive
process.stdout.write('ready\n');

async function end(): Promise<void> {
  await deadlines.stop();
  await database.close();
  process.stdout.write(`lost ${deadlines.lostClaims}\n`, () => process.exit(0));
}

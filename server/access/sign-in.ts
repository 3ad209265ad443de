/**
 * Signing in: account and password for a new session, or for a signature. In: what was typed, and from where. Out: who it is, or a
 * thrown refusal.
 * Unknown account, wrong password, disabled account: the same answer after the same work.
 * The surprise: attempts on one account from one address wait for each other, or a hundred parallel guesses would all be checked
 * before the first failure is counted.
 */
import type { Kysely } from 'kysely';
import type { SignIn as Typed } from '../contract/session.ts';
import { Refused } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { type Account, findCredentials, noteSignIn } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { forgetFailures, lockedForS, recordFailure } from './lockout.ts';
import { passwordMatches } from './passwords.ts';
import { type SessionLimits, startSession } from './sessions.ts';

export interface Attempt extends Typed {
  address: string;
  now: number;
}

export type SignedIn = { account: Account; secret: string; keyHash: string };

export interface SignIn {
  /** A new session for the one who typed. */
  open(attempt: Attempt): Promise<SignedIn>;
  /** Who typed, without a session: for a second signature at somebody else's desk. Wrong passwords count just the same. */
  confirm(attempt: Attempt): Promise<Account>;
}

export function createSignIn(db: Kysely<Tables>, limits: SessionLimits): SignIn {
  const underWay = new Map<string, Promise<unknown>>();

  function inTurn<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    const key = `${attempt.account}\n${attempt.address}`;
    const turn = (underWay.get(key) ?? Promise.resolve()).then(work);
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (underWay.get(key) === settled) underWay.delete(key);
      });
    underWay.set(key, settled);
    return turn;
  }

  return {
    open: attempt =>
      inTurn(attempt, async () => {
        const account = await check(db, limits, attempt);
        const { address, now } = attempt;
        const session = await db.transaction().execute(async tx => {
          await forgetFailures(tx, account.name, address);
          await noteSignIn(tx, account.name, now);
          const started = await startSession(tx, { kind: 'person', account: account.name }, address, now, limits);
          await writeAudit(tx, { actor: account.name, address, action: 'sign-in', subject: account.name, at: now });
          return started;
        });
        return { account, ...session };
      }),
    confirm: attempt =>
      inTurn(attempt, async () => {
        const account = await check(db, limits, attempt);
        await forgetFailures(db, account.name, attempt.address);
        return account;
      }),
  };
}

async function check(db: Kysely<Tables>, limits: SessionLimits, attempt: Attempt): Promise<Account> {
  const { account: name, password, address, now } = attempt;
  const waitS = await lockedForS(db, name, address, now);
  if (waitS > 0) throw locked(waitS);

  const found = await findCredentials(db, name);
  const matches = await passwordMatches(found?.passwordHash, password);
  const welcome = found && matches && !found.account.disabled && (limits.demo || !found.account.demo);
  if (!welcome) {
    await fail(db, attempt, found?.account);
    throw new Refused('sign-in-failed', { zh: '账号或密码不正确', en: 'Account or password is wrong.' });
  }
  return found.account;
}

async function fail(
  db: Kysely<Tables>,
  { account: name, address, now }: Attempt,
  known: Account | undefined,
): Promise<void> {
  await db.transaction().execute(async tx => {
    const { locked } = await recordFailure(tx, name, address, now);
    // What was typed as an unknown account is not written down: it is often the password.
    const subject = known?.name ?? '(unknown)';
    await writeAudit(tx, { actor: subject, address, action: 'sign-in-failed', subject, after: { locked }, at: now });
  });
}

function locked(retryAfterS: number): Refused {
  const minutes = Math.ceil(retryAfterS / 60);
  return new Refused(
    'sign-in-locked',
    {
      zh: `密码错误次数过多，请 ${minutes} 分钟后再试`,
      en: `Too many wrong passwords. Try again in ${minutes} minutes.`,
    },
    { retryAfterS },
  );
}

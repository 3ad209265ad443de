/**
 * Signing in: account and password for a new session. In: what was typed, and from where. Out: the session, or a thrown refusal.
 * Unknown account, wrong password, disabled account: the same answer after the same work.
 * The surprise: attempts on one account from one address wait for each other, or a hundred parallel guesses would all be checked
 * before the first failure is counted.
 */
import type { Kysely } from 'kysely';
import type { SignIn } from '../contract/session.ts';
import { Refused } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { type Account, findCredentials } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { forgetFailures, lockedForS, recordFailure } from './lockout.ts';
import { passwordMatches } from './passwords.ts';
import { type SessionLimits, startSession } from './sessions.ts';

export interface Attempt extends SignIn {
  address: string;
  now: number;
}

export type SignedIn = { account: Account; secret: string; keyHash: string };

export function createSignIn(db: Kysely<Tables>, limits: SessionLimits): (attempt: Attempt) => Promise<SignedIn> {
  const underWay = new Map<string, Promise<unknown>>();
  return attempt => {
    const key = `${attempt.account}\n${attempt.address}`;
    const turn = (underWay.get(key) ?? Promise.resolve()).then(() => check(db, limits, attempt));
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (underWay.get(key) === settled) underWay.delete(key);
      });
    underWay.set(key, settled);
    return turn;
  };
}

async function check(db: Kysely<Tables>, limits: SessionLimits, attempt: Attempt): Promise<SignedIn> {
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
  const session = await db.transaction().execute(async tx => {
    await forgetFailures(tx, name, address);
    const started = await startSession(tx, { kind: 'person', account: name }, address, now, limits);
    await writeAudit(tx, { actor: name, address, action: 'sign-in', subject: name, at: now });
    return started;
  });
  return { account: found.account, ...session };
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

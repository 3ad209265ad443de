/**
 * Passwords: argon2id with the costs OWASP recommends (19 MiB, 2 passes), about 30 ms each.
 * The surprise: for an account that does not exist the same work is done, so that the time of the answer tells nothing.
 */
import { hash, verify } from '@node-rs/argon2';
import { Refused } from '../http/refused.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN_LENGTH = 8;
/** First guesses of every list that also meet the length. */
const GUESSED_FIRST =
  /^(?:(.)\1+|1234567890?|12345678.*|password.*|qwert.*|admin.*|gridwall.*|abc12345?6?|1qaz2wsx.*)$/i;

/** Costs of a hash of no password: made once, on the first sign-in of an unknown account. */
let hashOfNothing: Promise<string> | undefined;

/** Throws `bad-input` on field `password` with the reason. */
export function checkNewPassword(password: string, account: string): void {
  const reason = weakness(password, account);
  if (reason) throw new Refused('bad-input', reason, { field: 'password' });
}

function weakness(password: string, account: string) {
  if (Array.from(password).length < MIN_LENGTH) {
    return { zh: `密码至少 ${MIN_LENGTH} 个字符`, en: `A password has at least ${MIN_LENGTH} characters.` };
  }
  if (password.toLowerCase().includes(account.toLowerCase()) && password.length < account.length + MIN_LENGTH) {
    return { zh: '密码不能由账号名拼成', en: 'A password must not be made from the account name.' };
  }
  if (GUESSED_FIRST.test(password)) {
    return { zh: '密码太容易被猜到', en: 'This password is among the first that are guessed.' };
  }
  return null;
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** `passwordHash` undefined = no such account: takes as long and says no. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash === undefined) {
    hashOfNothing ??= hashPassword('');
    await verify(await hashOfNothing, password || 'x');
    return false;
  }
  return verify(passwordHash, password);
}

/**
 * A command is meant for the moment in which it was given: a click that an outage held back must not fire ten minutes later
 * (reliability A8). In: when it was given, by the sender's clock, and now, UTC ms. Throws `command-expired`, or what `refuseOddTime` throws.
 */
import { instantMs } from '../contract/coordinates.ts';
import { refuseOddTime } from './odd-time.ts';
import { Refused } from './refused.ts';

const LONGEST_WAY_MS = 30_000;

export function refuseUntimely({ issuedAt }: { issuedAt: string | number }, now: number): void {
  const givenAt = instantMs(issuedAt);
  refuseOddTime('issuedAt', givenAt, now);
  const ageMs = now - givenAt;
  if (ageMs <= LONGEST_WAY_MS) return;
  const seconds = Math.floor(ageMs / 1000);
  throw new Refused(
    'command-expired',
    {
      zh: `issuedAt：命令发出已 ${seconds} 秒，超过 30 秒不再执行，请重新操作`,
      en: `issuedAt: this command was given ${seconds} s ago; after 30 s it is not carried out any more. Do it again.`,
    },
    { field: 'issuedAt' },
  );
}

import { expect, test } from 'vitest';
import { handClock } from './clock.ts';

test('a hand clock runs timers in the order they are due, each seeing its own time', () => {
  const clock = handClock(1000);
  const seen: string[] = [];
  clock.after(300, () => seen.push(`once@${clock.now()}`));
  const stop = clock.every(200, () => seen.push(`every@${clock.now()}`));
  clock.after(250, () => clock.after(10, () => seen.push(`nested@${clock.now()}`)));
  clock.advance(450);
  expect(seen).toEqual(['every@1200', 'nested@1260', 'once@1300', 'every@1400']);
  stop();
  clock.advance(1000);
  expect(seen).toHaveLength(4);
  expect(clock.now()).toBe(2450);
});

test('a cancelled timer never runs', () => {
  const clock = handClock(0);
  const cancel = clock.after(10, () => expect.unreachable());
  cancel();
  clock.advance(100);
});

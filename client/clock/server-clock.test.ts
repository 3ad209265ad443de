import { expect, test } from 'vitest';
import { createServerClock } from './server-clock.ts';

const SERVER_START = 1_795_000_000_000;

/** A machine whose monotonic and wall clocks are moved by hand, and a server that runs true beside it. */
function aMachine({ wallErrorMs = 0 } = {}) {
  const time = { elapsed: 0, wallErrorMs, serverStepMs: 0 };
  const clock = createServerClock({
    monotonicNow: () => 5000 + time.elapsed,
    wallNow: () => SERVER_START + time.elapsed + time.wallErrorMs,
  });
  const serverTime = () => SERVER_START + time.elapsed + time.serverStepMs;
  return {
    time,
    clock,
    serverTime,
    /** The server writes a message now; it arrives `delayMs` later. */
    message(delayMs = 0) {
      const written = serverTime();
      time.elapsed += delayMs;
      clock.hear(written);
    },
  };
}

test('before the first message it is this machine`s own clock, and says so', () => {
  const { clock, time } = aMachine({ wallErrorMs: 7000 });
  time.elapsed = 1000;
  expect(clock.isSynced()).toBe(false);
  expect(clock.serverNow()).toBe(SERVER_START + 8000);
  expect(clock.localClockErrorMs()).toBe(0);
});

test('one message sets it right and tells how wrong this machine is', () => {
  const { clock, message, time, serverTime } = aMachine({ wallErrorMs: -5000 });
  message();
  time.elapsed += 60_000;
  expect(clock.isSynced()).toBe(true);
  expect(clock.serverNow()).toBe(serverTime());
  expect(clock.localClockErrorMs()).toBe(-5000);
});

test('[B8] setting the wall clock an hour forward moves no time on the screen', () => {
  const { clock, message, time, serverTime } = aMachine();
  message();
  time.wallErrorMs = 3_600_000;
  time.elapsed += 2000;
  expect(clock.serverNow()).toBe(serverTime());
  expect(clock.localClockErrorMs()).toBe(3_600_000);
});

test('the quickest message of the last minute decides, late ones do not pull time back', () => {
  const { clock, message, serverTime } = aMachine();
  message(900);
  message(20);
  for (let i = 0; i < 28; i++) message(1500);
  expect(serverTime() - clock.serverNow()).toBe(20);
  message(1500);
  message(1500);
  expect(serverTime() - clock.serverNow(), 'the quick one has left the window').toBe(1500);
});

test('a slow link shows in the delay', () => {
  const { clock, message } = aMachine();
  message(0);
  expect(clock.delayP95Ms()).toBe(0);
  for (let i = 0; i < 29; i++) message(2400);
  expect(clock.delayP95Ms()).toBe(2400);
});

test('[B8] a server whose clock is set back is followed at the next message', () => {
  const { clock, message, time, serverTime } = aMachine();
  message();
  time.serverStepMs = -3_600_000;
  message();
  expect(clock.serverNow()).toBe(serverTime());
});

test('[D3] messages that waited out a sleep do not hold time back: the first new one corrects it', () => {
  const { clock, message, serverTime } = aMachine();
  message();
  message(1_200_000);
  message();
  expect(clock.serverNow()).toBe(serverTime());
});

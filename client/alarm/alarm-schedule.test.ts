import { expect, test } from 'vitest';
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import { NOON } from '../store/record-builders.ts';
import { anAlarm } from './alarm-builder.ts';
import { nothingHeard, type Place, soundNow } from './alarm-schedule.ts';
import { gainOf, PULSES } from './alarm-signals.ts';

/** Second by second from noon on; out: `second signal` of everything that sounded. */
function heardOver(
  seconds: number,
  alarmsAt: (second: number) => AlarmRecord[],
  { place = 'desk' as Place, flood = false, from = 0 } = {},
): string[] {
  let heard = nothingHeard;
  const sounded: string[] = [];
  for (let second = from; second <= seconds; second++) {
    const look = soundNow(alarmsAt(second), { place, flood, heard, now: NOON + second * 1000 });
    heard = look.heard;
    if (look.signal) sounded.push(`${second} ${look.signal}`);
  }
  return sounded;
}
const at = (second: number, known: Partial<AlarmRecord> = {}) => anAlarm({ raisedAt: NOON + second * 1000, ...known });

test('[wall-ux 7] level I sounds at once and every 30 s until somebody answers', () => {
  expect(heardOver(100, second => (second >= 5 && second < 80 ? [at(5)] : []))).toEqual([
    '5 level-1',
    '35 level-1',
    '65 level-1',
  ]);
});

test('[wall-ux 7] a second level I sounds at once, then both share one rhythm', () => {
  expect(heardOver(60, second => (second >= 10 ? [at(0), at(10)] : [at(0)]))).toEqual([
    '0 level-1',
    '10 level-1',
    '40 level-1',
  ]);
});

test('[wall-ux 7] level II sounds twice: when it comes and after two minutes', () => {
  expect(heardOver(400, second => (second >= 3 ? [at(3, { priority: 2 })] : []))).toEqual(['3 level-2', '123 level-2']);
});

test('priority 3 never sounds; a silent source of positions sounds as a fault', () => {
  expect(heardOver(200, () => [at(0, { priority: 3, kind: 'limit-breached' })])).toEqual([]);
  expect(heardOver(10, () => [at(0, { priority: 2, kind: 'silent-unit' })])).toEqual(['0 fault']);
});

test('[wall-ux 8] in a flood only level I sounds', () => {
  expect(heardOver(10, () => [at(1, { priority: 2 }), at(4)], { flood: true })[0]).toBe('0 level-1');
  expect(heardOver(300, () => [at(1, { priority: 2 })], { flood: true })).toEqual([]);
});

test('[wall-ux 7] the wall is silent until level I was carried on to it, whatever else there is', () => {
  const alarms = (second: number) => [
    at(0, { escalation: second >= 60 ? 1 : 0 }),
    at(0, { priority: 2, escalation: 2 }),
  ];
  expect(heardOver(100, alarms, { place: 'wall' })).toEqual(['60 level-1', '90 level-1']);
});

test('a page opened late sounds an unanswered level I, not an old level II', () => {
  expect(heardOver(601, () => [at(0)], { from: 600 })).toEqual(['600 level-1']);
  expect(heardOver(700, () => [at(0, { priority: 2 })], { from: 600 })).toEqual([]);
});

test('[A-4] an alarm that comes back from shelving sounds again', () => {
  const back = at(0, { priority: 2, shelvedUntil: NOON + 300_000 });
  expect(heardOver(310, second => (second >= 300 ? [back] : []))).toEqual(['300 level-2']);
});

test('[wall-ux 7] the three signals differ in number and by 20 % in pitch; night is 6 dB lower', () => {
  const signals = Object.values(PULSES);
  expect(signals.map(pulses => pulses.length).sort()).toEqual([1, 2, 3]);
  const pitches = signals.map(pulses => pulses[0]!.hz).sort((a, b) => a - b);
  for (let i = 1; i < pitches.length; i++) expect(pitches[i]! / pitches[i - 1]!).toBeGreaterThan(1.2);
  expect(20 * Math.log10(gainOf(true) / gainOf(false))).toBeCloseTo(-6);
});

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadProfile } from './load-profile.ts';
import { type TimeLimit, type TimeLimitsFile, timeLimitFaults } from './time-limits-file.ts';

const profile = await loadProfile('geodata/profiles/xinan');

test('the shipped limits have no fault', () => expect(timeLimitFaults(profile.timeLimits, profile)).toEqual([]));

test('xinan ships what its papers give and nothing else', () => {
  const figures = profile.timeLimits.limits.map(({ step, unit, amount }) => `${step} ${amount ?? ''} ${unit}`);
  expect(figures).toEqual([
    'first-report 15 minutes',
    'phone-report 30 minutes',
    'written-report 60 minutes',
    ...Array(4).fill('intervene  same-day'),
  ]);
  expect(profile.timeLimits.limits.every(({ filingNumber }) => filingNumber === null)).toBe(true);
});

function aLimit(more: Partial<TimeLimit> = {}): TimeLimit {
  return {
    id: 'a-limit',
    step: 'handle',
    grade: 'general',
    category: null,
    organ: null,
    channel: null,
    unit: 'working-days',
    amount: 15,
    target: 5,
    anchor: 'accepted',
    filingNumber: null,
    source: 'S3-14',
    validFrom: null,
    ...more,
  };
}

const faultsOf = (...limits: TimeLimit[]): string[] =>
  timeLimitFaults({ limits } satisfies TimeLimitsFile, profile).map(fault => fault.replace(/^time-limits\.json: /, ''));

test.each<[string, Partial<TimeLimit>]>([
  ['unknown category choir-practice', { category: 'choir-practice' }],
  ['unknown organ choir', { organ: 'choir' }],
  ['unknown channel pigeon', { channel: 'pigeon' }],
  ['amount: an amount is missing', { amount: null }],
  ['amount: same-day has no amount', { unit: 'same-day', target: null }],
  ['target: same-day has no target', { unit: 'same-day', amount: null }],
  ['target: must be less than 5', { amount: 5, target: 5 }],
  ['amount: working days are whole numbers', { amount: 7.5 }],
  ['target: working days are whole numbers', { target: 2.5 }],
  ['anchor: accept comes before acceptance', { step: 'accept' }],
  ['anchor: dispatch comes before any order', { step: 'dispatch', anchor: 'ordered' }],
])('[bad input] %s', (fault, more) => {
  expect(faultsOf(aLimit(more))).toEqual([`limits[0] (a-limit): ${fault}`]);
});

test('working hours may be halves', () => {
  expect(faultsOf(aLimit({ unit: 'working-hours', amount: 7.5, target: null }))).toEqual([]);
});

test('[bad input] an id given twice, an id of the server, two rows for the same matters', () => {
  expect(faultsOf(aLimit(), aLimit({ grade: 'complex' }))).toEqual(['limits[1] (a-limit): stands there twice']);
  expect(faultsOf(aLimit({ id: 'filed-1' }))).toEqual([
    'limits[0] (filed-1): ids that begin with filed- are given by the server',
  ]);
  expect(faultsOf(aLimit(), aLimit({ id: 'b', amount: 20 }))).toEqual([
    'limits[1] (b): speaks of the same matters from the same day as a-limit',
  ]);
  expect(faultsOf(aLimit(), aLimit({ id: 'b', validFrom: '2026-01-01' }))).toEqual([]);
});

test('[bad input] a limit for what the profile does not have stops the start, naming the row', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'time-limits-'));
  await cp('geodata/profiles/xinan', folder, { recursive: true });
  const file = path.join(folder, 'time-limits.json');
  const text = await readFile(file, 'utf8');
  const reason = async (from: string, to: string) => {
    await writeFile(file, text.replace(from, to));
    return loadProfile(folder).then(
      () => 'started',
      error => `${error.name}: ${error.message}`,
    );
  };
  expect(await reason('"category": "wage-arrears"', '"category": "wages"')).toBe(
    'GeodataError: time-limits.json: limits[5] (wage-arrears-intervene): unknown category wages',
  );
  expect(await reason('"grade": "sudden"', '"grade": "huge"')).toMatch(/time-limits\.json: limits\.0\.grade: /);
  expect(await reason('"anchor": "happened"', '"anchor": "dreamt"')).toMatch(/limits\.0\.anchor: /);
  await rm(folder, { recursive: true });
});

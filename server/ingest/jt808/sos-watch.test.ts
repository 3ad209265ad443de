/** [IN-30] [IN-31] Emergency bits that come late, twice or out of order; the calls they make are written down by a stand-in. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { AlarmRecord } from '../../contract/alarm.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import type { LocationReport } from './location-body.ts';
import { SosWatch } from './sos-watch.ts';

const DEVICE = '13800000000';
const UNIT = { id: 'car' } as UnitRecord;
const START = Date.parse('2026-11-28T02:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let watch: SosWatch;
/** When the button was pressed, of each call. */
let calls: number[];
/** Serial numbers of the reports that were confirmed. */
let confirmed: number[];
let state: AlarmRecord['state'];
let isDiskFull: boolean;
let serial: number;

beforeEach(() => {
  [calls, confirmed, state, isDiskFull, serial] = [[], [], 'raised', false, 0];
  watch = new SosWatch({
    help: {
      async call(_unit, { happenedAt }) {
        if (isDiskFull) throw new Error('full');
        calls.push(happenedAt);
        return { id: `A${calls.length}`, state } as AlarmRecord;
      },
    },
    placeOf: () => null,
    confirm: (_, reportSerial) => void confirmed.push(reportSerial),
  });
});

const at = (timeMs: number, isSos: boolean): LocationReport => ({
  ...{ isSos, timeMs, isFixed: true, isShifted: false, lon: 113.9, lat: 22.5 },
  ...{ speedMps: 0, headingDeg: 0, signal: null, satellites: null },
});
const sos = (...times: number[]) => times.map(timeMs => at(timeMs, true));
const calm = (...times: number[]) => times.map(timeMs => at(timeMs, false));
/** One message, oldest first as a batch is taken. */
const hear = (now: number, ...reports: LocationReport[]) =>
  watch.heard(DEVICE, UNIT, reports, { serial: serial++, address: '192.0.2.7', now });
const answered = () => watch.answered(`A${calls.length}` as AlarmRecord['id']);

describe('reports that come again late', () => {
  const episode = [START, START + 10 * SECOND, START + 20 * SECOND];
  beforeEach(async () => {
    for (const timeMs of episode) await hear(timeMs, ...sos(timeMs));
    await hear(START + 30 * SECOND, ...calm(START + 30 * SECOND));
    expect(calls).toEqual([START]);
  });

  test('[IN-30] those of a known episode are no call, alone, in a batch, and mixed with others', async () => {
    const now = START + 20 * MINUTE;
    await hear(now, ...calm(now));
    for (const timeMs of episode) await hear(now, ...sos(timeMs));
    await hear(now, ...sos(...episode));
    await hear(now, ...calm(START - MINUTE), ...sos(...episode.slice(1)), ...calm(START + 25 * SECOND));
    expect(calls).toEqual([START]);
  });

  test('[IN-30] nor after the alarm was answered; it is not confirmed a second time either', async () => {
    answered();
    expect(confirmed).toEqual([0]);
    await hear(START + 20 * MINUTE, ...sos(...episode));
    expect([calls, confirmed]).toEqual([[START], [0]]);
  });

  test('[IN-30] an episode that nobody knew of yet, before or after it, is a call with its own time', async () => {
    const now = START + 20 * MINUTE;
    await hear(now, ...calm(now));
    await hear(now, ...sos(START - 40 * MINUTE, START - 39 * MINUTE), ...calm(START - 38 * MINUTE));
    await hear(now, ...sos(START + 5 * MINUTE, START + 6 * MINUTE));
    expect(calls).toEqual([START, START - 40 * MINUTE, START + 5 * MINUTE]);
  });

  test('[IN-30] they end no episode that began after them', async () => {
    const again = START + 2 * MINUTE;
    await hear(again, ...sos(again));
    await hear(again + SECOND, ...calm(START + 40 * SECOND)); // late: the button was not pressed then
    await hear(again + 10 * SECOND, ...sos(again + 10 * SECOND));
    expect(calls).toEqual([START, again]);
  });
});

test('[IN-30] late out of coverage is listed once; who still calls when the link is back calls anew, once', async () => {
  const now = START + 30 * MINUTE;
  const old = sos(START, START + 10 * SECOND);
  await hear(now, ...old);
  await hear(now, ...old);
  expect(calls).toEqual([START]);
  await hear(now, ...sos(now));
  await hear(now + SECOND, ...sos(now + SECOND));
  await hear(now + SECOND, ...old);
  // The stand-in is told of the old ones again: whether that is the same row is the alarm's business ([A-20]).
  expect(calls.filter(timeMs => timeMs >= now)).toEqual([now]);
});

test('[IN-31] who goes on pressing after the answer is confirmed again with every newer report, and calls nobody', async () => {
  await hear(START, ...sos(START));
  answered();
  answered();
  for (const s of [1, 2]) await hear(START + s * SECOND, ...sos(START + s * SECOND));
  expect([calls, confirmed]).toEqual([[START], [0, 0, 0]]);
});

test('[IN-31] a call that meets an alarm which was acknowledged before a restart is confirmed at once', async () => {
  state = 'acknowledged';
  await hear(START, ...sos(START));
  expect(confirmed).toEqual([0]);
});

test('[IN-28] [IN-30] what could not be kept is a call when it comes again', async () => {
  isDiskFull = true;
  await expect(hear(START, ...sos(START))).rejects.toThrow('full');
  isDiskFull = false;
  await hear(START + MINUTE, ...sos(START));
  await hear(START + MINUTE, ...sos(START));
  expect(calls).toEqual([START]);
});

import { expect, test } from 'vitest';
import type { UnitId } from '../../server/contract/ids.ts';
import type { TrackPosition, UnitTrack } from '../../server/contract/track.ts';
import { tickMinutes, ticksOf, trackLines, trackMarks } from './track-marks.ts';
import { periodsFor, trackPeriod } from './track-period.ts';
import { eventsOf, spanText } from './track-text.ts';

const MINUTE = 60_000;
const NINE = Date.parse('2026-11-28T09:00:00+08:00');
const ZONE = 'Asia/Shanghai';

function at(minute: number, lon: number): TrackPosition {
  return [NINE + minute * MINUTE, lon, 22.56, null, null, null, 'http'];
}

const TRACK: UnitTrack = {
  ...{ unit: 'walker' as UnitId, callSign: '巡07', positions: 5, distanceM: 900, movingMs: 12 * MINUTE },
  stops: [
    {
      ...{ from: NINE + 4 * MINUTE, to: NINE + 12 * MINUTE, lon: 113.8, lat: 22.5 },
      ...{ grid: null, community: null, zone: null, place: null },
    },
  ],
  legs: [
    { cut: null, distanceM: 500, positions: [at(2, 113.82), at(12, 113.92)] },
    { cut: 'gap', distanceM: 0, positions: [at(30, 113.95)] },
    { cut: 'jump', distanceM: 400, positions: [at(31, 113.99), at(33, 113.995)] },
  ],
};

test('ticks stand on the minutes of the clock, between two positions on the line between them', () => {
  const [first, ...more] = [...ticksOf(TRACK.legs[0]!.positions, 5 * MINUTE)];
  expect(first![0]).toBe(NINE + 5 * MINUTE);
  expect(first![1]).toBeCloseTo(113.85, 9);
  expect(more.map(([time]) => time)).toEqual([NINE + 10 * MINUTE]);
});

test('the closer one looks, the closer the ticks', () => {
  expect([0, 1.2, 2.6].map(step => tickMinutes(12 + step, 12))).toEqual([30, 10, 5]);
});

test('between two legs stands a line that says nobody knows the way; a leg of one position is none', () => {
  const kinds = trackLines(TRACK).features.map(({ properties, geometry }) => [
    properties?.kind,
    geometry.coordinates.length,
  ]);
  expect(kinds).toEqual([
    ['leg', 2],
    ['between', 2],
    ['between', 2],
    ['leg', 2],
  ]);
});

test('marks: times of the profile zone, stops with their duration, beginning and end', () => {
  const marks = trackMarks(TRACK, 10, ZONE).features.map(({ properties }) => [properties?.kind, properties?.label]);
  expect(marks).toEqual([
    ['tick', '09:10'],
    ['stop', '停 8分钟'],
    ['end', '09:02'],
    ['end', '09:33'],
  ]);
  expect(trackMarks({ ...TRACK, legs: [], stops: [] }, 10, ZONE).features).toEqual([]);
});

test('stops and gaps come in one list, in order of time', () => {
  expect(eventsOf(TRACK).map(({ kind, from }) => [kind, (from - NINE) / MINUTE])).toEqual([
    ['stop', 4],
    ['gap', 12],
    ['jump', 30],
  ]);
  expect([59.4, 60, 125].map(minutes => spanText(minutes * MINUTE))).toEqual(['59分钟', '1小时00分', '2小时05分']);
});

test('periods: today begins at midnight of the profile zone; a duty longer than a day is cut; a wrong one is none', () => {
  const given = {
    now: NINE,
    unit: { dutyChangedAt: NINE - 40 * 60 * MINUTE },
    timeZone: ZONE,
    custom: { from: null, to: null },
  };
  expect(trackPeriod('today', given)).toEqual({ from: NINE - 9 * 60 * MINUTE, to: NINE });
  expect(trackPeriod('duty', given)).toEqual({ from: NINE - 24 * 60 * MINUTE, to: NINE });
  expect(trackPeriod('custom', given)).toBeNull();
  const custom = (from: number, to: number) => trackPeriod('custom', { ...given, custom: { from, to } });
  expect(custom(NINE, NINE - 1)).toBeNull();
  expect(custom(NINE, NINE + 24 * 60 * MINUTE + 1)).toBeNull();
  expect(custom(NINE, NINE + 1)).toEqual({ from: NINE, to: NINE + 1 });
  expect(periodsFor({ onDuty: false })).not.toContain('duty');
});

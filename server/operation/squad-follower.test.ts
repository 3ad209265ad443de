/** Where squads are seen, by fixes alone. Ids in brackets are rules of SPEC.md. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { UnitId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { aSquad, DUTY, did, issued, MINUTE, NOW, underWay } from './operation-builders.ts';
import { type Sighting, SquadFollower } from './squad-follower.ts';

const UNIT = { id: 'unit-1' as UnitId };
/** Of the builders' squad: first and second stop, 450 m apart. */
const FIRST = { lon: 113.901, lat: 22.566 };
const SECOND = { lon: 113.905, lat: 22.568 };
const METRE_LAT = 1 / 111_195;

let seen: Sighting['what'][];
let follower: SquadFollower;
let at: number;

beforeEach(() => {
  seen = [];
  at = NOW;
  follower = new SquadFollower({ wayBetween: (from, to) => [from, to], seen: ({ what }) => seen.push(what) });
});

const fix = (place: { lon: number; lat: number }, northM = 0, more: object = {}, isNewest = true) => {
  at += 10_000;
  const lat = place.lat + northM * METRE_LAT;
  follower.taken(UNIT, { lon: place.lon, lat, fixTimeMs: at, accuracyM: 5, ...more }, isNewest, at);
};
const times = (n: number, ...args: Parameters<typeof fix>) => {
  for (let i = 0; i < n; i++) fix(...args);
};
const start = (squad: object = {}): OperationRecord => {
  const record = underWay({ squads: [aSquad({ corridorM: 200, corridorS: 30, ...squad })] });
  follower.apply(record);
  return record;
};

describe('at a stop', () => {
  test('[O-36] two fixes in a row within the radius are an arrival, one is none, nor are two with another between', () => {
    start();
    fix(FIRST);
    expect(seen).toEqual([]);
    fix(FIRST, 100);
    fix(FIRST);
    expect(seen).toEqual([]);
    fix(FIRST, 40);
    expect(seen).toEqual([{ name: 'reached', stop: 'p1' }]);
  });

  test('[O-36] a coarse fix, an old one and one that did not move the unit say nothing', () => {
    start();
    times(3, FIRST, 0, { accuracyM: 101 });
    times(3, FIRST, 0, { fixTimeMs: NOW - 6 * MINUTE });
    times(3, FIRST, 0, {}, false);
    expect(seen).toEqual([]);
  });

  test('[O-36] passing a skipped stop does not reach it', () => {
    follower.apply(did(start(), DUTY, 'skip-stop', { squad: 's1', stop: 'p1', reason: '封路' }));
    times(3, FIRST);
    expect(seen).toEqual([]);
  });

  test('[O-37] two fixes 40 m outside the radius are a departure', () => {
    follower.apply(did(start(), DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }));
    times(3, FIRST, 85);
    expect(seen, 'within 50 + 40 m').toEqual([]);
    fix(FIRST, 95);
    expect(seen).toEqual([]);
    fix(FIRST, 95);
    expect(seen).toEqual([{ name: 'left', stop: 'p1' }]);
  });
});

describe('off the way', () => {
  test('[O-38] farther than the corridor for as long as it says, not for one fix less; back only when clearly back', () => {
    const record = start();
    times(4, SECOND, 300);
    expect(
      seen.map(({ name }) => name),
      '30 s after the first',
    ).toEqual(['off-route']);
    follower.apply({ ...record, squads: record.squads.map(one => ({ ...one, offRouteSince: at })) });
    seen = [];
    times(3, SECOND, 180);
    expect(seen, 'inside the corridor, not inside 80 % of it').toEqual([]);
    fix(SECOND, 140);
    expect(seen).toEqual([{ name: 'back' }]);
  });

  test('[O-38] a fix on the way between begins the time anew; nobody at a stop is off it', () => {
    start();
    times(3, SECOND, 300);
    fix(SECOND, 100);
    times(3, SECOND, 300);
    expect(seen).toEqual([]);
    follower.apply(did(start({ corridorM: 50 }), DUTY, 'arrive-stop', { squad: 's1', stop: 'p2' }));
    times(8, SECOND, 80);
    expect(seen).toEqual([]);
  });

  test('[O-38] without a corridor nothing is judged', () => {
    start({ corridorM: null });
    times(20, SECOND, 900);
    expect(seen).toEqual([]);
  });
});

test('[O-39] only squads that are out are followed', () => {
  follower.apply(issued());
  times(3, FIRST);
  follower.apply(start());
  follower.apply(did(underWay(), DUTY, 'finish', { reason: '天黑' }));
  times(3, FIRST);
  expect(seen).toEqual([]);
});

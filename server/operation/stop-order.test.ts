import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../geodata/load-profile.ts';
import { seededNumbers } from '../../geodata/synthetic-grids.ts';
import { stopOrder } from '../contract/operation.ts';
import { exactOrder } from './exact-order.ts';
import { roundM, searchOrder } from './search-order.ts';
import { shortestByTrying } from './shortest-by-trying.ts';
import { layOut, proposeStopOrder, type StopOrderQuestion, shortestOrder } from './stop-order.ts';
import { streetGraph } from './street-graph.ts';

type Metres = number[][];

const SEED = 20261128;
const xinan = await loadProfile('geodata/profiles/xinan');
const streets = streetGraph(xinan.roads.features, xinan.settings.centre);
const points = xinan.sanitationPoints.features.map(({ geometry }) => geometry.coordinates);

const given = (metres: Metres) => [...metres.keys()].slice(1);
const sorted = (order: readonly number[]) => [...order].sort((a, b) => a - b);

/** Any numbers at all: ways there and back differ, and a detour may be shorter than the way. */
const wild = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).chain(stops =>
    fc.array(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: stops + 1, maxLength: stops + 1 }), {
      minLength: stops + 1,
      maxLength: stops + 1,
    }),
  );

/** Places of the subdistrict drawn by chance; every second question ends where it began. */
async function alongStreets(stops: number, seed: number): Promise<Metres> {
  const random = seededNumbers(seed);
  const places = Array.from({ length: stops + 1 }, () => points[Math.floor(random() * points.length)]!);
  const metres = await streets.matrix(places);
  if (seed % 2) for (const row of metres) row[0] = 0;
  return metres;
}

function question(stops: number, more: Partial<StopOrderQuestion> = {}): StopOrderQuestion {
  const random = seededNumbers(SEED + stops);
  const place = () => {
    const [lon, lat] = points[Math.floor(random() * points.length)]!;
    return { lon, lat };
  };
  return {
    start: place(),
    startsAt: '2026-11-28T09:00:00+08:00',
    mode: 'vehicle',
    stops: Array.from({ length: stops }, (_, i) => ({ id: `s${i + 1}`, ...place(), dwellMin: 15 })),
    ...more,
  };
}

describe('the shortest order of up to 12 stops', () => {
  test('[O-67] is the best of all orders, tried one by one: up to 7 stops, any distances', () => {
    fc.assert(
      fc.property(wild(1, 7), metres => {
        expect(roundM(metres, exactOrder(metres))).toBe(bestOfAll(metres));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('[O-67] is the best of all orders of 12 stops along the streets', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const metres = await alongStreets(12, seed);
      expect(roundM(metres, await shortestOrder(metres))).toBeCloseTo(shortestByTrying(metres), 6);
    }
  });

  test('[O-68] is the order it was asked about when no other is shorter', async () => {
    const same = (stops: number) => Array.from({ length: stops + 1 }, () => Array<number>(stops + 1).fill(100));
    for (const stops of [1, 2, 5, 12, 13, 20]) expect(await shortestOrder(same(stops))).toEqual(given(same(stops)));
  });

  test('no stop at all is no order', async () => {
    expect(await shortestOrder([[0]])).toEqual([]);
  });

  test('a distance that is no number is named, not searched for ever', () => {
    expect(() =>
      exactOrder([
        [0, Number.NaN],
        [Number.NaN, 0],
      ]),
    ).toThrow('no number');
  });
});

describe('the order of more stops', () => {
  test('[O-67] is within 5 % of the best of 12 stops, by searching too', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const metres = await alongStreets(12, seed);
      const found = await searchOrder(metres, given(metres));
      expect(roundM(metres, found)).toBeLessThanOrEqual(1.05 * shortestByTrying(metres));
    }
  });

  test('[O-67] is within 5 % of the best of 13 to 16 stops along the streets', async () => {
    for (let stops = 13; stops <= 16; stops++) {
      const metres = await alongStreets(stops, stops);
      const found = await shortestOrder(metres);
      expect(roundM(metres, found)).toBeLessThanOrEqual(1.05 * roundM(metres, exactOrder(metres)));
    }
  });

  test('[O-67] of 60 stops round a lake goes round the lake, and of 60 along a street along it', async () => {
    const random = seededNumbers(SEED);
    const angles = Array.from({ length: 61 }, () => random() * 2 * Math.PI);
    const lake = angles.map(a => angles.map(b => 2000 * Math.sin(Math.abs(a - b) / 2)));
    const steps = sorted(angles).map((angle, i, all) => (all[i + 1] ?? all[0]! + 2 * Math.PI) - angle);
    const roundTheLakeM = steps.reduce((sum, step) => sum + 2000 * Math.sin(step / 2), 0);
    expect(roundM(lake, await shortestOrder(lake))).toBeCloseTo(roundTheLakeM, 3);

    const street = [0, ...Array.from({ length: 60 }, () => random() * 5000)];
    const along = street.map(a => street.map((b, to) => (to === 0 ? 0 : Math.abs(a - b))));
    expect(roundM(along, await shortestOrder(along))).toBeCloseTo(Math.max(...street), 3);
  });

  test('[O-67] cannot be shortened by turning a run or putting up to three stops elsewhere, before any shake', async () => {
    await fc.assert(
      fc.asyncProperty(wild(4, 24), fc.boolean(), async (any, bothWays) => {
        const metres = bothWays ? any.map((row, i) => row.map((there, j) => there + any[j]![i]!)) : any;
        const order = await searchOrder(metres, given(metres), 0);
        for (const changed of smallChanges(order))
          expect(roundM(metres, changed)).toBeGreaterThanOrEqual(roundM(metres, order));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('[O-68] is never longer than the order it was asked about, visits each stop once and is always the same', async () => {
    await fc.assert(
      fc.asyncProperty(wild(1, 24), async metres => {
        const order = await shortestOrder(metres);
        expect(sorted(order)).toEqual(given(metres));
        expect(roundM(metres, order)).toBeLessThanOrEqual(roundM(metres, given(metres)));
        expect(await shortestOrder(metres)).toEqual(order);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test('[O-68] keeps a good order that was asked about, although the search alone would not find it', async () => {
    await fc.assert(
      fc.asyncProperty(wild(13, 15), async metres => {
        const best = exactOrder(metres);
        const renamed = [0, ...best].map(from => [0, ...best].map(to => metres[from]![to]!));
        expect(await shortestOrder(renamed)).toEqual(given(renamed));
      }),
      { seed: SEED, numRuns: 10 },
    );
  });

  test('ends over absurd distances too, where what is saved is less than the rounding error', async () => {
    const random = seededNumbers(SEED);
    const metres = Array.from({ length: 31 }, () => Array.from({ length: 31 }, () => 1e300 * (1 + random() * 1e-9)));
    expect(sorted(await shortestOrder(metres))).toEqual(given(metres));
  });

  test('[O-69] is reckoned while the event loop turns', async () => {
    const metres = await alongStreets(60, 2);
    let turns = 0;
    const count = () => {
      turns++;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await shortestOrder(metres);
    clearImmediate(counting);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('a proposal', () => {
  test('[O-65] [O-68] says order, metres and arrivals of a route that is no longer than before', async () => {
    for (const stops of [1, 9, 25]) {
      const asked = question(stops);
      const answer = stopOrder.parse(await proposeStopOrder(streets, asked));
      expect(answer.stops.map(({ id }) => id).sort()).toEqual(asked.stops.map(({ id }) => id).sort());
      expect(answer.distanceM).toBe(answer.stops.reduce((sum, { distanceM }) => sum + distanceM, 0));
      expect(answer.distanceM).toBeLessThanOrEqual(answer.distanceBeforeM);
      expect(answer.distanceBeforeM).toBe((await layOut(streets, asked)).distanceM);
      expect(answer.way[0]).toEqual([asked.start.lon, asked.start.lat]);
      const last = asked.stops.find(({ id }) => id === answer.stops.at(-1)!.id)!;
      expect(answer.way.at(-1)).toEqual([last.lon, last.lat]);
    }
  });

  test('[O-67] the squad ends where it must, and the way there counts', async () => {
    const free = question(9);
    const home = { ...free, end: free.start };
    const answer = await proposeStopOrder(streets, home);
    expect(answer.way.at(-1)).toEqual([free.start.lon, free.start.lat]);
    expect(answer.distanceM).toBeGreaterThan(answer.stops.reduce((sum, { distanceM }) => sum + distanceM, 0));
    const oneWay = await proposeStopOrder(streets, free);
    const laidOut = oneWay.stops.map(({ id }) => free.stops.find(stop => stop.id === id)!);
    expect(answer.distanceM).toBeLessThanOrEqual((await layOut(streets, { ...home, stops: laidOut })).distanceM);
    expect(answer.distanceM).toBeGreaterThan(oneWay.distanceM);
  });

  test('[O-67] where it must end decides which stop is the last', async () => {
    const bare = streetGraph([], [113.89, 22.55]);
    const east = (steps: number) => ({ lon: 113.89 + steps / 1000, lat: 22.55 });
    const asked = {
      ...question(1),
      start: east(0),
      stops: [
        { id: 'west', ...east(-2), dwellMin: 0 },
        { id: 'east', ...east(1), dwellMin: 0 },
      ],
    };
    const ids = async (more: object) => (await proposeStopOrder(bare, { ...asked, ...more })).stops.map(({ id }) => id);
    expect(await ids({})).toEqual(['east', 'west']);
    expect(await ids({ end: east(3) })).toEqual(['west', 'east']);
  });

  test('[O-62] one stop without a street makes the proposal say so', async () => {
    const asked = question(4);
    expect((await proposeStopOrder(streets, asked)).straight).toBe(false);
    const far = { id: 'sea', lon: 113.84, lat: 22.53, dwellMin: 0 };
    expect((await proposeStopOrder(streets, { ...asked, stops: [...asked.stops, far] })).straight).toBe(true);
    expect((await proposeStopOrder(streetGraph([], [113.9, 22.55]), asked)).straight).toBe(true);
  });

  test('stops at one place follow each other', async () => {
    const { stops, ...asked } = question(3);
    const twice = [...stops, { ...stops[0]!, id: 'again' }];
    const ids = (await proposeStopOrder(streets, { ...asked, stops: twice })).stops.map(({ id }) => id);
    expect(Math.abs(ids.indexOf('s1') - ids.indexOf('again'))).toBe(1);
  });
});

/** All that differ in one run, turned round where it stands or put elsewhere as it is or turned. */
function* smallChanges(order: readonly number[]): Generator<number[]> {
  for (let from = 0; from < order.length; from++)
    for (let to = from; to < order.length; to++) {
      const run = order.slice(from, to + 1);
      const rest = order.filter(stop => !run.includes(stop));
      yield rest.toSpliced(from, 0, ...run.toReversed());
      if (run.length > 3) continue;
      for (let place = 0; place <= rest.length; place++) {
        yield rest.toSpliced(place, 0, ...run);
        yield rest.toSpliced(place, 0, ...run.toReversed());
      }
    }
}

/** Every order there is, none left out. */
function bestOfAll(metres: Metres): number {
  let best = Number.POSITIVE_INFINITY;
  const visit = (order: number[], left: number[]) => {
    if (left.length === 0) best = Math.min(best, roundM(metres, order));
    for (const next of left)
      visit(
        [...order, next],
        left.filter(stop => stop !== next),
      );
  };
  visit([], given(metres));
  return best;
}

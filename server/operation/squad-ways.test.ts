import { expect, test, vi } from 'vitest';
import type { LonLat } from '../contract/coordinates.ts';
import { issued } from './operation-builders.ts';
import { SquadWays } from './squad-ways.ts';

const straight = () => vi.fn((from: LonLat, to: LonLat) => ({ line: [from, to], distanceM: 1, straight: false }));

test('[O-72] a leg to each stop in its order, the first from the muster place; without one the first stop has none', async () => {
  const way = straight();
  const record = issued();
  const [squad] = (await new SquadWays({ way }).of(record)).squads;
  expect(squad?.legs.map(({ to, line }) => [to, line])).toEqual([
    [
      'p1',
      [
        [113.9, 22.565],
        [113.901, 22.566],
      ],
    ],
    [
      'p2',
      [
        [113.901, 22.566],
        [113.905, 22.568],
      ],
    ],
  ]);
  const [without] = (await new SquadWays({ way }).of({ ...record, muster: null })).squads;
  expect(without?.legs.map(({ to }) => to)).toEqual(['p2']);
});

test('[O-72] what happens on the day reckons nothing again; a stop that moves does', async () => {
  const way = straight();
  const ways = new SquadWays({ way });
  const record = issued();
  await Promise.all([ways.of(record), ways.of(record)]);
  await ways.of({ ...record, squads: record.squads.map(squad => ({ ...squad, offRouteSince: 1 })) });
  expect(way).toHaveBeenCalledTimes(2);
  const moved = record.squads.map(squad => ({
    ...squad,
    stops: squad.stops.map(stop => ({ ...stop, lat: stop.lat + 0.001 })),
  }));
  await ways.of({ ...record, squads: moved });
  expect(way).toHaveBeenCalledTimes(4);
});

/**
 * Where an incident is and how people would describe the place.
 * In: the town and chance. Out: a point a few metres off a street, and an address of real road and community names.
 * About two in five incidents lie around a dozen hot spots; these are drawn from the town's named places once per seed.
 */

import { type Metres, metresBetween } from '../../geodata/local-plane.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { type Chance, chanceFor } from './random-stream.ts';
import type { Town } from './town.ts';

const HOT_SPOTS = 12;
const HOT_SPOT_RADIUS_M = 160;
const HOT_SHARE = 0.4;
/** From the middle of the street to the pavement. */
const OFF_STREET_M = [3, 11] as const;
const AT_STATION_M = 170;
const AT_CROSSING_M = 45;

export interface Scene {
  at: LonLat;
  address: string;
}

export type SceneDraw = (chance: Chance) => Scene;

interface Stretch {
  from: Metres;
  to: Metres;
  street: string | null;
}

export function scenesOf(town: Town, seed: number): SceneDraw {
  const stretches = stretchesOf(town);
  const everywhere = stretches.map(stretch => [stretch, metresBetween(stretch.from, stretch.to)] as const);
  const hot = hotSpots(town, seed).flatMap(([centre, weight]) => {
    const around = stretches.filter(({ from }) => metresBetween(from, centre) < HOT_SPOT_RADIUS_M);
    return around.length > 0 ? [[around, weight] as const] : [];
  });
  const crossings = crossingsOf(town);
  const named = stretches.filter(stretch => stretch.street !== null);
  return chance => {
    for (;;) {
      const isHot = hot.length > 0 && chance.happens(HOT_SHARE);
      const stretch = isHot ? chance.pick(chance.weighted(hot)) : chance.weighted(everywhere);
      const spot = besideStreet(stretch, chance);
      const at = town.plane.toLonLat(spot);
      // The streets reach a little beyond the area; what happens there is the neighbours' business.
      if (town.zoneAt(at))
        return { at, address: addressOf(town, { crossings, named }, stretch.street, spot, at, chance) };
    }
  };
}

function stretchesOf({ graph, streetNames }: Town): Stretch[] {
  return graph.edges.flatMap((edges, node) =>
    edges
      .filter(({ to }) => to > node)
      .map(({ to, street }) => ({
        from: graph.nodes[node]!,
        to: graph.nodes[to]!,
        street: streetNames[street] ?? null,
      })),
  );
}

/** Places with a weight that falls from the hottest on. */
function hotSpots({ namedPlaces, graph }: Town, seed: number): (readonly [Metres, number])[] {
  const chance = chanceFor(seed, 'hot spots');
  return Array.from({ length: HOT_SPOTS }, (_, rank) => {
    const named = namedPlaces.length > 0 && rank % 3 !== 2;
    return [named ? chance.pick(namedPlaces).at : chance.pick(graph.nodes), 1 / (rank + 2)] as const;
  });
}

function besideStreet({ from, to }: Stretch, chance: Chance): Metres {
  const share = chance.next();
  const lengthM = metresBetween(from, to) || 1;
  const offM = chance.between(...OFF_STREET_M) * (chance.happens(0.5) ? 1 : -1);
  const [alongX, alongY] = [(to[0] - from[0]) / lengthM, (to[1] - from[1]) / lengthM];
  return [from[0] + alongX * lengthM * share - alongY * offM, from[1] + alongY * lengthM * share + alongX * offM];
}

interface Crossing {
  at: Metres;
  streets: readonly [string, string];
}

function crossingsOf({ graph, streetNames }: Town): Crossing[] {
  return graph.edges.flatMap((edges, node) => {
    const names = [...new Set(edges.flatMap(({ street }) => streetNames[street] ?? []))];
    return names.length >= 2 ? [{ at: graph.nodes[node]!, streets: [names[0]!, names[1]!] as const }] : [];
  });
}

function addressOf(
  town: Town,
  { crossings, named }: { crossings: readonly Crossing[]; named: readonly Stretch[] },
  street: string | null,
  spot: Metres,
  at: LonLat,
  chance: Chance,
): string {
  const community = town.communityAt(at) ?? '';
  const station = town.namedPlaces.find(place => metresBetween(place.at, spot) < AT_STATION_M);
  if (station) {
    const exit = station.name.endsWith('地铁站') ? `${chance.pick(['A', 'B', 'C', 'D'])}口` : '附近';
    return `${street ?? community}${station.name}${exit}`;
  }
  const crossing = crossings.find(
    ({ at: centre, streets }) => metresBetween(centre, spot) < AT_CROSSING_M && (!street || streets.includes(street)),
  );
  if (crossing) return `${crossing.streets[0]}与${crossing.streets[1]}交叉口`;
  if (!street) return `${community}${nearestNamedStreet(named, spot)}旁小巷`;
  return `${community}${street}${2 * Math.ceil(chance.between(1, 120))}号${chance.pick(['门前', '对面', '旁', '公交站'])}`;
}

/** By the middles of the stretches; empty in a town without any name. */
function nearestNamedStreet(named: readonly Stretch[], spot: Metres): string {
  let best = { street: '', metres: Number.POSITIVE_INFINITY };
  for (const { from, to, street } of named) {
    const metres = metresBetween([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], spot);
    if (metres < best.metres) best = { street: street ?? '', metres };
  }
  return best.street;
}

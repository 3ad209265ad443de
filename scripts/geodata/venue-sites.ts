/**
 * Proposes places for one venue type, again and again, until the caller has enough.
 * In: venue type, the map around. Out: a function that returns the next candidate in metres; the caller judges spacing.
 */
import type { CommunityCode, GridCode, RoadClass, VenueType } from '../../geodata/profile-files.ts';
import { distance, type Metres, ringContains } from './plane.ts';
import type { Random } from './seeded-random.ts';
import { BUILDING_COMMUNITIES, VILLAGE_COMMUNITIES } from './venue-plans.ts';

export type SitedCell = {
  code: GridCode;
  community: CommunityCode;
  communityName: string;
  ring: Metres[];
  label: Metres;
};
type SitedRoad = { name: string; class: RoadClass; line: Metres[] };
export type SitingContext = {
  cells: readonly SitedCell[];
  roads: readonly SitedRoad[];
  parks: readonly { name: string; ring: Metres[] }[];
  stations: readonly { name: string; at: Metres }[];
};

const KERB_M: Record<RoadClass, number> = { expressway: 30, trunk: 24, main: 18, secondary: 13, minor: 9 };
const STATION_WALK_M = 380;

export function venueSites(venueType: VenueType, context: SitingContext, random: Random): () => Metres {
  const cells = (wanted: (cell: SitedCell) => boolean) => context.cells.filter(wanted);
  const roads = (...classes: RoadClass[]) => context.roads.filter(road => classes.includes(road.class));
  switch (venueType) {
    case 'municipal-road':
      return besideRoads(roads('trunk', 'main', 'secondary'), random);
    case 'footbridge-passage':
      return besideRoads(roads('trunk', 'main'), random);
    case 'commercial-street':
      return nearStations(context, random);
    case 'urban-village':
      return insideCells(
        cells(cell => VILLAGE_COMMUNITIES.has(cell.communityName)),
        random,
        0.75,
      );
    case 'construction-site':
      return insideCells(
        cells(cell => BUILDING_COMMUNITIES.has(cell.communityName)),
        random,
        0.8,
      );
    case 'square-park':
      return mixed(0.6, insideParks(context, random), insideCells(context.cells, random, 0.5), random);
    case 'public-toilet':
      return mixed(0.22, insideParks(context, random), besideRoads(roads('main', 'secondary'), random), random);
    case 'transfer-station':
    case 'sanitation-vehicle':
      return insideCells(
        cells(cell => distance(cell.label, [0, 0]) > 900),
        random,
        0.95,
      );
    default:
      return insideCells(context.cells, random, 0.7);
  }
}

/** Along the kerb, longer roads more often. */
function besideRoads(roads: readonly SitedRoad[], random: Random): () => Metres {
  const stretches = roads.flatMap(road =>
    road.line.slice(1).map((to, i) => ({ from: road.line[i]!, to, kerb: KERB_M[road.class] })),
  );
  const total = stretches.reduce((sum, { from, to }) => sum + distance(from, to), 0);
  return () => {
    let left = random.next() * total;
    const stretch = stretches.find(({ from, to }) => {
      left -= distance(from, to);
      return left <= 0;
    })!;
    const length = distance(stretch.from, stretch.to);
    const share = random.next();
    const side = (random.next() < 0.5 ? -1 : 1) * stretch.kerb;
    const dx = (stretch.to[0] - stretch.from[0]) / length;
    const dy = (stretch.to[1] - stretch.from[1]) / length;
    return [stretch.from[0] + dx * length * share - dy * side, stretch.from[1] + dy * length * share + dx * side];
  };
}

/** Somewhere in a cell: a share of the way from its middle to a corner, so that points gather inside. */
function insideCells(cells: readonly SitedCell[], random: Random, reach: number): () => Metres {
  return () => {
    const cell = random.pick(cells);
    const corner = random.pick(cell.ring);
    const share = reach * Math.sqrt(random.next());
    return [cell.label[0] + (corner[0] - cell.label[0]) * share, cell.label[1] + (corner[1] - cell.label[1]) * share];
  };
}

function insideParks({ parks, cells }: SitingContext, random: Random): () => Metres {
  const within = parks.filter(park => park.ring.some(corner => cells.some(cell => ringContains(cell.ring, corner))));
  return () => {
    const { ring } = random.pick(within);
    const [a, b] = [random.pick(ring), random.pick(ring)];
    const share = random.between(0.1, 0.9);
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  };
}

function nearStations({ stations, cells }: SitingContext, random: Random): () => Metres {
  const within = stations.filter(station => cells.some(cell => ringContains(cell.ring, station.at)));
  return () => {
    const station = random.pick(within);
    const angle = random.between(0, 2 * Math.PI);
    const walk = STATION_WALK_M * Math.sqrt(random.between(0.01, 1));
    return [station.at[0] + Math.cos(angle) * walk, station.at[1] + Math.sin(angle) * walk];
  };
}

const mixed =
  (shareOfFirst: number, first: () => Metres, second: () => Metres, random: Random): (() => Metres) =>
  () =>
    random.next() < shareOfFirst ? first() : second();

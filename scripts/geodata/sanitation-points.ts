/**
 * Places the sanitation-index points: each where such a venue would be, inside its grid, well apart from the others.
 * In: areas, laid roads, parks, stations. Out: points numbered XA-0001 on, in grid order.
 * Surprising rule: a point keeps clear of its grid's edge, so that rounding or a nudge never moves it to the neighbour.
 */
import { type LonLat, type SanitationPointFeature, VENUE_TYPES, type VenueType } from '../../geodata/profile-files.ts';
import type { Areas } from './areas.ts';
import { shortName } from './areas.ts';
import type { LaidRoad } from './lay-out-blocks.ts';
import { distance, distanceToLine, type Metres, ringContains, toLonLat, toMetres } from './plane.ts';
import { pointNamer } from './point-names.ts';
import { seededRandom } from './seeded-random.ts';
import { VENUE_PLANS } from './venue-plans.ts';
import type { SitedCell, SitingContext } from './venue-sites.ts';
import { venueSites } from './venue-sites.ts';

const SPACING_M = 36;
const EDGE_CLEARANCE_M = 4;
const MAX_TRIES = 40_000;

type Placed = { at: Metres; cell: SitedCell; venueType: VenueType; name: string };

export function sanitationPoints(
  areas: Areas,
  roads: readonly LaidRoad[],
  parks: readonly { name: string; ring: Metres[] }[],
  stations: readonly { name: string; at: LonLat }[],
): SanitationPointFeature[] {
  const communityNames = new Map(
    areas.communities.map(({ properties }) => [properties.code, shortName(properties.name)]),
  );
  const context: SitingContext = {
    cells: areas.grids.map(grid => ({
      code: grid.properties.code,
      community: grid.properties.community,
      communityName: communityNames.get(grid.properties.community)!,
      ring: grid.geometry.coordinates[0]!.slice(0, -1).map(toMetres),
      label: toMetres(grid.properties.labelAt),
    })),
    roads: roads.flatMap(({ plan, line }) => (plan.name ? [{ name: plan.name, class: plan.class, line }] : [])),
    parks,
    stations: stations.map(({ name, at }) => ({ name, at: toMetres(at) })),
  };
  const placed: Placed[] = [];
  const nameOf = pointNamer(context);
  for (const venueType of VENUE_TYPES) {
    placeVenue(venueType, context, placed, nameOf);
  }
  return placed.sort((p, q) => compare(p.cell.code, q.cell.code) || q.at[1] - p.at[1]).map(toFeature);
}

function placeVenue(
  venueType: VenueType,
  context: SitingContext,
  placed: Placed[],
  nameOf: ReturnType<typeof pointNamer>,
): void {
  const random = seededRandom(venueType);
  const nextSite = venueSites(venueType, context, random);
  let missing = VENUE_PLANS[venueType].count;
  for (let tries = 0; missing > 0; tries++) {
    if (tries > MAX_TRIES) throw new Error(`No room for the last ${missing} points of type ${venueType}.`);
    const at = nextSite();
    if (placed.some(other => distance(other.at, at) < SPACING_M)) continue;
    const cell = context.cells.find(({ ring }) => ringContains(ring, at));
    if (!cell || distanceToLine(at, [...cell.ring, cell.ring[0]!]) < EDGE_CLEARANCE_M) continue;
    placed.push({ at, cell, venueType, name: nameOf(venueType, at, cell, random) });
    missing -= 1;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toFeature({ at, cell, venueType, name }: Placed, i: number): SanitationPointFeature {
  return {
    type: 'Feature',
    properties: {
      code: `XA-${String(i + 1).padStart(4, '0')}` as SanitationPointFeature['properties']['code'],
      name,
      venueType,
      community: cell.community,
      grid: cell.code,
      responsibleRole: VENUE_PLANS[venueType].role,
    },
    geometry: { type: 'Point', coordinates: toLonLat(at) },
  };
}

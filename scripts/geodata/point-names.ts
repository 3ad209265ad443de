/**
 * Names a sanitation point after what is beside it: the nearest named road, the station in walking distance, the park it
 * lies in, and its community. In: venue type, place, cell. Out: a name used once only.
 * A second point with the same words gets 二号, 三号 …, as people number stalls and gates.
 */
import type { VenueType } from '../../geodata/profile-files.ts';
import { distance, distanceToLine, type Metres, ringContains } from './plane.ts';
import type { Random } from './seeded-random.ts';
import { VENUE_PLANS, WITH_PARK_NAMES } from './venue-plans.ts';
import type { SitedCell, SitingContext } from './venue-sites.ts';

const STATION_NAME_M = 420; // beyond this nobody says "at the station"
const NUMERALS = '一二三四五六七八九十';

export function pointNamer(context: SitingContext) {
  const used = new Map<string, number>();
  return (venueType: VenueType, at: Metres, cell: SitedCell, random: Random): string => {
    const words = random.pick(wordingFor(venueType, at, context));
    const name = words
      .replace('{road}', nearestBy(context.roads, road => distanceToLine(at, road.line)).name)
      .replace('{station}', nearestBy(context.stations, station => distance(at, station.at)).name)
      .replace('{park}', parkAt(context, at)?.name ?? '')
      .replace('{c}', cell.communityName);
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    return times === 1 ? name : `${name}${ordinal(times)}号`;
  };
}

function wordingFor(venueType: VenueType, at: Metres, context: SitingContext): readonly string[] {
  if (venueType === 'square-park' && parkAt(context, at)) return WITH_PARK_NAMES;
  if (venueType === 'public-toilet' && parkAt(context, at)) return ['{park}公厕'];
  const nearStation = context.stations.some(station => distance(at, station.at) < STATION_NAME_M);
  return VENUE_PLANS[venueType].names.filter(words => nearStation || !words.includes('{station}'));
}

const parkAt = ({ parks }: SitingContext, at: Metres) => parks.find(park => ringContains(park.ring, at));

function nearestBy<T extends object>(list: readonly T[], gap: (item: T) => number): T {
  let best: T = list[0]!;
  for (const item of list) if (gap(item) < gap(best)) best = item;
  return best;
}

/** Chinese numerals up to 99: 二, 十, 十二, 二十三. */
function ordinal(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const tensText = tens === 0 ? '' : tens === 1 ? '十' : `${NUMERALS[tens - 1]}十`;
  return `${tensText}${ones === 0 ? '' : NUMERALS[ones - 1]}`;
}

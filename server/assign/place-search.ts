/**
 * Place search: the places of a profile by a name or a part of one, however it is typed (spelled-name.ts).
 * In: a text. Out: the best matches: how well it fits, then the kind of place, then the nearer to the centre.
 */
import { distance } from '@turf/turf';
import type { LonLat } from '../contract/coordinates.ts';
import { type PlaceFound, placeKind } from '../contract/place-found.ts';
import type { NamedPlace } from './place-names.ts';
import { asTyped, type Fit, fitOf, type SpelledName, spell } from './spelled-name.ts';

export interface PlaceSearch {
  /** Best first. An empty or unknown text finds nothing; no text makes it throw. */
  find(text: string, limit: number): PlaceFound[];
}

interface Entry {
  place: PlaceFound;
  /** Its own name, then the others. */
  names: SpelledName[];
  code: string | null;
  kindOrder: number;
  fromCentreM: number;
}

const FIT_ORDER = { exact: 0, prefix: 1, initials: 2, substring: 3 } satisfies Record<Fit, number>;
const KIND_ORDER = new Map(placeKind.options.map((kind, i) => [kind, i]));
/** What people say or type between two names. */
const BETWEEN_NAMES = /[\s,，、/／与和×]+/u;
/** A letter or two begin hundreds of codes. */
const LEAST_CODE_LENGTH = 3;

export function createPlaceSearch(places: readonly NamedPlace[], centre: LonLat): PlaceSearch {
  const entries = places.map(
    ({ aliases, code, ...place }): Entry => ({
      place,
      names: [place.name, ...aliases].map(spell),
      code: code && asTyped(code),
      kindOrder: KIND_ORDER.get(place.kind)!,
      fromCentreM: distance([place.lon, place.lat], centre, { units: 'meters' }),
    }),
  );
  return {
    find(text, limit) {
      const typed = asTyped(text);
      if (typed === '') return [];
      const found = ranked(entries, entry => orderOf(entry, typed));
      if (found.length > 0) return found.slice(0, limit);
      // Two names in one go (新安一路 创业路) are looked for together when nothing bears the text as it stands.
      const terms = text.split(BETWEEN_NAMES).map(asTyped).filter(Boolean);
      if (terms.length < 2) return [];
      return ranked(entries, entry => orderOfAll(entry, terms)).slice(0, limit);
    },
  };
}

/** `order`: the smaller the better; null = does not fit. */
function ranked(entries: readonly Entry[], order: (entry: Entry) => number | null): PlaceFound[] {
  const fits: { entry: Entry; order: number }[] = [];
  for (const entry of entries) {
    const found = order(entry);
    if (found !== null) fits.push({ entry, order: found });
  }
  fits.sort(
    (a, b) =>
      a.order - b.order ||
      a.entry.kindOrder - b.entry.kindOrder ||
      a.entry.fromCentreM - b.entry.fromCentreM ||
      (a.entry.place.name < b.entry.place.name ? -1 : 1),
  );
  return fits.map(({ entry }) => entry.place);
}

function orderOf({ names, code }: Entry, typed: string): number | null {
  let best: number | null = null;
  for (const [i, name] of names.entries()) {
    const fit = fitOf(name, typed);
    if (fit === null) continue;
    // 新安公园 is the park first, and only then the station that is also called so.
    const order = FIT_ORDER[fit === 'exact' && i > 0 ? 'prefix' : fit];
    if (best === null || order < best) best = order;
  }
  if (best === null && code !== null && typed.length >= LEAST_CODE_LENGTH) {
    if (code === typed) return FIT_ORDER.exact;
    if (code.includes(typed)) return FIT_ORDER[code.startsWith(typed) ? 'prefix' : 'substring'];
  }
  return best;
}

/** Every term fits some name of the place; the worst of them counts. */
function orderOfAll(entry: Entry, terms: readonly string[]): number | null {
  let worst = 0;
  for (const term of terms) {
    const order = orderOf(entry, term);
    if (order === null) return null;
    worst = Math.max(worst, order);
  }
  return worst;
}

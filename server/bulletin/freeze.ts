/**
 * What a bulletin says: points with their numbers on the map, communities by the names and stations they have now. In: a round. Out: what
 * is frozen when it is issued [BU-6], and shown as a preview until then. Names are part of it: a community may be called otherwise later.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { BulletinParts } from './bulletin-parts.ts';
import type { Frozen } from './bulletin-repository.ts';

export async function freeze(
  db: Kysely<Tables>,
  { points, names, stationOf }: Pick<BulletinParts, 'points' | 'names' | 'stationOf'>,
  round: string,
  now: number,
): Promise<Frozen> {
  const { figures, communities, points: found } = await points.repeats(db, round, now);
  const concerned = new Set<string>(found.map(({ community }) => community));
  return {
    figures,
    communities: communities.map(({ community, zone, ...counted }) => ({
      ...{ community, name: names.community(community), zone, ...counted },
      organ: concerned.has(community) ? stationOf(community) : null,
    })),
    points: found.map((point, i) => ({
      ...{ no: i + 1, code: point.code, name: point.name, community: point.community, zone: point.zone },
      ...{ venueType: names.venueType(point.venueType), lon: point.lon, lat: point.lat },
      ...{ responsibleRole: point.responsibleRole, responsiblePerson: point.responsiblePerson },
      ...{ kind: point.kind, namedFor: point.namedFor },
      deductions: point.deductions.map(({ number, round: of, at, item, score, counted, repeat, photo }) => ({
        ...{ number, round: of, at, item, score, counted, repeat, photo },
      })),
    })),
  };
}

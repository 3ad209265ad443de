/**
 * The map of a bulletin [BU-8]: communities of the profile, those with points shaded, every point by its number. In: what is frozen. Out: the
 * PNG. It is drawn once, when the bulletin is issued, and kept with it: other boundaries later do not redraw it. Whoever finds none (the
 * server was stopped in between) draws it then.
 */

import type { Kysely } from 'kysely';
import type { ProfileData } from '../../geodata/load-profile.ts';
import { pageNotes } from '../document-files/page-notes.ts';
import { mapPicture } from '../picture/pictures.ts';
import type { Tables } from '../store/tables.ts';
import type { BulletinLife } from './bulletin-lifecycle.ts';
import { type Frozen, keepMap, readFrozen, readMap } from './bulletin-repository.ts';

const WIDTH_PX = 1400;

export interface BulletinMapParts {
  db: Kysely<Tables>;
  ground: Pick<ProfileData, 'communities' | 'roads' | 'settings'>;
}

/** Null = a draft. */
export async function bulletinMap(
  { db, ground }: BulletinMapParts,
  life: Pick<BulletinLife, 'id' | 'issued'>,
  isDemo: boolean,
): Promise<Buffer | null> {
  const kept = await readMap(db, life.id);
  if (kept) return kept;
  const frozen = await readFrozen(db, life.id);
  if (!frozen) return null;
  const { bytes } = await mapPicture(pictureOf(frozen, ground, isDemo));
  await keepMap(db, life, Buffer.from(bytes));
  // Of two that were drawn at once the first one stands.
  return readMap(db, life.id);
}

function pictureOf({ points }: Frozen, { communities, roads, settings }: BulletinMapParts['ground'], isDemo: boolean) {
  const concerned = new Set<string>(points.map(({ community }) => community));
  const has = (kind: 'repeat' | 'carried') => points.some(point => point.kind === kind);
  return {
    widthPx: WIDTH_PX,
    areas: communities.features.map(({ properties: { code, name, labelAt }, geometry }) => ({
      ...{ name, labelAt, marked: concerned.has(code) },
      rings: geometry.coordinates,
    })),
    roads: roads.features.map(({ geometry }) => geometry.coordinates),
    points: points.map(({ no, lon, lat, kind }) => ({ lon, lat, label: String(no), hollow: kind === 'carried' })),
    legend: { full: has('repeat') ? '重复扣分' : null, hollow: has('carried') ? '往期通报未销号' : null },
    notes: pageNotes(settings, isDemo),
  };
}

/**
 * Possible duplicates (demand 20): open incidents of the same category, nearer and younger than its row of the negative list says.
 * In: a place, the row, who looks. Out: the nearest ones with what tells whether it is the same matter: text, age, state, a photo.
 */
import type { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { possibleDuplicate } from '../contract/incident.ts';
import type { NegativeListItem } from '../contract/negative-list.ts';
import type { OpenIncidentIndex } from './duplicates-index.ts';
import { sightOf, viewIncident } from './incident-view.ts';

/** More than a person compares while somebody is on the phone. */
const MOST_SHOWN = 10;
const HOUR_MS = 3_600_000;

export type Row = Pick<NegativeListItem, 'id' | 'duplicateRadiusM' | 'duplicateWindowH'>;

export interface DuplicateQuery {
  row: Row;
  lonLat: LonLat;
  viewer: Pick<Viewer, 'role' | 'scope'>;
  now: number;
}

/** [I-125] [I-126] [I-127] */
export function possibleDuplicates(
  index: Pick<OpenIncidentIndex, 'near'>,
  { row, lonLat, viewer, now }: DuplicateQuery,
): z.infer<typeof possibleDuplicate>[] {
  const found: z.infer<typeof possibleDuplicate>[] = [];
  for (const { incident, distanceM } of index.near(row.id, lonLat, row.duplicateRadiusM)) {
    const ageMs = now - incident.receivedAt;
    if (ageMs > row.duplicateWindowH * HOUR_MS) continue;
    const view = viewIncident(incident, sightOf(viewer, incident.zone));
    if (!view) continue;
    const { id, text, state, evidence } = view;
    found.push({ id, text, state, distanceM: Math.round(distanceM), ageMs, evidence: evidence.slice(0, 1) });
    if (found.length === MOST_SHOWN) break;
  }
  return found;
}

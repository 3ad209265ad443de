/**
 * Open incidents that may be the same matter (demand 20): same category, near enough and young enough by the category's own row.
 * In: one incident, all open ones, the row. Out: the others, nearest first. Without a row nobody can say, so nothing is shown.
 */

import { metresBetween } from '../../geodata/metres-between.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';

const HOUR_MS = 3_600_000;

export interface SimilarIncident {
  record: IncidentRecord;
  distanceM: number;
}

export function similarIncidents(
  to: IncidentRecord,
  open: readonly IncidentRecord[],
  row: Pick<NegativeListItem, 'duplicateRadiusM' | 'duplicateWindowH'> | null,
): SimilarIncident[] {
  if (to.category === null || row === null) return [];
  const similar: SimilarIncident[] = [];
  for (const record of open) {
    if (record.id === to.id || record.category !== to.category) continue;
    if (Math.abs(record.reportedAt - to.reportedAt) > row.duplicateWindowH * HOUR_MS) continue;
    const distanceM = metresBetween(to.lon, to.lat, record.lon, record.lat);
    if (distanceM <= row.duplicateRadiusM) similar.push({ record, distanceM });
  }
  return similar.sort((a, b) => a.distanceM - b.distanceM);
}

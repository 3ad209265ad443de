/**
 * Numbers the grids of one community: west to east in rows, rows from north to south (unit grid code, 15 digits).
 * In: label points of the grids, [lon, lat]. Out: positions in the order of their sequence numbers.
 * Surprising rule: a row is a band of latitude 0.0018° (200 m, one block) deep, counted from the northernmost label point,
 * because no two blocks have exactly the same latitude.
 */
import type { LonLat } from './profile-files.ts';

const ROW_DEPTH_DEG = 0.0018;

export function readingOrder(labels: readonly LonLat[]): number[] {
  const north = Math.max(...labels.map(([, lat]) => lat));
  const row = (i: number) => Math.floor((north - labels[i]![1]) / ROW_DEPTH_DEG + 1e-9);
  return labels.map((_, i) => i).sort((p, q) => row(p) - row(q) || labels[p]![0] - labels[q]![0]);
}

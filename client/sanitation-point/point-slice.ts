/**
 * Scores of the sanitation points: only those that are not clean. Where the points are is geodata.
 * In: records from facts or a snapshot. Out: a new slice, or the same object when nothing changed.
 * A point that is missing here is clean: the server does not send clean ones (S0-33, S0-34).
 */
import type { PointCode } from '../../server/contract/ids.ts';
import type { PointRecord, PointState } from '../../server/contract/scoring-point.ts';

export interface PointSlice {
  byCode: ReadonlyMap<PointCode, PointRecord>;
}

export const noPoints: PointSlice = { byCode: new Map() };

export function pointsOf(records: readonly PointRecord[]): PointSlice {
  return { byCode: new Map(records.filter(record => record.state !== 'clean').map(record => [record.code, record])) };
}

export function withPoints(slice: PointSlice, records: readonly PointRecord[]): PointSlice {
  if (records.length === 0) return slice;
  const byCode = new Map(slice.byCode);
  for (const record of records) {
    if (record.state === 'clean') byCode.delete(record.code);
    else byCode.set(record.code, record);
  }
  return { byCode };
}

export function pointStateOf(slice: PointSlice, code: PointCode): PointState {
  return slice.byCode.get(code)?.state ?? 'clean';
}

/**
 * Takes one deduction of the sanitation index, as a fact with the point's record as it is then. Rules [SP-1] to [SP-7].
 * In: the parsed report. Out: whether its number was new; or a thrown refusal that names field and value.
 */
import { instantMs } from '../contract/coordinates.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { DeductionReport } from '../contract/scoring-point.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { Refused } from '../http/refused.ts';
import type { Cause, ChangeLog } from '../store/change-log.ts';
import { type Rounds, readPointRecord } from './point-records.ts';

export interface PointBookParts {
  changeLog: ChangeLog;
  /** Undefined = no such point. */
  zoneOfPoint(code: string): ZoneId | undefined;
  /** The rounds at an instant. */
  rounds(now: number): Rounds;
}

export async function recordDeduction(
  parts: PointBookParts,
  report: DeductionReport,
  cause: Cause,
  now: number,
): Promise<boolean> {
  const { number, point, round, item, score } = report;
  const zone = parts.zoneOfPoint(point);
  if (zone === undefined)
    throw new Refused(
      'not-found',
      { zh: `point：辖区没有测评点 ${point}`, en: `point: the profile has no scoring point ${point}` },
      { field: 'point' },
    );
  const at = instantMs(report.at);
  refuseOddTime('at', at, now);
  return parts.changeLog.commit(async (tx, log) => {
    const written = await tx
      .insertInto('deduction')
      .values({ number, point, round, at, item, score })
      .onConflict(conflict => conflict.column('number').doNothing())
      .returning('number')
      .executeTakeFirst();
    if (!written) return false;
    const record = await readPointRecord(tx, parts.rounds(now), point);
    const data = { point: record, item, score };
    await log.append({ kind: 'deduction-recorded', subject: point, zone, at: now, ...cause, data });
    return true;
  });
}

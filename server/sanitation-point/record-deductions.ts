/**
 * Takes deductions of the sanitation index. In: up to 1,000 unread items. Out: how many were new, how many were there before, which
 * were refused. Each new one is a fact with the point's record as it is then. Rules [SP-1] to [SP-7].
 */
import { instantMs } from '../contract/coordinates.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { RefusalCode } from '../contract/refusal.ts';
import { type DeductionReport, deductionReport } from '../contract/scoring-point.ts';
import { checkInput } from '../http/bad-input.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { type Language, Refused } from '../http/refused.ts';
import type { Cause, ChangeLog } from '../store/change-log.ts';
import { type Rounds, readPointRecord } from './point-records.ts';

export interface PointBookParts {
  changeLog: ChangeLog;
  /** Undefined = no such point. */
  zoneOfPoint(code: string): ZoneId | undefined;
  /** The rounds at an instant. */
  rounds(now: number): Rounds;
}

export interface DeductionsAnswer {
  accepted: number;
  unchanged: number;
  refused: { index: number; reason: RefusalCode; message: string }[];
}

export async function recordDeductions(
  parts: PointBookParts,
  items: readonly unknown[],
  cause: Cause,
  now: number,
  language: Language,
): Promise<DeductionsAnswer> {
  const answer: DeductionsAnswer = { accepted: 0, unchanged: 0, refused: [] };
  await Promise.all(
    items.map(async (item, index) => {
      try {
        if (await recordOne(parts, checkInput(deductionReport, item), cause, now)) answer.accepted++;
        else answer.unchanged++;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        answer.refused.push({ index, reason: error.code, message: error.sentence[language] });
      }
    }),
  );
  answer.refused.sort((a, b) => a.index - b.index);
  return answer;
}

/** Out: whether it was new. */
async function recordOne(parts: PointBookParts, report: DeductionReport, cause: Cause, now: number): Promise<boolean> {
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

/**
 * Finished cases of an earlier system, in batches. In: up to 1,000 unread items. Out: how many were new, how many were there before,
 * and which were refused and why. A bad item refuses itself only; a database that cannot write refuses the whole request.
 */
import { incidentImport } from '../contract/incident.ts';
import type { RefusalCode } from '../contract/refusal.ts';
import { checkInput } from '../http/bad-input.ts';
import { type Language, Refused } from '../http/refused.ts';
import type { Cause } from '../store/change-log.ts';
import type { IncidentDesk } from './take-report.ts';

export interface ImportAnswer {
  accepted: number;
  unchanged: number;
  refused: { index: number; reason: RefusalCode; message: string }[];
}

export async function importCases(
  desk: IncidentDesk,
  items: readonly unknown[],
  cause: Cause,
  now: number,
  language: Language,
): Promise<ImportAnswer> {
  const answer: ImportAnswer = { accepted: 0, unchanged: 0, refused: [] };
  await Promise.all(
    items.map(async (item, index) => {
      try {
        const isNew = await desk.import(checkInput(incidentImport, item), cause, now);
        if (isNew) answer.accepted++;
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

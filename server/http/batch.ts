/**
 * Many items in one request, each judged alone: a bad one refuses itself, a database that cannot write refuses the whole request.
 * In: unread items and what takes one of them. Out: how many were new, how many were there before, which were refused and why.
 */
import { z } from 'zod';
import { refusalCode } from '../contract/refusal.ts';
import { type Language, Refused } from './refused.ts';

export const batchAnswer = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ index: z.int(), reason: refusalCode, message: z.string() })),
});
export type BatchAnswer = z.infer<typeof batchAnswer>;

/** `take` says whether the item was new, or throws a refusal. All are under way at once, so that they share a commit. */
export async function takeEach(
  items: readonly unknown[],
  language: Language,
  take: (item: unknown) => Promise<boolean>,
): Promise<BatchAnswer> {
  const answer: BatchAnswer = { accepted: 0, unchanged: 0, refused: [] };
  await Promise.all(
    items.map(async (item, index) => {
      try {
        if (await take(item)) answer.accepted++;
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

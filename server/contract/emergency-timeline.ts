/**
 * The timeline of an emergency (过程记录): lines that are only ever added. Answer of `GET /api/v1/emergencies/:id/timeline`, oldest first;
 * `seq` is the number of the fact in the change log, `at` the server's time. What was wrong stays; a later line names it.
 */
import { z } from 'zod';
import { organId, seq, utcMs } from './ids.ts';

/** 指挥 报告 事件 告警 记事 更正. */
export const timelineType = z.enum(['command', 'report', 'incident', 'alarm', 'note', 'correction']);
export type TimelineType = z.infer<typeof timelineType>;

export const timelineEntry = z.object({
  seq,
  at: utcMs,
  type: timelineType,
  /** Name of the event, or what the server did by itself. */
  event: z.string(),
  /** Number of what it is about. */
  subject: z.string(),
  /** What happened, in the viewer's language; names nobody. */
  text: z.string(),
  /** What people call who did it; null = the server itself, or not for this viewer. */
  by: z.string().nullable(),
  onBehalfOf: organId.nullable(),
  /** The sentence that was written with it; null for walls. */
  note: z.string().nullable(),
  /** The line that this one corrects, and those that correct this one. */
  corrects: seq.nullable(),
  correctedBy: z.array(seq),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

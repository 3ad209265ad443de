/**
 * `workCalendar` of profile.json: office hours, and the days off and worked that the library of Chinese holidays does not know yet.
 * In: parsed JSON. Out: a typed record, or a zod error naming the field.
 */
import { z } from 'zod';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time like 08:00');

export const workCalendarSettings = z.object({
  /** In order, without overlap: `[{from: '08:00', to: '17:00'}]`, or two with a break between them. */
  officeHours: z
    .array(z.object({ from: timeOfDay, to: timeOfDay }))
    .min(1)
    .refine(periods => periods.every(({ from, to }, i) => from < to && (i === 0 || periods[i - 1]!.to <= from)), {
      error: 'periods must be in order, each ending after it begins',
    }),
  source: z.string().min(1),
  /** Of notices that are newer than the library; they win over it. */
  days: z
    .array(z.object({ date: z.iso.date(), works: z.boolean(), name: z.string().min(1) }))
    .refine(days => new Set(days.map(({ date }) => date)).size === days.length, { error: 'a date stands there twice' }),
  /** Up to here `days` is complete; null = what the library knows. */
  knownUntil: z.iso.date().nullable(),
});
export type WorkCalendarSettings = z.infer<typeof workCalendarSettings>;

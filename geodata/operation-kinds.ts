/**
 * Kinds of joint operations (联合行动) and how often each is due (domain §4).
 * In: `operationKinds` of profile.json. Out: typed kinds, or a fault naming the row.
 * Surprising rule: null is not set (未设定): no composition is judged, no due date is counted from an anchor that nobody has named.
 */
import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a kebab-case id');
const organ = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/**
 * `every` two weeks is 14 days from `anchor`, not half a month. `weekday` 1 = Monday; null = any day of the week counts.
 * `per`: one a zone, or one for the whole; null = the paper leaves it open, and nothing is counted as missed.
 */
const cadence = z.strictObject({
  every: z.enum(['week', 'two-weeks', 'month']),
  weekday: z.int().min(1).max(7).nullable(),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 08:00')
    .nullable(),
  anchor: z.iso.date().nullable(),
  per: z.enum(['zone', 'subdistrict']).nullable(),
  /** So many days before the last day of a period it is called to mind when nothing is planned; null = no reminder. */
  remindDaysBefore: z.int().min(0).max(31).nullable().default(null),
  source: z.string().min(1),
});

/** What of the muster is counted: the leader, posted organs that arrived, organs that arrived, teams of volunteers. */
const compositionRule = z.strictObject({
  id,
  name: z.string().min(1).max(20),
  counts: z.enum(['leader', 'posted-organs', 'organs', 'volunteer-teams']),
  atLeast: z.int().min(0).max(99),
});

export const operationKind = z.strictObject({
  id,
  name: z.string().min(1).max(20),
  /** Post of who leads it out; null = not set. */
  leaderPost: z.string().min(1).max(20).nullable(),
  /** Null = the paper names none; whoever plans chooses. */
  leadOrgan: organ.nullable(),
  assistingOrgans: z.array(organ),
  composition: z.array(compositionRule).min(1).nullable(),
  /** Organs agree (会签) before it is issued. */
  countersigned: z.boolean(),
  cadence: cadence.nullable(),
  source: z.string().min(1),
});
export type OperationKind = z.infer<typeof operationKind>;

/** What the shape cannot say; one line a fault. */
export function operationKindFaults(kinds: readonly OperationKind[], isOrgan: (id: string) => boolean): string[] {
  const seen = new Set<string>();
  return kinds.flatMap(({ id, leadOrgan, assistingOrgans, cadence: due }) => {
    const at = `profile.json: operationKinds: ${id}:`;
    const faults: string[] = [];
    if (seen.has(id)) faults.push(`${at} stands there twice`);
    seen.add(id);
    for (const one of [leadOrgan, ...assistingOrgans])
      if (one !== null && !isOrgan(one)) faults.push(`${at} unknown organ ${one}`);
    if (leadOrgan !== null && assistingOrgans.includes(leadOrgan)) faults.push(`${at} ${leadOrgan} leads and assists`);
    if (due?.at && due.weekday === null) faults.push(`${at} a time of day needs its weekday`);
    return faults;
  });
}

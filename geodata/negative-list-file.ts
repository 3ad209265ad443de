/**
 * negative-list.json: what is forbidden or must be put right, and who looks for it, urges, revisits and punishes (S0-70).
 * In: parsed JSON. Out: typed rows, or a zod error naming the field; `negativeListFaults` adds what the shape cannot say.
 * Surprising rule: null means that the paper does not say, 未设定; it is never filled with a guess.
 */
import { z } from 'zod';
import { type OrgansFile, organId } from './organs-file.ts';
import { CATEGORY_GROUPS, GRADES } from './profile-settings.ts';

const duty = z
  .array(z.strictObject({ organ: organId, via: organId.nullable() }))
  .max(12)
  .nullable();

const item = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a kebab-case id')
    .brand<'CategoryId'>(),
  number: z.int().min(1),
  businessClass: z.string().min(1).max(40),
  subClass: z.string().min(1).max(60),
  name: z.string().min(1).max(40),
  shortName: z.string().min(1).max(7).nullable(), // for lists and labels
  text: z.string().min(1).max(1000).nullable(),
  patrol: duty,
  urge: duty,
  revisit: duty,
  punish: duty,
  code: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(), // national class code, GB/T 47678.5-2026
  group: z.enum(CATEGORY_GROUPS),
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable(),
  grade: z.enum(GRADES).nullable(),
  duplicateRadiusM: z.number().positive().max(2000),
  duplicateWindowH: z.number().positive().max(720),
  source: z.string().min(1).max(80), // the rule or standard that names this matter
});

export const negativeListFile = z.strictObject({
  status: z.enum(['draft', 'in-force']),
  effectiveFrom: z.iso.date(), // midnight in the profile's time zone
  source: z.string().min(1),
  items: z.array(item).min(1),
});
export type NegativeListFile = z.infer<typeof negativeListFile>;

const DUTIES = ['patrol', 'urge', 'revisit', 'punish'] as const;

/** One line a fault, naming the row: ids, numbers and national codes given twice, organs that do not exist. */
export function negativeListFaults({ items }: NegativeListFile, { organs }: OrgansFile): string[] {
  const faults: string[] = [];
  const tiers = new Map<string, string>(organs.map(({ id, tier }) => [id, tier]));
  const seen = new Set<string>();
  items.forEach((row, i) => {
    const report = (reason: string) => faults.push(`negative-list.json: items[${i}] (${row.id}): ${reason}`);
    const { id, number, code } = row;
    for (const [what, value] of Object.entries({ id, number, code })) {
      if (value === null) continue;
      if (seen.has(`${what} ${value}`)) report(`${what} ${value} stands there twice`);
      seen.add(`${what} ${value}`);
    }
    for (const duty of DUTIES) {
      for (const { organ, via } of row[duty] ?? []) {
        if (!tiers.has(organ)) report(`${duty}: unknown organ ${organ}`);
        if (via !== null && !tiers.has(via)) report(`${duty}: unknown via ${via}`);
        else if (via !== null && tiers.get(via) !== 'street') report(`${duty}: via ${via} is no street office`);
      }
    }
  });
  return faults;
}

/**
 * How a subdistrict counts its sanitation index (`sanitationIndex` of profile.json): rounds, deduction items, grades, what a repeat is.
 * In: parsed JSON. Out: typed rules, or a fault. Label, cadence and bands differ by city and year (geodata.md §5), so all is data.
 * Surprising rule: every null is 未设定 and stays so: no round length = no rounds, no score = points have none, no items = free text.
 */
import { z } from 'zod';
import { VENUE_TYPES } from './profile-files.ts';

const source = z.string().min(1); // where it stands; 产品默认 when it is ours
const points = z.number().gt(0).max(100);

export const sanitationIndexSettings = z.strictObject({
  name: z.string().min(1).max(20), // 环卫指数, 市容环境综合指数 …
  /** Length of a round. */
  round: z.strictObject({ length: z.enum(['month', 'quarter']), source }).nullable(),
  venueTypes: z
    .array(z.strictObject({ id: z.enum(VENUE_TYPES), name: z.string().min(1).max(12) }))
    .length(VENUE_TYPES.length),
  /** 扣分项; null = any text, and the points that stand beside it. */
  items: z
    .strictObject({ list: z.array(z.strictObject({ name: z.string().min(1).max(60), points })).min(1), source })
    .nullable(),
  /** A round is `full` less its deductions, not below 0; `cap`: at most this much is taken off in a round, null = no cap. */
  score: z.strictObject({ full: points, cap: points.nullable(), source }).nullable(),
  /** Best first; a grade begins at `from`, the last one at 0. */
  grades: z
    .strictObject({
      bands: z.array(z.strictObject({ name: z.string().min(1).max(6), from: z.number().min(0).max(100) })).min(1),
      provisional: z.boolean(),
      source,
    })
    .nullable(),
  /** Deducted again at the same point (or for the same item there) within that many of its assessed rounds; `factor` null = counts once. */
  repeat: z
    .strictObject({
      same: z.enum(['point', 'item']),
      windowRounds: z.int().min(1).max(24),
      factor: z.number().min(1).max(10).nullable(),
      source,
    })
    .nullable(),
  /** Organ that brings the rounds and issues the bulletin (S0-34: 城管办); null = nobody but the administrator. */
  office: z.strictObject({ organ: z.string().min(1), source }).nullable(),
  /** Day of the following month by which the bulletin is due (C24); null = 未设定: by the end of that month. */
  bulletin: z
    .strictObject({ dueDayOfMonth: z.int().min(1).max(28), source })
    .nullable()
    .default(null),
});
export type SanitationIndexSettings = z.infer<typeof sanitationIndexSettings>;

/** What the shape cannot say; null = nothing is wrong. */
export function sanitationIndexFault(rules: SanitationIndexSettings, isOrgan: (id: string) => boolean): string | null {
  const { venueTypes, items, score, grades, office } = rules;
  const doubled = firstDoubled(venueTypes.map(({ id }) => id)) ?? firstDoubled(venueTypes.map(({ name }) => name));
  if (doubled !== undefined) return `venueTypes: ${doubled} stands there twice`;
  const item = firstDoubled(items?.list.map(({ name }) => name) ?? []);
  if (item !== undefined) return `items: ${item} stands there twice`;
  if (score !== null && score.cap !== null && score.cap > score.full)
    return `score: cap ${score.cap} is more than full ${score.full}`;
  const bands = grades?.bands ?? [];
  const grade = firstDoubled(bands.map(({ name }) => name));
  if (grade !== undefined) return `grades: ${grade} stands there twice`;
  for (const [i, { name, from }] of bands.entries()) {
    const better = bands[i - 1];
    if (better && from >= better.from) return `grades: ${name} from ${from} does not lie below ${better.name}`;
  }
  if (bands.length > 0 && bands.at(-1)!.from !== 0)
    return `grades: the last one, ${bands.at(-1)!.name}, must begin at 0`;
  if (office !== null && !isOrgan(office.organ)) return `office: there is no organ ${office.organ} in organs.json`;
  return null;
}

function firstDoubled(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) !== i);
}

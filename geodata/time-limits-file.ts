/**
 * time-limits.json: the limits a jurisdiction's papers give (时限), one row a rule. Null in a condition = any.
 * In: parsed JSON. Out: typed rows, or a zod error naming the field; `timeLimitFaults` adds what the shape cannot say.
 * Surprising rule: a step without a row has no limit, 未设定. Departments file theirs at run time; they do not stand here.
 */
import { z } from 'zod';
import type { NegativeListFile } from './negative-list-file.ts';
import type { OrgansFile } from './organs-file.ts';
import { GRADES, type ProfileSettings } from './profile-settings.ts';

const STEPS = [
  'accept',
  'dispatch',
  'handle',
  'rectify',
  'revisit',
  'evaluate',
  'transfer',
  'feed-back',
  'escalate',
  'intervene',
  'promise',
  'supervise',
  'first-report',
  'phone-report',
  'written-report',
] as const;

const amount = z.number().positive().max(10_000).nullable();

const timeLimit = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a kebab-case id'),
  step: z.enum(STEPS),
  grade: z.enum(GRADES).nullable(),
  category: z.string().nullable(),
  organ: z.string().nullable(),
  channel: z.string().nullable(),
  unit: z.enum(['minutes', 'working-hours', 'working-days', 'same-day']),
  amount, // ceiling; null for same-day
  target: amount, // softer figure below the ceiling
  anchor: z.enum(['happened', 'reported', 'accepted', 'ordered']),
  filingNumber: z.string().trim().min(1).max(60).nullable(), // null = 未备案
  source: z.string().trim().min(1).max(120),
  validFrom: z.iso.date().nullable(), // first day; null = the paper names none, it holds from ever
});
export type TimeLimit = z.infer<typeof timeLimit>;

export const timeLimitsFile = z.strictObject({ limits: z.array(timeLimit) });
export type TimeLimitsFile = z.infer<typeof timeLimitsFile>;

/** Ids given out at run time begin like this. */
export const FILED_ID_PREFIX = 'filed-';

interface Known {
  organs: OrgansFile;
  negativeList: NegativeListFile;
  settings: ProfileSettings;
}

/** One line a fault, naming the row: ids given twice, conditions that nothing meets, figures that contradict. */
export function timeLimitFaults({ limits }: TimeLimitsFile, { organs, negativeList, settings }: Known): string[] {
  const idsOf = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
  const known = {
    category: idsOf(negativeList.items),
    organ: idsOf(organs.organs),
    channel: idsOf(settings.channels),
  };
  const faults: string[] = [];
  const seen = new Set<string>();
  const rowOfKey = new Map<string, string>();
  limits.forEach((limit, i) => {
    const report = (reason: string) => faults.push(`time-limits.json: limits[${i}] (${limit.id}): ${reason}`);
    if (seen.has(limit.id)) report('stands there twice');
    seen.add(limit.id);
    if (limit.id.startsWith(FILED_ID_PREFIX)) report(`ids that begin with ${FILED_ID_PREFIX} are given by the server`);
    for (const condition of ['category', 'organ', 'channel'] as const) {
      const value = limit[condition];
      if (value !== null && !known[condition].has(value)) report(`unknown ${condition} ${value}`);
    }
    const figure = figureFault(limit);
    if (figure) report(`${figure.field}: ${figure.en}`);
    const key = `${limitKey(limit)} ${limit.validFrom}`;
    const before = rowOfKey.get(key);
    if (before !== undefined) report(`speaks of the same matters from the same day as ${before}`);
    rowOfKey.set(key, limit.id);
  });
  return faults;
}

type Conditions = Pick<TimeLimit, 'step' | 'grade' | 'category' | 'organ' | 'channel'>;

/** Rows of the same key speak of the same matters; the newer one supersedes the older. */
export function limitKey({ step, grade, category, organ, channel }: Conditions): string {
  return JSON.stringify([step, grade, category, organ, channel]);
}

type Figure = Pick<TimeLimit, 'step' | 'unit' | 'amount' | 'target' | 'anchor'>;

/** What is wrong with unit, amount, target and anchor taken together; null = nothing. */
export function figureFault(limit: Figure): { field: keyof Figure; zh: string; en: string } | null {
  const { step, unit, amount, target, anchor } = limit;
  if (unit === 'same-day') {
    if (amount !== null) return { field: 'amount', zh: '当日时限没有数值', en: 'same-day has no amount' };
    if (target !== null) return { field: 'target', zh: '当日时限没有数值', en: 'same-day has no target' };
  } else if (amount === null) return { field: 'amount', zh: '缺少数值', en: 'an amount is missing' };
  else if (target !== null && target >= amount)
    return { field: 'target', zh: `应小于 ${amount}`, en: `must be less than ${amount}` };
  if (unit === 'working-days')
    for (const [field, value] of [['amount', amount] as const, ['target', target] as const])
      if (value !== null && !Number.isInteger(value))
        return { field, zh: '工作日应为整数', en: 'working days are whole numbers' };
  if (anchor === 'accepted' && BEFORE_ACCEPTANCE.has(step))
    return { field: 'anchor', zh: `${step} 先于受理`, en: `${step} comes before acceptance` };
  if (anchor === 'ordered' && BEFORE_ORDERS.has(step))
    return { field: 'anchor', zh: `${step} 先于交办`, en: `${step} comes before any order` };
  return null;
}

const BEFORE_ACCEPTANCE: ReadonlySet<string> = new Set([
  'accept',
  'intervene',
  'first-report',
  'phone-report',
  'written-report',
]);
const BEFORE_ORDERS: ReadonlySet<string> = new Set([...BEFORE_ACCEPTANCE, 'dispatch']);

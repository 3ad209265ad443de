/**
 * What a jurisdiction says of emergencies (突发事件): natures, clocks of reports, plans of levels.
 * In: `emergency` of profile.json. Out: typed rows, or a fault naming the row.
 * Surprising rule: no row is 未设定: no clock runs and no checklist is shown. A plan that no paper has is marked as demonstration and
 * used by a demonstration only.
 */
import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a kebab-case id');
const name = z.string().min(1).max(20);
const source = z.string().min(1);
const level = z.int().min(1).max(4);

/** `categories`: of the negative list; an incident of such a category has this nature until somebody judges otherwise. */
const nature = z.strictObject({ id, name, categories: z.array(id).default([]), source });

/**
 * `levels` and `natures` null = any. Of the rows of a step that fit, the one that names more holds, then the first. `follow-up` counts
 * from the last report that was sent, the others from when it happened. `productDefault`: no paper of this jurisdiction says so.
 */
const reportClockRule = z.strictObject({
  id,
  step: z.enum(['first-report', 'phone-report', 'written-report', 'follow-up']),
  name,
  levels: z.array(level).min(1).nullable(),
  natures: z.array(id).min(1).nullable(),
  minutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60),
  warnMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
  means: z.enum(['any', 'phone', 'written']),
  to: name.nullable(),
  productDefault: z.boolean(),
  source,
});
export type ReportClockRule = z.infer<typeof reportClockRule>;

/** Checklist of the plan of a level; `level` null = 未定. */
const plan = z.strictObject({
  id,
  name: z.string().min(1).max(40),
  level: level.nullable(),
  natures: z.array(id).min(1).nullable(),
  items: z.array(z.strictObject({ id, text: z.string().min(1).max(80) })).min(1),
  demonstration: z.boolean(),
  source,
});
export type EmergencyPlanRule = z.infer<typeof plan>;

/** A hazard and the colours its warnings have, the weakest first. */
const hazard = z.strictObject({
  id,
  name,
  colours: z.array(z.enum(['white', 'blue', 'yellow', 'orange', 'red'])).min(1),
  source,
});

/** Major actions: `leaderPost` leads those of that level; of what is `unannounced` no wall tells. */
const actions = z.strictObject({
  kinds: z.array(z.strictObject({ id, name, unannounced: z.boolean() })).min(1),
  levels: z.array(z.strictObject({ id, name, leaderPost: name, source })).min(1),
});

export const emergencySettings = z.strictObject({
  natures: z.array(nature).min(1),
  /** Without a row of `follow-up` the interval of follow-up reports (续报) is 未设定. */
  reportClocks: z.array(reportClockRule),
  plans: z.array(plan),
  hazards: z.array(hazard),
  actions: actions.nullable(),
});
export type EmergencySettings = z.infer<typeof emergencySettings>;

/** What the shape cannot say; one line a fault. */
export function emergencyFaults(settings: EmergencySettings, isCategory: (id: string) => boolean): string[] {
  const faults: string[] = [];
  const natures = new Set(settings.natures.map(({ id }) => id));
  const taken = new Map<string, string>();
  for (const list of ['natures', 'reportClocks', 'plans', 'hazards'] as const) {
    const seen = new Set<string>();
    for (const row of settings[list]) {
      if (seen.has(row.id)) faults.push(`profile.json: emergency.${list}: ${row.id}: stands there twice`);
      seen.add(row.id);
    }
  }
  for (const { id: nature, categories } of settings.natures)
    for (const category of categories) {
      const at = `profile.json: emergency.natures: ${nature}:`;
      if (!isCategory(category)) faults.push(`${at} unknown category ${category}`);
      if (taken.has(category)) faults.push(`${at} category ${category} is already of ${taken.get(category)}`);
      taken.set(category, nature);
    }
  for (const list of ['reportClocks', 'plans'] as const)
    for (const { id: row, natures: named } of settings[list])
      for (const one of named ?? [])
        if (!natures.has(one)) faults.push(`profile.json: emergency.${list}: ${row}: unknown nature ${one}`);
  for (const { id: row, minutes, warnMinutes } of settings.reportClocks)
    if (warnMinutes >= minutes)
      faults.push(
        `profile.json: emergency.reportClocks: ${row}: warned ${warnMinutes} min before ${minutes} min are over`,
      );
  return faults;
}

/** The checklist of the plan of a level (S4-27). Rules [EM-9], [EM-10]. In: the rows of the profile, the record. Out: the plan, ticks kept; null = 未设定. */
import type { EmergencyPlanRule } from '../../geodata/emergency-settings.ts';
import type { EmergencyPlan, EmergencyRecord } from '../contract/emergency.ts';

export function planFor(
  plans: readonly EmergencyPlanRule[],
  { nature, level, plan: before }: Pick<EmergencyRecord, 'nature' | 'level' | 'plan'>,
): EmergencyPlan | null {
  const fits = plans.filter(
    plan =>
      (plan.level === null || plan.level === level) &&
      (plan.natures === null || (nature !== null && plan.natures.includes(nature))),
  );
  const rule = fits.toSorted((a, b) => special(b) - special(a))[0];
  if (!rule) return null;
  const { id, name, source, demonstration } = rule;
  const items = rule.items.map(item => {
    const done = before?.items.find(one => one.id === item.id);
    return { ...item, doneAt: done?.doneAt ?? null, doneBy: done?.doneBy ?? null };
  });
  return { id, name, source, demonstration, items };
}

const special = ({ level, natures }: EmergencyPlanRule) => (level === null ? 0 : 1) + (natures === null ? 0 : 1);

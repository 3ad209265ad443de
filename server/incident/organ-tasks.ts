/** The organs' parts in an incident (分拨): making them, and who leads. The lead's stands first. */

import type { OrganId, UnitId } from '../contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../contract/incident.ts';
import { type Objection, objection } from '../http/objection.ts';
import { knownOrgan } from './objections.ts';
import type { Situation } from './situation.ts';

interface OrganWithUnit {
  organ: OrganId;
  unit?: UnitId | null | undefined;
}

export function aTask(
  { organ, unit }: OrganWithUnit,
  lead: boolean,
  { context, now }: Pick<Situation, 'context' | 'now'>,
): OrganTask {
  const via = context.organs.via(organ);
  const nothingYet = { acknowledgedAt: null, arrivedAt: null, seenAt: null };
  return { organ, via, lead, unit: unit ?? null, assignedAt: now, ...nothingYet };
}

/** Every organ known and named once, every unit registered. Out: with concrete organs, in the given order. */
export function knownOrgans(named: readonly OrganWithUnit[], situation: Situation): OrganWithUnit[] | Objection {
  const known: OrganWithUnit[] = [];
  for (const [i, { organ, unit }] of named.entries()) {
    const concrete = knownOrgan(organ, situation, `organs[${i}].organ`);
    if (typeof concrete !== 'string') return concrete;
    if (known.some(one => one.organ === concrete))
      return objection(
        'bad-input',
        `organs[${i}].organ：${concrete} 重复`,
        `organs[${i}].organ: ${concrete} is named twice`,
        `organs[${i}].organ`,
      );
    const stranger = unknownUnit(unit, situation, `organs[${i}].unit`);
    if (stranger) return stranger;
    known.push({ organ: concrete, unit });
  }
  return known;
}

export function unknownUnit(
  unit: UnitId | null | undefined,
  { context }: Pick<Situation, 'context'>,
  field: string,
): Objection | null {
  if (unit === undefined || unit === null || context.unit(unit)) return null;
  return objection('unknown-unit', `${field}：没有登记 ${unit}`, `${field}: ${unit} is not registered`, field);
}

/** `lead` first, be it among the others or not. */
export function tasksLedBy(
  lead: OrganId,
  organs: readonly OrganWithUnit[],
  situation: Pick<Situation, 'context' | 'now'>,
): OrganTask[] {
  const leading = organs.find(({ organ }) => organ === lead) ?? { organ: lead };
  const assisting = organs.filter(({ organ }) => organ !== lead);
  return [aTask(leading, true, situation), ...assisting.map(one => aTask(one, false, situation))];
}

/** [I-35] [I-44] The competent organ above takes the lead; those below stay to be told the result. */
export function handedUp(record: IncidentRecord, to: OrganId, situation: Situation): OrganTask[] {
  const below = record.tasks.filter(({ organ }) => organ !== to).map(task => ({ ...task, lead: false }));
  return [aTask({ organ: to }, true, situation), ...below];
}

/** [I-45] What was handed up comes back: whoever led before leads again, the competent organ stays in the list. */
export function handedBack({ tasks }: IncidentRecord): OrganTask[] {
  const [above, ...below] = tasks;
  if (above === undefined) return [];
  return [...below.map((task, i) => ({ ...task, lead: i === 0 })), { ...above, lead: false }];
}

export function leadOf({ tasks }: Pick<IncidentRecord, 'tasks'>): OrganId | null {
  return tasks.find(({ lead }) => lead)?.organ ?? null;
}

/** For whom something is done: leaders and chiefs act as persons, and then it is the control centre that holds it. */
export function actingOrgan({ actor, context }: Pick<Situation, 'actor' | 'context'>): OrganId {
  return actor.organ === null || actor.organ === 'to-be-named' ? context.organs.controlCentre : actor.organ;
}

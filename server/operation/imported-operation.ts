/**
 * An operation that is over, as an earlier system knew it, in the shape of ours (已收队). In: what was brought, the jurisdiction, the time.
 * Out: the record, or an objection that names field and value. Rules [O-50] to [O-52]. It is judged like any plan: what the profile does
 * not know (kind, zone, organ, unit) is refused, not guessed. The surprise: reasons that a living operation owes for unmet composition or
 * stops that were left out are not owed here; nobody can give them any more.
 */
import { instantMs } from '../contract/coordinates.ts';
import type { OperationId } from '../contract/ids.ts';
import type { OperationRecord, OperationStop } from '../contract/operation.ts';
import type { OperationImport } from '../contract/operation-import.ts';
import { isObjection, type Objection, objection } from '../http/objection.ts';
import { applyPlan } from './apply-plan.ts';
import { compositionOf } from './composition.ts';
import { drafted } from './new-operation.ts';
import { unknownPart } from './objections.ts';
import type { OperationContext } from './situation.ts';
import { counted } from './stop-progress.ts';

export function importedOperation(
  item: OperationImport,
  createdBy: string,
  context: OperationContext,
  now: number,
): OperationRecord | Objection {
  const [startedAt, finishedAt] = [instantMs(item.startedAt), instantMs(item.finishedAt)];
  const planned = applyPlan(item.plan, null, context, now);
  if (isObjection(planned)) return planned;
  const fault = timesFault(item, startedAt, finishedAt, now) ?? partFault(item, planned);
  if (fault) return fault;
  const draft = drafted(item.number as OperationId, planned, { createdBy, copiedFrom: null }, context, now);
  const done: OperationRecord = {
    ...{ ...draft, state: 'finished', stateSince: finishedAt, startedAt, finishedAt, imported: true },
    calls: callsOf(item, draft, startedAt),
    checklist: draft.checklist.map(one =>
      item.checked.includes(one.id) ? { ...one, doneAt: startedAt, doneBy: createdBy } : one,
    ),
    squads: draft.squads.map(squad => ({
      ...squad,
      members: squad.members.map(member => ({
        ...member,
        absent: item.absent.some(one => one.squad === squad.id && one.member === member.name),
      })),
      stops: squad.stops.map(stop => visited(stop, item, finishedAt)),
    })),
  };
  const composition = compositionOf(done, context.kind(done.kind), context.organs);
  const isMet = composition?.every(({ met }) => met) ?? true;
  return counted({ ...done, composition, compositionReason: isMet ? null : (item.reason ?? null) }, now);
}

/** Every organ of the plan was called by it; who came counts from when it came. */
function callsOf(
  { arrivals }: OperationImport,
  { calls }: OperationRecord,
  calledAt: number,
): OperationRecord['calls'] {
  return calls.map(call => {
    const arrival = arrivals.find(({ organ }) => organ === call.organ);
    const arrivedAt = arrival ? instantMs(arrival.at) : null;
    return {
      ...{ ...call, calledAt: Math.min(calledAt, arrivedAt ?? calledAt), arrivedAt },
      persons: arrival?.persons ?? null,
    };
  });
}

function visited(stop: OperationStop, { stops }: OperationImport, finishedAt: number): OperationStop {
  const told = stops.find(one => one.stop === stop.id);
  if (!told) return stop;
  if ('skipReason' in told) return { ...stop, state: 'skipped', skipReason: told.skipReason };
  const arrivedAt = instantMs(told.arrivedAt);
  const leftAt = told.leftAt === undefined ? finishedAt : instantMs(told.leftAt);
  return { ...stop, state: 'left', arrivedAt, arrivedBy: 'hand', leftAt };
}

/** [O-51] */
function timesFault(item: OperationImport, startedAt: number, finishedAt: number, now: number): Objection | null {
  if (finishedAt > now)
    return bad('finishedAt', '只导入已结束的行动', 'only what is over is imported', item.finishedAt);
  if (startedAt >= finishedAt)
    return bad('startedAt', '开始应早于收队', 'it must start before it finished', item.startedAt);
  for (const [i, told] of item.stops.entries()) {
    if ('skipReason' in told) continue;
    const arrivedAt = instantMs(told.arrivedAt);
    const leftAt = told.leftAt === undefined ? finishedAt : instantMs(told.leftAt);
    if (arrivedAt < startedAt || arrivedAt > leftAt || leftAt > finishedAt)
      return bad(`stops[${i}]`, '到点、离点应在行动期间内', 'a visit lies within the operation', told.arrivedAt);
  }
  const late = item.arrivals.findIndex(({ at }) => instantMs(at) > finishedAt);
  if (late >= 0)
    return bad(`arrivals[${late}].at`, '报到晚于收队', 'the arrival is after the end', item.arrivals[late]?.at ?? '');
  return null;
}

/** What the day tells of must be in the plan. */
function partFault(
  { stops, absent, checked, arrivals }: OperationImport,
  planned: Pick<OperationRecord, 'squads' | 'checklist' | 'calls'>,
): Objection | null {
  const known = new Set(planned.squads.flatMap(squad => squad.stops.map(({ id }) => id)));
  const stop = stops.find(one => !known.has(one.stop));
  if (stop) return unknownPart('stops', '点位', stop.stop);
  for (const { squad, member } of absent)
    if (!planned.squads.some(one => one.id === squad && one.members.some(({ name }) => name === member)))
      return unknownPart('absent', '成员', member);
  const item = checked.find(id => !planned.checklist.some(one => one.id === id));
  if (item !== undefined) return unknownPart('checked', '清单项', item);
  const organ = arrivals.find(one => !planned.calls.some(call => call.organ === one.organ));
  return organ ? unknownPart('arrivals', '部门', organ.organ) : null;
}

function bad(field: string, zh: string, en: string, value: string | number): Objection {
  return objection('bad-input', `${field}：${zh}，收到 ${value}`, `${field}: ${en}, received ${value}`, field);
}

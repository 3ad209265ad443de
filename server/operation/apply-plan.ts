/**
 * Puts a plan into a record. In: what people wrote, the record as it was (an edit), the jurisdiction. Out: the parts of the record that
 * a plan decides, or an objection that names field and value. Rules [O-10], [O-11], [O-15]. What the day has already written on stops,
 * members, calls and checklist stays.
 */
import { type Crs, instantMs } from '../contract/coordinates.ts';
import type { OrganId, ZoneId } from '../contract/ids.ts';
import type {
  OperationPlan,
  OperationRecord,
  OperationSquad,
  OperationStop,
  OrganCall,
  PlannedSquad,
} from '../contract/operation.ts';
import { type Objection, objection } from '../http/objection.ts';
import { unknownOrgan } from './objections.ts';
import type { OperationContext } from './situation.ts';

type Planned = Pick<
  OperationRecord,
  | 'kind'
  | 'title'
  | 'zone'
  | 'origin'
  | 'cadence'
  | 'period'
  | 'startsAt'
  | 'endsAt'
  | 'leaderPost'
  | 'leadOrgan'
  | 'assistingOrgans'
  | 'volunteerTeams'
  | 'purpose'
  | 'legalBasis'
  | 'muster'
  | 'area'
  | 'targets'
  | 'checklist'
  | 'squads'
  | 'calls'
  | 'whistle'
>;

const LONGEST_MS = 7 * 86_400_000;

export function applyPlan(
  plan: OperationPlan,
  before: OperationRecord | null,
  context: OperationContext,
  now: number,
): Planned | Objection {
  const fault = faultOf(plan, context);
  if (fault) return fault;
  const crs = plan.crs ?? 'WGS84';
  const spot = (lon: number, lat: number) => context.place(lon, lat, crs);
  const { zone, period, cadence, leaderPost, leadOrgan, assistingOrgans, volunteerTeams, purpose, legalBasis } = plan;
  return {
    ...{ kind: plan.kind, title: plan.title, zone: zone as ZoneId | null, origin: plan.origin, cadence, period },
    ...{ startsAt: instantMs(plan.startsAt), endsAt: instantMs(plan.endsAt) },
    ...{ leaderPost, leadOrgan, assistingOrgans, volunteerTeams, purpose, legalBasis },
    muster: plan.muster && {
      name: plan.muster.name,
      ...lonLatOf(spot(plan.muster.lon, plan.muster.lat)),
      at: instantMs(plan.muster.at),
    },
    area: plan.area === null ? null : plan.area.map(([lon, lat]) => spot(lon, lat).lonLat),
    targets: plan.targets.map(target => {
      const at = spot(target.lon, target.lat);
      const { grid, community } = at;
      return { ...target, ...lonLatOf(at), grid, community, evidence: target.evidence ?? null };
    }),
    checklist: plan.checklist.map(item => {
      const known = before?.checklist.find(({ id }) => id === item.id);
      return { ...item, doneAt: known?.doneAt ?? null, doneBy: known?.doneBy ?? null };
    }),
    squads: plan.squads.map(squad => squadOf(squad, before, context, crs)),
    calls: callsOf(leadOrgan, assistingOrgans, before),
    whistle: plan.whistle && { ...plan.whistle, at: before?.whistle?.at ?? now },
  };
}

const lonLatOf = ({ lonLat: [lon, lat] }: { lonLat: readonly [number, number] }) => ({ lon, lat });

/** Each organ of the plan has its line; whoever was called or came stays, also when the plan does not name it any more. */
function callsOf(lead: OrganId | null, assisting: readonly OrganId[], before: OperationRecord | null): OrganCall[] {
  const named = [...(lead === null ? [] : [lead]), ...assisting];
  const kept = before?.calls.filter(({ organ, calledAt }) => calledAt !== null && !named.includes(organ)) ?? [];
  return [
    ...named.map(organ => ({
      ...(before?.calls.find(call => call.organ === organ) ?? newCall(organ)),
      lead: organ === lead,
    })),
    ...kept,
  ];
}

export function newCall(organ: OrganId): OrganCall {
  return {
    ...{ organ, lead: false, countersigned: null, countersignReason: null, countersignedAt: null },
    ...{ calledAt: null, arrivedAt: null, persons: null },
  };
}

function squadOf(
  squad: PlannedSquad,
  before: OperationRecord | null,
  context: OperationContext,
  crs: Crs,
): OperationSquad {
  const known = before?.squads.find(({ id }) => id === squad.id);
  const { stops, members, ...rest } = squad;
  return {
    ...rest,
    leader: squad.leader ?? null,
    channel: squad.channel ?? null,
    members: members.map(member => ({
      ...member,
      absent:
        known?.members.some(({ name, organ, absent }) => absent && name === member.name && organ === member.organ) ??
        false,
    })),
    stops: stops.map(stop => {
      const at = context.place(stop.lon, stop.lat, crs);
      const then = known?.stops.find(({ id }) => id === stop.id);
      return {
        ...{ ...stop, ...lonLatOf(at), grid: at.grid, target: stop.target ?? null },
        plannedAt: stop.plannedAt === undefined || stop.plannedAt === null ? null : instantMs(stop.plannedAt),
        ...(then ? visitOf(then) : NOT_VISITED),
      };
    }),
    // Counted by stop-progress.ts.
    ...{ headcount: 0, absent: 0, progress: { planned: 0, visited: 0, skipped: 0, remaining: 0, late: 0 } },
    ...{ currentStop: null, offRouteSince: known?.offRouteSince ?? null },
  };
}

const NOT_VISITED = {
  ...{ state: 'planned', arrivedAt: null, arrivedBy: null, leftAt: null, skipReason: null },
} as const satisfies Partial<OperationStop>;

const visitOf = ({ state, arrivedAt, arrivedBy, leftAt, skipReason }: OperationStop) => ({
  ...{ state, arrivedAt, arrivedBy, leftAt, skipReason },
});

/** [O-10] What the shape cannot say. */
function faultOf(plan: OperationPlan, context: OperationContext): Objection | null {
  const kind = context.kind(plan.kind);
  if (!kind) return bad('kind', `辖区没有行动类型 ${plan.kind}`, `the profile has no kind ${plan.kind}`);
  if (plan.zone !== null && !context.isZone(plan.zone))
    return bad('zone', `辖区没有片区 ${plan.zone}`, `the profile has no zone ${plan.zone}`);
  if (plan.whistle && !context.isCommunity(plan.whistle.community))
    return bad('whistle.community', `辖区没有社区 ${plan.whistle.community}`, `no community ${plan.whistle.community}`);
  return timeFault(plan) ?? organFault(plan, context) ?? partFault(plan, context);
}

function timeFault({ startsAt, endsAt, muster }: OperationPlan): Objection | null {
  const [from, to] = [instantMs(startsAt), instantMs(endsAt)];
  if (to <= from) return bad('endsAt', `结束应晚于开始（${endsAt}）`, `it must end after it starts (${endsAt})`);
  if (to - from > LONGEST_MS) return bad('endsAt', `一次行动不超过 7 天（${endsAt}）`, `at most 7 days (${endsAt})`);
  if (muster && instantMs(muster.at) > to)
    return bad('muster.at', `集结晚于结束（${muster.at}）`, `the muster is after the end (${muster.at})`);
  return null;
}

function organFault(plan: OperationPlan, { organs }: OperationContext): Objection | null {
  const known = (organ: string) => organs.exists(organ) && organs.get(organ)?.perCommunity !== true;
  if (plan.leadOrgan !== null && !known(plan.leadOrgan)) return unknownOrgan('leadOrgan', plan.leadOrgan);
  const seen = new Set<string>(plan.leadOrgan === null ? [] : [plan.leadOrgan]);
  for (const [i, organ] of plan.assistingOrgans.entries()) {
    if (!known(organ)) return unknownOrgan(`assistingOrgans[${i}]`, organ);
    if (seen.has(organ))
      return bad(`assistingOrgans[${i}]`, `${organs.name(organ)}出现两次`, `${organs.name(organ)} stands there twice`);
    seen.add(organ);
  }
  for (const [i, squad] of plan.squads.entries())
    for (const [j, { organ }] of squad.members.entries())
      if (!known(organ)) return unknownOrgan(`squads[${i}].members[${j}].organ`, organ);
  return null;
}

/** Ids inside the plan, units of the register, targets that stops name. */
function partFault(plan: OperationPlan, context: OperationContext): Objection | null {
  const doubled =
    twice('targets', plan.targets) ??
    twice('checklist', plan.checklist) ??
    twice('squads', plan.squads) ??
    twice(
      'stops',
      plan.squads.flatMap(({ stops }) => stops),
    );
  if (doubled) return doubled;
  const targets = new Set(plan.targets.map(({ id }) => id));
  const inSquad = new Map<string, string>();
  for (const [i, { name, units, stops, members, vehicles }] of plan.squads.entries()) {
    for (const unit of units)
      if (!context.unit(unit))
        return bad(`squads[${i}].units`, `没有登记力量 ${unit}`, `no unit ${unit} is registered`);
    for (const { target, id } of stops)
      if (target && !targets.has(target))
        return bad(
          `squads[${i}].stops`,
          `点位 ${id} 所指的目标 ${target} 不在方案中`,
          `stop ${id} names no target ${target}`,
        );
    // [O-11]
    for (const one of [...units, ...vehicles, ...members.map(member => `${member.organ} ${member.name}`)]) {
      const other = inSquad.get(one);
      const said = one.split(' ').at(-1);
      if (other !== undefined)
        return bad(`squads[${i}]`, `${said} 同时在“${other}”和“${name}”`, `${said} is in "${other}" and in "${name}"`);
      inSquad.set(one, name);
    }
  }
  return null;
}

function twice(field: string, parts: readonly { id: string }[]): Objection | null {
  const seen = new Set<string>();
  for (const { id } of parts) {
    if (seen.has(id)) return bad(field, `编号 ${id} 出现两次`, `the id ${id} stands there twice`);
    seen.add(id);
  }
  return null;
}

function bad(field: string, zh: string, en: string): Objection {
  return objection('bad-input', `${field}：${zh}`, `${field}: ${en}`, field);
}

/** [O-15] On the day: who is out stays out, and where somebody was is not planned away. */
export function editFaultOnTheDay(before: OperationRecord, next: Planned): Objection | null {
  for (const field of ['kind', 'zone', 'startsAt'] as const)
    if (before[field] !== next[field]) return bad(field, '行动已开始，不能再改', 'it has begun, this stays as it is');
  for (const squad of before.squads) {
    const after = next.squads.find(({ id }) => id === squad.id);
    if (!after) return bad('squads', `“${squad.name}”已出发，不能删除`, `"${squad.name}" is out and cannot be removed`);
    for (const stop of squad.stops)
      if (stop.state !== 'planned' && !after.stops.some(({ id }) => id === stop.id))
        return bad('squads', `点位“${stop.name}”已有记录，不能删除`, `stop "${stop.name}" was visited and stays`);
  }
  return null;
}

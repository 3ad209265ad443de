/**
 * A plan as it is being written: everything may still be missing or half typed. In: nothing, a record, an earlier draft. Out: a draft; and
 * the plan as the wire takes it (`planOf`), or the fields that are still in the way. Lists never hold blank lines on the wire.
 */
import { z } from 'zod';
import { communityCode, organId, unitId, utcMs } from '../../server/contract/ids.ts';
import {
  type OperationPlan,
  type OperationRecord,
  operationOrigin,
  operationPlan,
  operationTarget,
} from '../../server/contract/operation.ts';

const lonLat = z.tuple([z.number(), z.number()]);

const draftStop = z.object({
  id: z.string(),
  target: z.string().nullable(),
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  plannedAt: utcMs.nullable(),
  dwellMin: z.number().nullable(),
  radiusM: z.number().nullable(),
});
export type DraftStop = z.infer<typeof draftStop>;

const draftMember = z.object({ id: z.string(), name: z.string(), organ: organId.nullable(), post: z.string() });
export type DraftMember = z.infer<typeof draftMember>;

const draftSquad = z.object({
  id: z.string(),
  name: z.string(),
  leader: z.string(),
  members: z.array(draftMember),
  vehicles: z.array(z.string()),
  channel: z.string(),
  units: z.array(unitId),
  mode: z.enum(['foot', 'vehicle']),
  /** Null = not watched. */
  corridorM: z.number().nullable(),
  corridorS: z.number().nullable(),
  stops: z.array(draftStop),
});
export type DraftSquad = z.infer<typeof draftSquad>;

export const planDraft = z.object({
  kind: z.string().nullable(),
  title: z.string(),
  zone: z.string().nullable(),
  origin: operationOrigin,
  cadence: z.string().nullable(),
  period: z.string().nullable(),
  startsAt: utcMs.nullable(),
  endsAt: utcMs.nullable(),
  leaderPost: z.string(),
  leadOrgan: organId.nullable(),
  assistingOrgans: z.array(organId),
  volunteerTeams: z.array(z.string()),
  purpose: z.string(),
  legalBasis: z.array(z.string()),
  muster: z.object({ name: z.string(), lon: z.number(), lat: z.number(), at: utcMs.nullable() }).nullable(),
  area: z.array(lonLat).nullable(),
  targets: z.array(operationTarget),
  checklist: z.array(z.object({ id: z.string(), text: z.string() })),
  squads: z.array(draftSquad),
  whistle: z.object({ community: communityCode.nullable(), matter: z.string() }).nullable(),
});
export type PlanDraft = z.infer<typeof planDraft>;

export const EMPTY_DRAFT: PlanDraft = {
  ...{
    kind: null,
    title: '',
    zone: null,
    origin: 'by-hand',
    cadence: null,
    period: null,
    startsAt: null,
    endsAt: null,
  },
  ...{ leaderPost: '', leadOrgan: null, assistingOrgans: [], volunteerTeams: [], purpose: '', legalBasis: [] },
  ...{ muster: null, area: null, targets: [], checklist: [], squads: [], whistle: null },
};

export const USUAL_DWELL_MIN = 15;
export const USUAL_RADIUS_M = 50;
export const USUAL_CORRIDOR_M = 300;
export const USUAL_CORRIDOR_S = 60;

export function emptySquad(id: string, name: string): DraftSquad {
  return {
    ...{ id, name, leader: '', members: [], vehicles: [], channel: '', units: [], mode: 'vehicle', stops: [] },
    ...{ corridorM: USUAL_CORRIDOR_M, corridorS: USUAL_CORRIDOR_S },
  };
}

/** What people decided, without what the day wrote. */
export function draftOf(record: OperationRecord): PlanDraft {
  const { kind, title, zone, origin, cadence, period, startsAt, endsAt, leadOrgan, purpose, legalBasis } = record;
  return {
    ...{ kind, title, zone, origin, cadence, period, startsAt, endsAt, leadOrgan, purpose, legalBasis },
    leaderPost: record.leaderPost ?? '',
    assistingOrgans: record.assistingOrgans,
    volunteerTeams: record.volunteerTeams,
    muster: record.muster,
    area: record.area,
    targets: record.targets.map(({ grid: _, community: __, ...target }) => target),
    checklist: record.checklist.map(({ id, text }) => ({ id, text })),
    squads: record.squads.map(squad => ({
      ...{ id: squad.id, name: squad.name, leader: squad.leader ?? '', channel: squad.channel ?? '' },
      ...{ vehicles: squad.vehicles, units: squad.units, mode: squad.mode },
      ...{ corridorM: squad.corridorM, corridorS: squad.corridorS },
      // A member has no id on the wire: the same list gives the same ids, so that comparing two drafts means something.
      members: squad.members.map(({ name, organ, post }, i) => ({ id: `m${i}`, name, organ, post: post ?? '' })),
      stops: squad.stops.map(({ id, target, name, lon, lat, plannedAt, dwellMin, radiusM }) => ({
        ...{ id, target, name, lon, lat, plannedAt, dwellMin, radiusM },
      })),
    })),
    whistle: record.whistle && { community: record.whistle.community, matter: record.whistle.matter },
  };
}

/** `faults`: paths of the wire (`title`, `squads[0].members[1].name`), the first field of each is what a form shows it beside. */
export type PlanOrFaults = { ok: true; plan: OperationPlan } | { ok: false; faults: readonly string[] };

export function planOf(draft: PlanDraft): PlanOrFaults {
  const parsed = operationPlan.safeParse(asWritten(draft));
  if (parsed.success) return { ok: true, plan: parsed.data };
  return { ok: false, faults: [...new Set(parsed.error.issues.map(({ path }) => pathText(path)))] };
}

function asWritten(draft: PlanDraft): object {
  return {
    ...draft,
    leaderPost: textOrNull(draft.leaderPost),
    volunteerTeams: lines(draft.volunteerTeams),
    legalBasis: lines(draft.legalBasis),
    checklist: draft.checklist.filter(({ text }) => text.trim() !== ''),
    squads: draft.squads.map(squad => ({
      ...squad,
      leader: textOrNull(squad.leader),
      channel: textOrNull(squad.channel),
      vehicles: lines(squad.vehicles),
      members: squad.members.map(({ name, organ, post }) => ({ name, organ, ...(post.trim() !== '' && { post }) })),
    })),
  };
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text);
const lines = (texts: readonly string[]): string[] => texts.filter(text => text.trim() !== '');

/** As the server writes it in a refusal. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** The field of the plan that a path is about: `squads` for `squads[0].name`. */
export function fieldOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

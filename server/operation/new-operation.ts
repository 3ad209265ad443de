/** A fresh draft from a plan; and the plan of an operation again, for whoever copies it (复制上期方案). Rules [O-7], [O-19]. */
import type { OperationId } from '../contract/ids.ts';
import type { OperationPlan, OperationRecord } from '../contract/operation.ts';
import type { applyPlan } from './apply-plan.ts';
import { compositionOf } from './composition.ts';
import type { OperationContext } from './situation.ts';
import { counted, stopProgress } from './stop-progress.ts';

type Planned = Exclude<ReturnType<typeof applyPlan>, { code: unknown }>;

export function drafted(
  id: OperationId,
  planned: Planned,
  who: Pick<OperationRecord, 'createdBy' | 'copiedFrom'>,
  context: OperationContext,
  now: number,
): OperationRecord {
  const record: OperationRecord = {
    ...{ id, version: 1, state: 'proposed', stateSince: now, ...planned, ...who },
    ...{ composition: null, compositionReason: null, progress: stopProgress([], now) },
    ...{ organsCalled: 0, organsArrived: 0, findings: [], startedAt: null, finishedAt: null, summary: null },
    ...{ createdAt: now, imported: false, allowed: [] },
  };
  return counted({ ...record, composition: compositionOf(record, context.kind(record.kind), context.organs) }, now);
}

/** Every time moves as far as the start does; what happened on the day and why it was done then stays behind. */
export function planAgain(record: OperationRecord, startsAt: number, title: string | undefined): OperationPlan {
  const byMs = startsAt - record.startsAt;
  const { kind, zone, leaderPost, leadOrgan, assistingOrgans, volunteerTeams, purpose, legalBasis, area } = record;
  return {
    ...{ kind, title: title ?? record.title, zone, origin: 'by-hand', cadence: record.cadence, period: null },
    ...{ startsAt, endsAt: record.endsAt + byMs, leaderPost, leadOrgan, assistingOrgans, volunteerTeams },
    ...{ purpose, legalBasis, area, whistle: null },
    muster: record.muster && { ...record.muster, at: record.muster.at + byMs },
    targets: record.targets.map(({ grid: _, community: __, ...target }) => target),
    checklist: record.checklist.map(({ id, text }) => ({ id, text })),
    squads: record.squads.map(squad => ({
      ...{ id: squad.id, name: squad.name, leader: squad.leader, vehicles: squad.vehicles, channel: squad.channel },
      ...{ units: squad.units, mode: squad.mode, corridorM: squad.corridorM, corridorS: squad.corridorS },
      members: squad.members.map(({ absent: _, ...member }) => member),
      stops: squad.stops.map(({ id, target, name, lon, lat, dwellMin, radiusM, plannedAt }) => ({
        ...{ id, target, name, lon, lat, dwellMin, radiusM },
        plannedAt: plannedAt === null ? null : plannedAt + byMs,
      })),
    })),
  };
}

/** For tests: valid plans, operations and commands, and a jurisdiction to judge them by. Name only what matters. */
import { randomUUID } from 'node:crypto';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import { organsFile } from '../../geodata/organs-file.ts';
import xinanOrgans from '../../geodata/profiles/xinan/organs.json' with { type: 'json' };
import { type Actor, viewerAsActor } from '../access/actor.ts';
import type { CommunityCode, EvidenceId, OperationId, ZoneId } from '../contract/ids.ts';
import { type OperationPlan, type OperationRecord, operationPlan } from '../contract/operation.ts';
import { type OperationCommand, type OperationEventName, operationCommand } from '../contract/operation-event.ts';
import type { Role, Scope } from '../contract/viewer.ts';
import { isObjection } from '../http/objection.ts';
import { objectionOf, recordOf } from '../http/step-under-test.ts';
import { organsOf } from '../profile/organs.ts';
import { wallClock } from '../table-files/table.ts';
import { applyPlan } from './apply-plan.ts';
import { drafted } from './new-operation.ts';
import { step } from './operation-lifecycle.ts';
import { type Fetched, NOTHING_FETCHED, type OperationContext } from './situation.ts';

/** Monday 09:00 in Shenzhen. */
export const NOW = Date.UTC(2026, 10, 23, 1, 0, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const ZONE = 'binhai' as ZoneId;
export const PHOTO = 'a'.repeat(32) as EvidenceId;

const KIND: OperationKind = {
  ...{ id: 'zone-monthly', name: '片区联合行动', leaderPost: '片区长', leadOrgan: null, assistingOrgans: [] },
  ...{ composition: null, countersigned: true, cadence: null, source: 'S0-62' },
};
/** 1+3+n of hehua (S4-35): the engine serves it, xinan has none. */
const TUESDAY: OperationKind = {
  ...{ ...KIND, id: 'tuesday', name: '周二联合执法', countersigned: false, source: 'S4-34, S4-35' },
  composition: [
    { id: 'leader', name: '街道班子', counts: 'leader', atLeast: 1 },
    { id: 'posted', name: '派驻单位', counts: 'posted-organs', atLeast: 3 },
    { id: 'teams', name: '志愿队', counts: 'volunteer-teams', atLeast: 1 },
  ],
};
export const KINDS = { 'zone-monthly': KIND, tuesday: TUESDAY } as const;

export const CONTEXT: OperationContext = {
  organs: organsOf(organsFile.parse(xinanOrgans), []),
  kind: id => (KINDS as Record<string, OperationKind>)[id],
  isZone: id => id === ZONE,
  isCategory: id => id === 'street-vending',
  isCommunity: code => code === '440306017001',
  wallClock: wallClock('Asia/Shanghai'),
  unit: id => (id.startsWith('unit-') ? { callSign: `巡${id.slice(5)}` } : undefined),
  place: (lon, lat) => ({ lonLat: [lon, lat], grid: null, community: '440306017001' as CommunityCode, zone: ZONE }),
};

export function aPlan(more: object = {}): OperationPlan {
  return operationPlan.parse({
    ...{ kind: 'zone-monthly', title: '十一月片区联合行动', zone: ZONE, leaderPost: '片区长' },
    ...{ startsAt: NOW, endsAt: NOW + 4 * HOUR, leadOrgan: 'enforcement-team', assistingOrgans: ['urban-management'] },
    muster: { name: '宝民广场', lon: 113.9, lat: 22.565, at: NOW },
    targets: [{ id: 't1', kind: 'place', ref: null, name: '创业路', lon: 113.901, lat: 22.566 }],
    checklist: [{ id: 'c1', text: '执法记录仪' }],
    squads: [aSquad()],
    ...more,
  });
}

export function aSquad(more: object = {}): object {
  return {
    ...{ id: 's1', name: '一组', members: [{ name: '张三', organ: 'enforcement-team' }], vehicles: ['粤B12345'] },
    units: ['unit-1'],
    stops: [
      { id: 'p1', name: '创业路口', lon: 113.901, lat: 22.566, plannedAt: NOW + 30 * MINUTE, target: 't1' },
      { id: 'p2', name: '前进路口', lon: 113.905, lat: 22.568, plannedAt: NOW + HOUR },
    ],
    ...more,
  };
}

export function aDraft(plan: object = {}, now = NOW): OperationRecord {
  const planned = applyPlan(aPlan(plan), null, CONTEXT, now);
  if (isObjection(planned)) throw new Error(planned.sentence.en);
  const id = 'XA-LH20261123-01' as OperationId;
  return drafted(id, planned, { createdBy: '滨海片区长', copiedFrom: null }, CONTEXT, now);
}

export function aCommand(event: OperationEventName, more: object = {}, version = 1): OperationCommand {
  return operationCommand.parse({
    ...{ event, commandId: randomUUID(), expectedVersion: version, issuedAt: NOW },
    ...more,
  });
}

export function actorAs(role: Role, scope: Scope = {}): Actor {
  return viewerAsActor({ role, scope, title: role });
}

/** Of an organ, by its own account. */
export const organ = (id: string): Actor => actorAs('dept', { organ: id } as Scope);

export function attempt(
  record: OperationRecord,
  actor: Actor,
  event: OperationEventName,
  more: object = {},
  { now = NOW, fetched = {} }: { now?: number; fetched?: Partial<Fetched> } = {},
) {
  const known: Fetched = { ...NOTHING_FETCHED, photos: new Set([PHOTO]), ...fetched };
  return step(record, aCommand(event, more), { actor, context: CONTEXT, fetched: known }, now);
}

/** The next record; throws the objection. */
export function did(...args: Parameters<typeof attempt>): OperationRecord {
  return recordOf(args[2], attempt(...args));
}

/** The code of the objection; throws when there is none. */
export function refusal(...args: Parameters<typeof attempt>): string {
  return objectionOf(args[2], attempt(...args)).code;
}

export const LEADER = actorAs('leader');
export const DUTY = actorAs('duty');
export const CHIEF = actorAs('chief', { zone: ZONE } as Scope);

export function issued(plan: object = {}): OperationRecord {
  let record = did(aDraft(plan), CHIEF, 'submit');
  for (const { organ: id } of record.calls) record = did(record, organ(id), 'countersign', { agree: true });
  return did(record, CHIEF, 'issue');
}

export function underWay(plan: object = {}): OperationRecord {
  return did(issued(plan), CHIEF, 'begin');
}

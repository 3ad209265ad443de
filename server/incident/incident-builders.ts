/**
 * For tests: valid incidents, commands and a jurisdiction to judge them by. Name only what matters.
 * The jurisdiction is the shipped one's organs and one community; every day is a working day; no limit is set unless a test sets it.
 */

import { randomUUID } from 'node:crypto';
import { organsFile } from '../../geodata/organs-file.ts';
import xinanOrgans from '../../geodata/profiles/xinan/organs.json' with { type: 'json' };
import { actorOf, viewerAsActor } from '../access/actor.ts';
import type { CategoryId, CommunityCode, GridCode, IncidentId, OrganId, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../contract/incident.ts';
import { type IncidentCommand, type IncidentEventName, incidentCommand } from '../contract/incident-event.ts';
import type { LimitRule, LimitStep } from '../contract/incident-limit.ts';
import type { Role } from '../contract/viewer.ts';
import { workingTime } from '../deadlines/working-time.ts';
import { isObjection } from '../http/objection.ts';
import { organsOf } from '../profile/organs.ts';

import { type Beginning, received } from './begin-incident.ts';
import { type NextIncident, type Step, step } from './incident-lifecycle.ts';
import type { Fetched, IncidentContext } from './situation.ts';

/** Monday 09:00 in Shenzhen. */
export const NOW = Date.UTC(2026, 10, 23, 1, 0, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const COMMUNITY = '440306017001' as CommunityCode;
export const STATION = `community-station:${COMMUNITY}`;
export const ZONE = 'binhai' as ZoneId;
/** Has a revisit and a punish column. */
export const LISTED = 'street-vending';

const everyDay = { isWorkingDate: () => true, knownUntil: '2099-12-31' };
const organs = organsOf(organsFile.parse(xinanOrgans), [{ code: COMMUNITY, name: '宝民社区' }]);
const time = workingTime(everyDay, [{ from: '09:00', to: '18:00' }], 'Asia/Shanghai');

/** One of the lead in most tests, one of nobody, one of another organ, one that is off duty. */
const UNITS: Record<string, { organ: OrganId | null; callSign: string; onDuty: boolean }> = {
  'patrol-05': { organ: null, callSign: '巡查05', onDuty: true },
  'city-1': { organ: 'urban-management' as OrganId, callSign: '城管1', onDuty: true },
  'build-1': { organ: 'construction' as OrganId, callSign: '城建1', onDuty: true },
  'city-9': { organ: 'urban-management' as OrganId, callSign: '城管9', onDuty: false },
};

export function aContext(more: Partial<IncidentContext> & { limits?: readonly LimitRule[] } = {}): IncidentContext {
  const { limits = [], ...rest } = more;
  return {
    organs,
    time,
    unit: id => UNITS[id],
    category: id => (({ [LISTED]: { level: 4, grade: 'micro' }, fire: { level: 2, grade: 'sudden' } }) as const)[id],
    dutyOrgans({ category }, duty) {
      if (category !== LISTED) return null;
      return [duty === 'revisit' ? 'grid-centre' : 'market-supervision'] as OrganId[];
    },
    limitRule: (matter, wanted) =>
      limits.find(
        rule =>
          rule.step === wanted &&
          (rule.category === null || rule.category === matter.category) &&
          (rule.grade === null || rule.grade === matter.grade) &&
          (rule.organ === null || rule.organ === matter.organ),
      ) ?? null,
    place: (lon, lat) => ({
      lonLat: [lon, lat],
      ...{ grid: 'g2' as GridCode, community: COMMUNITY, zone: 'other' as ZoneId, assignedBy: 'polygon' },
      ...{ onBoundary: false, networks: [], boundaryVersion: 'test' },
    }),
    gridOf: code => (code === 'g3' ? { grid: 'g3' as GridCode, community: COMMUNITY, zone: ZONE } : null),
    ...rest,
  };
}

export function aRule(limitStep: LimitStep, more: Partial<LimitRule> = {}): LimitRule {
  return {
    ...{ id: `${limitStep}-rule`, step: limitStep, grade: null, category: null, organ: null, channel: null },
    ...{
      unit: 'minutes',
      amount: 60,
      target: null,
      anchor: 'ordered',
      filingNumber: null,
      source: 'test',
      validFrom: 0,
    },
    ...more,
  };
}

export function aBeginning(more: Partial<Beginning> = {}): Beginning {
  return {
    id: 'XA20261123-0001' as IncidentId,
    channel: 'duty-phone',
    category: LISTED as CategoryId,
    level: 4,
    grade: 'general',
    text: '流动摊贩占道经营',
    lon: 113.9,
    lat: 22.5,
    address: null,
    grid: 'g1' as GridCode,
    community: COMMUNITY,
    zone: ZONE,
    assignedBy: 'polygon',
    onBoundary: false,
    networks: [],
    boundaryVersion: 'test',
    happenedAt: NOW - 10 * MINUTE,
    reportedAt: NOW - 5 * MINUTE,
    ...more,
  };
}

/** Received just now; every other field as given. */
export function anIncident(more: Partial<IncidentRecord> = {}, context = aContext()): IncidentRecord {
  return { ...received(aBeginning(), context, NOW).record, ...more };
}

export function aTask(organ: string, more: Partial<OrganTask> = {}): OrganTask {
  return {
    ...{ organ: organ as OrganId, via: organs.via(organ), lead: false, unit: null, assignedAt: NOW },
    ...{ acknowledgedAt: null, arrivedAt: null, seenAt: null },
    ...more,
  };
}

/** What each event needs besides itself; tests name the rest. */
const FIELDS: Record<IncidentEventName, object> = {
  accept: {},
  reject: { reason: '不属本街道' },
  persuade: { outcome: 'obeyed', result: '当场改正' },
  forward: { organ: 'labour-office', reason: '属劳动办' },
  intervene: { organ: 'labour-office', officer: '王五' },
  'close-micro': { result: '当场清理' },
  'order-rectification': { organ: 'urban-management', party: '店主' },
  'report-both-ways': { liaison: 'construction' },
  'send-to-centre': { reason: '整改未果' },
  dispatch: { organs: [{ organ: 'urban-management' }] },
  'add-organ': { organ: 'enforcement-team' },
  'send-unit': { unit: 'patrol-05' },
  acknowledge: {},
  arrive: {},
  'report-progress': { result: '正在清理' },
  'return-dispatch': { reason: '不属本部门' },
  'call-joint-review': { organs: ['urban-management', 'construction'], reason: '涉及多部门' },
  'conclude-joint-review': {
    organs: [{ organ: 'urban-management' }, { organ: 'construction' }],
    lead: 'construction',
    result: '城建办牵头',
  },
  'report-done': { result: '已清理', noEvidenceReason: '夜间无法拍照' },
  'revisit-good': { result: '现场整洁' },
  rework: { reason: '未清理干净' },
  transfer: { organ: 'market-supervision', reason: '逾期未改' },
  'record-punishment': { result: '罚款' },
  escalate: { organ: 'district-construction', reason: '超出权限' },
  'feed-back': { result: '已处理' },
  'evaluate-close': { rating: 'good', result: '处置及时' },
  'request-extension': { until: NOW + 10 * DAY, reason: '需要材料' },
  'request-hold': { until: NOW + 10 * DAY, reason: '台风停工' },
  'decide-request': { request: 1, grant: true, reason: '情况属实' },
  'end-hold': { reason: '台风已过' },
  promise: { until: NOW + 10 * DAY, text: '月底前解决' },
  resume: { reason: '条件具备' },
  'declare-emergency': { level: 2, reason: '有人受伤' },
  'stand-down': { reason: '险情解除' },
  publish: { until: NOW + 7 * DAY, text: '两级公示' },
  'end-publicity': { result: '无异议' },
  supervise: { organ: 'urban-management', until: NOW + DAY, reason: '超期' },
  'lift-supervision': { reason: '已办' },
  'record-report': { report: 'phone-report', result: '已电话报告' },
  'trace-back': { finding: 'not-found', organ: 'urban-management', reason: '巡查未发现' },
  'correct-class': { grade: 'complex', reason: '涉及面大' },
  'correct-place': { grid: 'g3', reason: '网格有误' },
  comment: { text: '持续关注' },
  merge: { into: 'XA20261123-0002', reason: '同一事件' },
  unmerge: { reason: '并非同一事件' },
  void: { reason: '误报' },
  regrade: { grade: 'general', reason: '复发扩大' },
  reopen: { reason: '群众再次反映' },
};

export function aCommand(event: IncidentEventName, more: object = {}, version = 1): IncidentCommand {
  return incidentCommand.parse({
    ...{ event, commandId: randomUUID(), expectedVersion: version, issuedAt: NOW },
    ...FIELDS[event],
    ...more,
  });
}

/** Who gives a command, as `duty`, `leader`, `chief@binhai`, `dept:urban-management`, `field:city-1` … */
export function aPerson(who: string) {
  const [, role, organ, zone] = /^([a-z]+)(?::([^@]+))?(?:@(.+))?$/.exec(who) ?? [];
  const scope =
    role === 'field'
      ? { ...(organ && { units: [organ] }) }
      : { ...(organ && { organ: organ as OrganId }), ...(zone && { zone: zone as ZoneId }) };
  return { role: role as Role, title: role!, scope };
}

export const anAudience = (who: string) => viewerAsActor(aPerson(who));

export interface Given {
  context?: IncidentContext;
  fetched?: Partial<Fetched>;
  now?: number;
}

/** One command, by somebody. */
export function tryStep(
  record: IncidentRecord,
  who: string,
  command: IncidentCommand,
  { context = aContext(), fetched = {}, now = NOW }: Given = {},
): Step {
  const actor = actorOf(aPerson(who), command.onBehalfOf, context);
  if (isObjection(actor)) return { ok: false, objection: actor };
  return step(
    record,
    command,
    { actor, context, fetched: { past: [], reportedBy: null, partner: null, emergency: null, ...fetched } },
    now,
  );
}

export function mustStep(
  record: IncidentRecord,
  who: string,
  command: IncidentCommand,
  given: Given = {},
): NextIncident {
  const next = tryStep(record, who, command, given);
  if (!next.ok) throw new Error(`${command.event} by ${who}: ${next.objection.sentence.en}`);
  return next;
}

/** The refusal's code; undefined = it was carried out. */
export function refusalOf(record: IncidentRecord, who: string, command: IncidentCommand, given: Given = {}) {
  const next = tryStep(record, who, command, given);
  return next.ok ? undefined : next.objection.code;
}

/** For tests: valid emergencies and commands, and a jurisdiction to judge them by. Name only what matters. */
import { randomUUID } from 'node:crypto';
import type { EmergencyPlanRule, ReportClockRule } from '../../geodata/emergency-settings.ts';
import { organsFile } from '../../geodata/organs-file.ts';
import xinanOrgans from '../../geodata/profiles/xinan/organs.json' with { type: 'json' };
import { type Actor, viewerAsActor } from '../access/actor.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import { type EmergencyCommand, type EmergencyEventName, emergencyCommand } from '../contract/emergency-event.ts';
import type { ReportFields } from '../contract/emergency-report.ts';
import type { EmergencyId, ZoneId } from '../contract/ids.ts';
import type { Role, Scope } from '../contract/viewer.ts';
import { objectionOf, recordOf } from '../http/step-under-test.ts';
import { organsOf } from '../profile/organs.ts';
import { step } from './emergency-lifecycle.ts';
import { type Beginning, declaredEmergency } from './new-emergency.ts';
import { type EmergencyContext, type Fetched, NOTHING_FETCHED } from './situation.ts';

/** Monday 09:00 in Shenzhen. */
export const NOW = Date.UTC(2026, 10, 23, 1, 0, 0);
export const MINUTE = 60_000;
export const ZONE = 'binhai' as ZoneId;

export function aRule(
  step: ReportClockRule['step'],
  minutes: number,
  more: Partial<ReportClockRule> = {},
): ReportClockRule {
  return {
    ...{ id: `${step}-${minutes}`, step, name: step, levels: null, natures: null, minutes, warnMinutes: 10 },
    ...{ means: 'any', to: null, productDefault: true, source: '测试', ...more },
  };
}

/** As in xinan. */
export const CLOCKS = [
  aRule('first-report', 15),
  aRule('phone-report', 30, { means: 'phone' }),
  aRule('written-report', 60, { means: 'written' }),
];

export const PLAN: EmergencyPlanRule = {
  ...{ id: 'level-2', name: '重大级清单', level: 2, natures: null, demonstration: false, source: '测试' },
  items: [
    { id: 'cordon', text: '划定警戒范围' },
    { id: 'report-up', text: '向上级报告' },
  ],
};

export function aContext(more: Partial<EmergencyContext> = {}): EmergencyContext {
  return {
    organs: organsOf(organsFile.parse(xinanOrgans), []),
    nature: id => (id === 'accident' || id === 'flood' ? { name: id } : undefined),
    natureOf: category => (category === 'fire' ? 'accident' : null),
    ...{ clockRules: CLOCKS, plans: [PLAN], channel: id => id },
    unit: id => (id.startsWith('unit-') ? { callSign: id } : undefined),
    place: (lon, lat) => ({ lonLat: [lon, lat], grid: null, community: null, zone: ZONE }),
    ...more,
  };
}

export const FIELDS: ReportFields = {
  ...{ receivedAt: '', source: '', happenedAt: '', place: '', nature: '', scope: '', loss: '', trend: '' },
  ...{ leaders: '', measures: '', suggestions: '' },
};

export function anEmergency(
  more: Partial<Beginning> = {},
  { context = aContext(), now = NOW }: { context?: EmergencyContext; now?: number } = {},
): EmergencyRecord {
  const beginning: Beginning = {
    ...{ nature: null, level: null, words: '厂房起火', source: '值班电话', lon: 113.89, lat: 22.56, address: '创业路' },
    ...{ grid: null, community: null, zone: ZONE, happenedAt: now, receivedAt: now, incidents: [], ...more },
  };
  return declaredEmergency('XA-YJ20261123-01' as EmergencyId, beginning, '值班员', context, now);
}

/** What each event needs at least. */
export const MINIMUM: Record<EmergencyEventName, object> = {
  judge: { nature: 'accident', level: 2 },
  'first-disposal': { organ: 'enforcement-team', words: '到场控制' },
  'name-lead': { organ: 'safety-office' },
  expand: { partners: '消防救援大队', reason: '火势蔓延' },
  'check-item': { item: 'cordon', done: true },
  'link-incident': { incident: 'XA20261123-0001' },
  'unlink-incident': { incident: 'XA20261123-0001', reason: '无关' },
  correct: { happenedAt: NOW - MINUTE, reason: '核实' },
  note: { text: '交警封路' },
  'correct-entry': { entry: 1, text: '应为两人' },
  end: { reason: '明火扑灭' },
  dismiss: { reason: '误报' },
  review: { text: '总结' },
  reopen: { reason: '复燃' },
  'record-report': { means: 'phone', clocks: [], sender: '值班员', recipient: '带班领导', sentAt: NOW },
  'draft-report': { kind: 'first' },
  'edit-report': { report: 1, fields: FIELDS },
  'submit-report': { report: 1, approver: '带班领导' },
  'return-report': { report: 1, reason: '补充伤亡' },
  'approve-report': { report: 1 },
};

export function aCommand(event: EmergencyEventName, more: object = {}): EmergencyCommand {
  return emergencyCommand.parse({
    ...{ event, commandId: randomUUID(), expectedVersion: 1, issuedAt: NOW },
    ...MINIMUM[event],
    ...more,
  });
}

export const actorAs = (role: Role, scope: Scope = {}): Actor => viewerAsActor({ role, scope, title: role });
export const DUTY = actorAs('duty');
export const LEADER = actorAs('leader');
export const CHIEF = actorAs('chief', { zone: ZONE });

interface Given {
  context?: EmergencyContext;
  fetched?: Partial<Fetched>;
  now?: number;
}

export function attempt(
  record: EmergencyRecord,
  actor: Actor,
  event: EmergencyEventName,
  more: object = {},
  { context = aContext(), fetched = {}, now = NOW }: Given = {},
) {
  const known: Fetched = { ...NOTHING_FETCHED, prefilled: FIELDS, isEntry: true, ...fetched };
  return step(record, aCommand(event, more), { actor, context, fetched: known }, now);
}

/** The next record; throws the objection. */
export function did(...args: Parameters<typeof attempt>): EmergencyRecord {
  return recordOf(args[2], attempt(...args));
}

/** Code and field of the objection; throws when there is none. */
export function refusal(...args: Parameters<typeof attempt>): string {
  const { code, field } = objectionOf(args[2], attempt(...args));
  return field === undefined ? code : `${code} ${field}`;
}

/** Judged, first disposal done, lead named. */
export function commanded(more: Partial<Beginning> = {}, given: Given = {}): EmergencyRecord {
  let record = did(anEmergency(more, given), DUTY, 'judge', {}, given);
  record = did(record, CHIEF, 'first-disposal', {}, given);
  return did(record, LEADER, 'name-lead', {}, given);
}

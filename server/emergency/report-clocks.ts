/**
 * The clocks of reports: which ones an emergency owes, when they warn, when they are over, what stops them. In: the record, the rows of
 * the profile, the time. Out: its clocks as they are then. Rules [EM-20] to [EM-29]. Pure.
 * The surprise: a late mark is never taken back, whatever is corrected, judged or saved afterwards.
 */
import type { ReportClockRule } from '../../geodata/emergency-settings.ts';
import { type EmergencyRecord, isOpenEmergency, type ReportClock, type ReportStep } from '../contract/emergency.ts';
import type { SentReport } from '../contract/emergency-report.ts';

const MINUTE = 60_000;
const FROM_HAPPENED = ['first-report', 'phone-report', 'written-report'] as const satisfies ReportStep[];

type Clocked = Pick<EmergencyRecord, 'state' | 'dismissed' | 'nature' | 'level' | 'happenedAt' | 'clocks' | 'sent'>;

/** [EM-21] */
export function ruleFor(
  rules: readonly ReportClockRule[],
  step: ReportStep,
  { nature, level }: Pick<EmergencyRecord, 'nature' | 'level'>,
): ReportClockRule | null {
  let best: ReportClockRule | null = null;
  for (const rule of rules) {
    if (rule.step !== step) continue;
    if (rule.levels !== null && (level === null || !rule.levels.includes(level))) continue;
    if (rule.natures !== null && (nature === null || !rule.natures.includes(nature))) continue;
    if (best === null || special(rule) > special(best)) best = rule;
  }
  return best;
}

/** What the record owes after a change. Clocks of before are kept in their order. */
export function settledClocks(record: Clocked, rules: readonly ReportClockRule[], now: number): ReportClock[] {
  let clocks = record.clocks;
  for (const step of FROM_HAPPENED) {
    const rule = isOwed(record) ? ruleFor(rules, step, record) : null;
    const last = clocks.findLast(clock => clock.step === step);
    if (last === undefined) {
      if (rule !== null) clocks = [...clocks, begun(rule, 1, record.happenedAt)];
    } else if (last.state !== 'done')
      clocks = replaced(clocks, last, rule === null ? lapsed(last) : recounted(last, rule, record.happenedAt));
  }
  return withFollowUp(record, clocks, rules).map(clock => overdue(clock, now));
}

/** [EM-24] The clocks that are named stop. What is over by now has said so: the step marks it before. */
export function stoppedClocks(clocks: readonly ReportClock[], sent: SentReport): ReportClock[] {
  const stop = { state: 'done' as const, sent: sent.number, sentAt: sent.sentAt, savedAt: sent.savedAt };
  return clocks.map(clock => (sent.clocks.includes(clock.id) ? { ...clock, ...stop } : clock));
}

/** [EM-22] [EM-23] Warned and late are marked once and stay. */
export function overdue(clock: ReportClock, now: number): ReportClock {
  if (clock.state !== 'running') return clock;
  const lateSince = clock.lateSince ?? (clock.dueAt <= now ? clock.dueAt : null);
  const warnedAt = clock.warnedAt ?? (clock.warnAt <= now ? now : null);
  return lateSince === clock.lateSince && warnedAt === clock.warnedAt ? clock : { ...clock, lateSince, warnedAt };
}

/** [EM-26] Ended without a report it still owes the three; dismissed it owes none. */
function isOwed({ state, dismissed }: Clocked): boolean {
  return isOpenEmergency(state) || !dismissed;
}

/** [EM-27] From the last report on, as long as somebody is at it. */
function withFollowUp(record: Clocked, clocks: ReportClock[], rules: readonly ReportClockRule[]): ReportClock[] {
  const running = clocks.find(({ step, state }) => step === 'follow-up' && state === 'running');
  const rule = isOpenEmergency(record.state) ? ruleFor(rules, 'follow-up', record) : null;
  if (rule === null) return running === undefined ? clocks : replaced(clocks, running, lapsed(running));
  if (running !== undefined) return replaced(clocks, running, recounted(running, rule, running.anchorAt));
  if (record.sent.length === 0) return clocks;
  const anchorAt = Math.max(...record.sent.map(({ sentAt }) => sentAt));
  const n = clocks.filter(({ step }) => step === 'follow-up').length + 1;
  return [...clocks, begun(rule, n, anchorAt)];
}

function begun(rule: ReportClockRule, n: number, anchorAt: number): ReportClock {
  return {
    ...{ id: `${rule.step}-${n}`, step: rule.step, ...byRule(rule, anchorAt) },
    ...{ state: 'running', warnedAt: null, lateSince: null, sent: null, sentAt: null, savedAt: null },
  };
}

/** [EM-25] Another level, another time of happening: the same clock with another figure. */
function recounted(clock: ReportClock, rule: ReportClockRule, anchorAt: number): ReportClock {
  const figures = byRule(rule, anchorAt);
  const isSame = clock.rule === rule.id && clock.anchorAt === anchorAt && clock.state === 'running';
  return isSame ? clock : { ...clock, ...figures, state: 'running' };
}

function byRule({ id, name, means, to, minutes, warnMinutes }: ReportClockRule, anchorAt: number) {
  const dueAt = anchorAt + minutes * MINUTE;
  return { rule: id, name, means, to, anchorAt, warnAt: dueAt - warnMinutes * MINUTE, dueAt };
}

const lapsed = (clock: ReportClock): ReportClock => (clock.state === 'running' ? { ...clock, state: 'lapsed' } : clock);

const special = ({ levels, natures }: ReportClockRule) => (levels === null ? 0 : 1) + (natures === null ? 0 : 1);

const replaced = (clocks: ReportClock[], old: ReportClock, next: ReportClock) =>
  old === next ? clocks : clocks.map(clock => (clock === old ? next : clock));

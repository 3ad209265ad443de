/**
 * Reports to those above (首报, 续报, 终报): drafted, approved, and the record that one was made, which alone stops a clock.
 * Rules [EM-24], [EM-30] to [EM-37].
 */
import { instantMs } from '../contract/coordinates.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { ReportHead, SentReport } from '../contract/emergency-report.ts';
import { type Objection, objection } from '../http/objection.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { reportName } from './emergency-words.ts';
import { unknownPart } from './objections.ts';
import { stoppedClocks } from './report-clocks.ts';
import type { Change, CommandOf, EventRules, Situation } from './situation.ts';

type ReportEvent =
  | 'record-report'
  | 'draft-report'
  | 'edit-report'
  | 'submit-report'
  | 'return-report'
  | 'approve-report';

export const reportEvents: EventRules<ReportEvent> = {
  'record-report': {
    apply(situation) {
      const { record, command, actor, now } = situation;
      const refused = clockRefused(record, command) ?? documentRefused(record, command) ?? timeRefused(situation);
      if (refused) return refused;
      const { means, clocks, sender, recipient, report, words } = command;
      const sent: SentReport = {
        ...{ number: record.sent.length + 1, clocks: [...new Set(clocks)], means, report: report ?? null },
        ...{ sender, recipient, sentAt: instantMs(command.sentAt), savedAt: now, savedBy: actor.name },
        words: words ?? null,
      };
      return {
        to: record.state,
        patch: { sent: [...record.sent, sent], clocks: stoppedClocks(record.clocks, sent) },
        note: `${sender} → ${recipient}${words ? `：${words}` : ''}`,
      };
    },
  },
  'draft-report': {
    apply({ record, command, actor, fetched }) {
      const { kind } = command;
      const same = record.reports.filter(report => report.kind === kind);
      if (kind !== 'follow-up' && same[0])
        return objection(
          'already-exists',
          `kind：${record.id} 已有${reportName(same[0]).zh}`,
          `kind: ${record.id} has its ${reportName(same[0]).en} already`,
          'kind',
        );
      const fields = command.fields ?? fetched.prefilled;
      if (fields === null) throw new Error(`Nothing was fetched to pre-fill a report of ${record.id}.`);
      const head: ReportHead = {
        ...{ number: record.reports.length + 1, kind, ordinal: kind === 'follow-up' ? same.length + 1 : null },
        ...{ version: 1, state: 'draft', writtenBy: actor.name, approver: null, approvedBy: null, approvedAt: null },
      };
      return {
        to: record.state,
        patch: { reports: [...record.reports, head] },
        note: reportName(head).zh,
        wording: { report: head.number, version: 1, fields },
      };
    },
  },
  'edit-report': {
    when: needs('draft'),
    apply({ record, command, actor }) {
      const head = reportIn(record, command.report, ['draft'], '修改', 'edited');
      if ('code' in head) return head;
      const next: ReportHead = { ...head, version: head.version + 1, writtenBy: actor.name };
      return {
        ...changed(record, head, next),
        wording: { report: head.number, version: next.version, fields: command.fields },
      };
    },
  },
  'submit-report': {
    when: needs('draft'),
    apply({ record, command }) {
      const head = reportIn(record, command.report, ['draft'], '送审', 'submitted');
      if ('code' in head) return head;
      return changed(record, head, { ...head, state: 'submitted', approver: command.approver }, command.approver);
    },
  },
  'return-report': {
    when: needs('submitted', 'approved'),
    apply({ record, command }) {
      const head = reportIn(record, command.report, ['submitted', 'approved'], '退回', 'returned');
      if ('code' in head) return head;
      if (record.sent.some(({ report }) => report === head.number))
        return objection(
          'illegal-move',
          `report：${reportName(head).zh}已报送，不能退回，可另写续报`,
          `report: the ${reportName(head).en} was sent; write a follow-up instead of returning it`,
          'report',
        );
      const next: ReportHead = { ...head, state: 'draft', approver: null, approvedBy: null, approvedAt: null };
      return changed(record, head, next, command.reason);
    },
  },
  'approve-report': {
    when: needs('submitted'),
    apply({ record, command, actor, now }) {
      const head = reportIn(record, command.report, ['submitted'], '审定', 'approved');
      if ('code' in head) return head;
      const refused = approvalRefused(head, actor, command.words);
      if (refused) return refused;
      const next: ReportHead = { ...head, state: 'approved', approvedBy: actor.name, approvedAt: now };
      return changed(record, head, next, command.words);
    },
  },
};

function needs(...states: ReportHead['state'][]) {
  return ({ record }: Situation): Objection | null =>
    record.reports.some(({ state }) => states.includes(state))
      ? null
      : objection('illegal-move', `${record.id} 没有可办的报告`, `${record.id} has no report in that state.`);
}

function reportIn(
  record: EmergencyRecord,
  number: number,
  states: readonly ReportHead['state'][],
  zh: string,
  en: string,
): ReportHead | Objection {
  const head = record.reports.find(report => report.number === number);
  if (!head) return unknownPart('report', '报告', number);
  if (states.includes(head.state)) return head;
  const STATES = { draft: '草稿', submitted: '待审', approved: '已审' } as const;
  return objection(
    'illegal-move',
    `report：${reportName(head).zh}为“${STATES[head.state]}”，不能${zh}`,
    `report: the ${reportName(head).en} is ${head.state}; it cannot be ${en}`,
    'report',
  );
}

function changed(record: EmergencyRecord, old: ReportHead, next: ReportHead, words?: string): Change {
  const reports = record.reports.map(report => (report === old ? next : report));
  const name = `${reportName(next).zh}第${next.version}稿`;
  return { to: record.state, patch: { reports }, note: words === undefined ? name : `${name}：${words}` };
}

/** [EM-34] Nobody approves what he wrote; the desk writes down how the named approver agreed. */
function approvalRefused({ writtenBy }: ReportHead, { role, name }: Situation['actor'], words: string | undefined) {
  if (role === 'leader')
    return writtenBy === name
      ? objection('not-allowed', '起草人不能审定自己的报告', 'Whoever wrote a report does not approve it.')
      : null;
  return words === undefined
    ? objection(
        'bad-input',
        'words：代录审定须写明审定人如何同意',
        'words: say how the approver agreed when you write it down for him',
        'words',
      )
    : null;
}

/** [EM-24] [EM-28] */
function clockRefused({ id, clocks }: EmergencyRecord, command: CommandOf<'record-report'>): Objection | null {
  for (const named of command.clocks) {
    const clock = clocks.find(one => one.id === named);
    if (!clock) return unknownPart('clocks', '报告时限', named);
    if (clock.state !== 'running')
      return objection(
        'illegal-move',
        `clocks：${id} 的${clock.name}（${named}）${clock.state === 'done' ? '已报送' : '已不要求'}`,
        `clocks: ${named} of ${id} is ${clock.state}`,
        'clocks',
      );
    if (clock.means !== 'any' && clock.means !== command.means)
      return objection(
        'bad-input',
        `means：${clock.name}（${named}）应${clock.means === 'phone' ? '电话' : '书面'}报送，收到 ${command.means}`,
        `means: ${named} is to be made ${clock.means === 'phone' ? 'by phone' : 'in writing'}, received ${command.means}`,
        'means',
      );
  }
  return null;
}

/** [EM-35] */
function documentRefused(record: EmergencyRecord, { means, report, words }: CommandOf<'record-report'>) {
  if (report === undefined)
    return means === 'written' && words === undefined
      ? objection(
          'bad-input',
          'report：书面报告须指明已审定的报告，另行书写的须在 words 说明',
          'report: a written report names the approved one; one that was written elsewhere is described in words',
          'report',
        )
      : null;
  const head = reportIn(record, report, ['approved'], '报送', 'sent');
  return 'code' in head ? head : null;
}

/** [EM-28] */
function timeRefused({ record, command, now }: Situation & { command: CommandOf<'record-report'> }): Objection | null {
  const at = instantMs(command.sentAt);
  refuseOddTime('sentAt', at, now);
  return at < record.happenedAt
    ? objection(
        'bad-input',
        `sentAt：报送早于事发（${new Date(at).toISOString()}）`,
        `sentAt: sent before it happened (${new Date(at).toISOString()})`,
        'sentAt',
      )
    : null;
}

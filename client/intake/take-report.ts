/**
 * The commands behind the two buttons. 登记: the report. 登记并分拨: the report, then 受理, then 分拨 to the organ that was chosen. 并入:
 * the report, then 合并 into the one that is open already. If a later step is refused the incident stays registered as it is, and the
 * caller is told which step and why: nobody dials again because "it did not work".
 */
import type { IncidentId, SuggestionId } from '../../server/contract/ids.ts';
import { type IncidentRecord, incidentRecord, type SuggestedOrgan } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { askServer } from '../connection/ask-server.ts';
import type { CommandIds } from '../connection/command-ids.ts';
import type { CommandFields, SendCommand } from '../incident/send-command.ts';
import { say } from '../wording/wording.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { intakeOf } from './intake-request.ts';

export type AfterIntake =
  | { name: 'register' }
  | { name: 'dispatch'; to: SuggestedOrgan; suggestion: SuggestionId }
  | { name: 'merge'; into: IncidentId };

export type TakeResult =
  | { name: 'done'; record: IncidentRecord }
  /** Registered; `step` was not done, `why` is a sentence. */
  | { name: 'half-done'; record: IncidentRecord; step: IncidentEventName; why: string }
  | { name: 'refused'; refusal: Refusal }
  /** No answer came: it may have arrived; pressing again sends the same id. */
  | { name: 'unanswered' };

export async function takeReport(
  draft: IntakeDraft,
  after: AfterIntake,
  parts: { ids: CommandIds; send: SendCommand; fetch?: typeof globalThis.fetch },
): Promise<TakeResult> {
  const intent = intakeOf(draft);
  const answer = await askServer('/api/v1/incidents', incidentRecord, {
    method: 'POST',
    body: intakeOf(draft, parts.ids.idFor(intent)),
    ...(parts.fetch && { fetch: parts.fetch }),
  });
  if (answer.name === 'unreachable') return { name: 'unanswered' };
  parts.ids.answered(intent);
  if (answer.name === 'refused') return answer;

  let record = answer.value;
  for (const fields of stepsAfter(after)) {
    const sent = await parts.send({ incident: record.id, version: record.version, fields });
    if (sent.name !== 'done') return { name: 'half-done', record, step: fields.event, why: whyNot(sent) };
    record = sent.record;
  }
  return { name: 'done', record };
}

function stepsAfter(after: AfterIntake): CommandFields[] {
  switch (after.name) {
    case 'register':
      return [];
    case 'dispatch':
      return [
        { event: 'accept' },
        {
          event: 'dispatch',
          organs: [{ organ: after.to.organ, unit: after.to.unit }],
          suggestion: after.suggestion,
        },
      ];
    case 'merge':
      return [{ event: 'merge', into: after.into, reason: say('intake.merge.reason') }];
  }
}

function whyNot(sent: Exclude<Awaited<ReturnType<SendCommand>>, { name: 'done' }>): string {
  if (sent.name === 'refused' || sent.name === 'conflict') return sent.refusal.message;
  return say(sent.name === 'not-sent' ? 'command.not-sent' : 'form.unanswered');
}

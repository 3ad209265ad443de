/**
 * 派 beside a unit: one press sends it to the incident that is looked at, when nothing is left to ask; else the form opens with it
 * filled in. In: the incident, how a form is opened. Out: what a press does, null where the server allows none; why the last one failed.
 */
import { useState } from 'react';
import type { UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { tell } from '../design/desk/notice.tsx';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { FieldValues } from './event-values.ts';
import type { CommandFields, CommandResult } from './send-command.ts';
import { useSendCommand } from './use-send-command.ts';
import { wayToSend } from './way-to-send.ts';

export interface SendingUnits {
  /** Null = it cannot be sent there now. */
  sendOf: (unit: UnitRecord) => (() => void) | null;
  sending: UnitId | null;
  /** It stays until the next press. */
  problem: string | null;
  /** Why nothing can be sent at all. */
  block: string | null;
}

export function useSendingUnits(
  incident: IncidentRecord | null,
  onForm: (event: IncidentEventName, given: FieldValues) => void,
): SendingUnits {
  const send = useSendCommand();
  const block = useCommandBlock();
  const actsFor = useWall(state => state.viewer?.scope.organ ?? null);
  const [sending, setSending] = useState<UnitId | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function sendAtOnce(record: IncidentRecord, unit: UnitRecord, fields: CommandFields): Promise<void> {
    setSending(unit.id);
    setProblem(null);
    const result = await send({ incident: record.id, version: record.version, fields });
    setSending(null);
    if (result.name === 'done') tell(say('nearby.sent', { unit: unit.callSign, id: record.id }));
    else setProblem(problemOf(result));
  }

  return {
    sending,
    problem,
    block,
    sendOf(unit) {
      const way = incident && wayToSend(incident, unit, actsFor);
      if (!way) return null;
      return () => {
        if (block || sending !== null) return;
        if (way.atOnce) void sendAtOnce(incident, unit, { event: way.event, ...way.given } as CommandFields);
        else onForm(way.event, way.given);
      };
    },
  };
}

function problemOf(result: Exclude<CommandResult, { name: 'done' }>): string {
  switch (result.name) {
    case 'refused':
      return result.refusal.message;
    case 'conflict':
      return say('command.changed-meanwhile');
    case 'not-sent':
      return say('command.not-sent');
    case 'unanswered':
      return say('form.unanswered');
  }
}

/**
 * One command to an operation at a time, and in words why it was not carried out. In: the record as it lives, names of the fields that the
 * caller shows a sentence beside. Out: how to send, once; nothing is sent while the link is lost. The record comes back over the live link.
 */
import { useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { tell } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';
import { type OperationFields, useSendOperation } from './send-operation.ts';

export interface OperationCommanding {
  /** Why nothing may be sent now; null = it may. */
  block: string | null;
  isSending: boolean;
  refused: { field: string | null; sentence: string } | null;
  /** True when it was carried out. */
  carryOut: (command: OperationFields) => Promise<boolean>;
}

export function useOperationCommand(
  record: OperationRecord,
  fields: readonly string[] = [],
  onRefused?: (refusal: Refusal) => void,
): OperationCommanding {
  const send = useSendOperation();
  const block = useCommandBlock();
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<OperationCommanding['refused']>(null);

  async function carryOut(command: OperationFields): Promise<boolean> {
    if (block !== null || isSending) return false;
    setRefused(null);
    setSending(true);
    const result = await send({ id: record.id, version: record.version, fields: command });
    setSending(false);
    switch (result.name) {
      case 'done':
        tell(say('command.done', { event: say(`operation.event.${command.event}`), id: record.id }));
        return true;
      case 'conflict':
        setRefused({ field: null, sentence: result.refusal.message });
        return false;
      case 'refused': {
        const name = result.refusal.field?.split(/[.[]/)[0] ?? null;
        const isOwn = name !== null && fields.includes(name);
        setRefused({ field: isOwn ? name : null, sentence: result.refusal.message });
        if (!isOwn) onRefused?.(result.refusal);
        return false;
      }
      case 'not-sent':
        setRefused({ field: null, sentence: say('command.link-lost') });
        return false;
      case 'unanswered':
        setRefused({ field: null, sentence: say('form.unanswered') });
        return false;
    }
  }
  return { block, isSending, refused, carryOut };
}

/**
 * Sends what a person decided about a joint operation (connection/command-sender.ts). One sender a page, given by the tab. In: the event
 * with its fields. Out: how it ended, as data.
 */
import { createContext, use } from 'react';
import { type OperationRecord, operationRecord } from '../../server/contract/operation.ts';
import type { OperationCommand, OperationEventName } from '../../server/contract/operation-event.ts';
import {
  type CommandIntent,
  type CommandResult,
  commandSender,
  type SenderParts,
  type Stamp,
} from '../connection/command-sender.ts';

/** A command as a form fills it in, without what the sender adds. */
export type OperationFields<Name extends OperationEventName = OperationEventName> = Name extends OperationEventName
  ? Omit<Extract<OperationCommand, { event: Name }>, Stamp>
  : never;

export type SendOperation = (intent: CommandIntent<OperationFields>) => Promise<CommandResult<OperationRecord>>;

export function createOperationSender(parts: SenderParts): SendOperation {
  return commandSender<OperationFields, typeof operationRecord>('/api/v1/operations', operationRecord, parts);
}

export const SendOperationContext = createContext<SendOperation | null>(null);

export function useSendOperation(): SendOperation {
  const send = use(SendOperationContext);
  if (!send) throw new Error('useSendOperation outside of the tab 行动.');
  return send;
}

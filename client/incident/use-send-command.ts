/** The sender of commands of this page (send-command.ts). One a page, so that a press after an unanswered one is known as the same. */
import { createContext, use } from 'react';
import type { SendCommand } from './send-command.ts';

export const SendCommandContext = createContext<SendCommand | null>(null);

export function useSendCommand(): SendCommand {
  const send = use(SendCommandContext);
  if (!send) throw new Error('useSendCommand outside of a desk.');
  return send;
}

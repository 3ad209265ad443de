/** Bulletins as the server tells them, asked again when one changed, and who sends what is decided about them. Null until the first answer. */
import { createContext, use, useEffect } from 'react';
import { bulletin, bulletinMonths } from '../../server/contract/bulletin.ts';
import type { BulletinCommand, BulletinEventName } from '../../server/contract/bulletin-event.ts';
import {
  type CommandIntent,
  type CommandResult,
  commandSender,
  type SenderParts,
  type Stamp,
} from '../connection/command-sender.ts';
import { type Asked, useAnswer } from '../connection/use-answer.ts';
import { usePublications } from '../store/publications.ts';
import { useWall } from '../store/use-store.ts';

type Fields<Name extends BulletinEventName = BulletinEventName> = Name extends BulletinEventName
  ? Omit<Extract<BulletinCommand, { event: Name }>, Stamp>
  : never;
export type BulletinFields = Fields;

export type SendBulletin = (intent: CommandIntent<BulletinFields>) => Promise<CommandResult<unknown>>;

export function createBulletinSender(parts: SenderParts): SendBulletin {
  return commandSender<BulletinFields, typeof bulletin>('/api/v1/bulletins', bulletin, parts);
}

export const SendBulletinContext = createContext<SendBulletin | null>(null);

export function useSendBulletin(): SendBulletin {
  const send = use(SendBulletinContext);
  if (!send) throw new Error('useSendBulletin outside of the tab 通报.');
  return send;
}

export function useMonths() {
  const asked = useAnswer('/api/v1/bulletins', bulletinMonths);
  useAskedOnChange(asked);
  return asked;
}

export function useBulletin(id: string) {
  const asked = useAnswer(`/api/v1/bulletins/${encodeURIComponent(id)}`, bulletin);
  useAskedOnChange(asked);
  return asked;
}

function useAskedOnChange({ ask }: Asked<unknown>): void {
  const changed = usePublications('bulletin-changed');
  const points = useWall(state => state.points);
  // Also when a point changed: a draft shows figures of now, a signed one which points are clean since.
  useEffect(() => {
    if (changed !== null && points) ask();
  }, [changed, points, ask]);
}

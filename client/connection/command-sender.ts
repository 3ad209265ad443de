/**
 * Sends what a person decided about a record. In: the event with its fields and the version that was on the screen. Out: how it ended,
 * as data; the changed record itself comes back over the live link like any other change.
 *
 * A command never waits for a better network: while the link is not live nothing is sent (A8), because a click must not fire ten
 * minutes later. When no answer came, nobody knows whether it was carried out; pressing again sends the same `commandId`, so it
 * cannot happen twice. Once there is an answer, or anything about the intent changes, the next press has an id of its own.
 */
import type { z } from 'zod';
import type { Refusal } from '../../server/contract/refusal.ts';
import type { ServerClock } from '../clock/server-clock.ts';
import type { WallStore } from '../store/store.ts';
import { askServer } from './ask-server.ts';
import { CommandIds } from './command-ids.ts';

/** What the sender adds to a command as a form fills it in. */
export type Stamp = 'commandId' | 'expectedVersion' | 'issuedAt';

export interface CommandIntent<Fields> {
  /** Of the record. */
  id: string;
  /** Of the record the person looked at. */
  version: number;
  fields: Fields;
}

export type CommandResult<Told> =
  | { name: 'done'; record: Told }
  | { name: 'refused'; refusal: Refusal }
  /** Somebody was faster: the record as it is now, null when the server did not send it. */
  | { name: 'conflict'; current: Told | null; refusal: Refusal }
  /** The link is not live; nothing was sent. */
  | { name: 'not-sent' }
  /** Sent, but no answer came: it may have happened. */
  | { name: 'unanswered' };

export interface SenderParts {
  store: Pick<WallStore, 'getState'>;
  clock: Pick<ServerClock, 'serverNow'>;
  fetch?: typeof globalThis.fetch;
  newId?: () => string;
}

/** `collection`: `/api/v1/incidents`. One sender a page, so that a press after an unanswered one is known as the same. */
export function commandSender<Fields extends object, Schema extends z.ZodType>(
  collection: string,
  record: Schema,
  { store, clock, fetch, newId }: SenderParts,
): (intent: CommandIntent<Fields>) => Promise<CommandResult<z.infer<Schema>>> {
  const ids = new CommandIds(newId);
  return async intent => {
    if (store.getState().link.name !== 'live') return { name: 'not-sent' };
    const commandId = ids.idFor(intent);
    const answer = await askServer(`${collection}/${encodeURIComponent(intent.id)}/events`, record, {
      method: 'POST',
      body: {
        ...intent.fields,
        commandId,
        expectedVersion: intent.version,
        issuedAt: Math.round(clock.serverNow()),
      },
      ...(fetch && { fetch }),
    });
    if (answer.name === 'unreachable') return { name: 'unanswered' };
    ids.answered(intent);
    if (answer.name === 'answered') return { name: 'done', record: answer.value };
    const { refusal } = answer;
    if (refusal.refusal !== 'version-conflict') return { name: 'refused', refusal };
    const current = record.safeParse(refusal.current);
    return { name: 'conflict', current: current.success ? current.data : null, refusal };
  };
}

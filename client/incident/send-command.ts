/**
 * Sends what a person decided about an incident. In: the event with its fields and the version that was on the screen. Out: how it
 * ended, as data; the changed record itself comes back over the live link like any other change.
 *
 * A command never waits for a better network: while the link is not live nothing is sent (A8), because a click must not fire ten
 * minutes later. When no answer came, nobody knows whether it was carried out; pressing again sends the same `commandId`, so it
 * cannot happen twice. Once there is an answer, or anything about the intent changes, the next press has an id of its own.
 */
import type { IncidentId } from '../../server/contract/ids.ts';
import { type IncidentRecord, incidentRecord } from '../../server/contract/incident.ts';
import type { IncidentCommand, IncidentEventName } from '../../server/contract/incident-event.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import type { ServerClock } from '../clock/server-clock.ts';
import { askServer } from '../connection/ask-server.ts';
import { CommandIds } from '../connection/command-ids.ts';
import type { WallStore } from '../store/store.ts';

type Stamp = 'commandId' | 'expectedVersion' | 'issuedAt';
/** A command as a form fills it in, without what the sender adds. */
export type CommandFields<Name extends IncidentEventName = IncidentEventName> = Name extends IncidentEventName
  ? Omit<Extract<IncidentCommand, { event: Name }>, Stamp>
  : never;

export interface Intent {
  incident: IncidentId;
  /** Of the record the person looked at. */
  version: number;
  fields: CommandFields;
}

export type CommandResult =
  | { name: 'done'; record: IncidentRecord }
  | { name: 'refused'; refusal: Refusal }
  /** Somebody was faster: the record as it is now, null when the server did not send it. */
  | { name: 'conflict'; current: IncidentRecord | null; refusal: Refusal }
  /** The link is not live; nothing was sent. */
  | { name: 'not-sent' }
  /** Sent, but no answer came: it may have happened. */
  | { name: 'unanswered' };

export interface CommandSenderParts {
  store: Pick<WallStore, 'getState'>;
  clock: Pick<ServerClock, 'serverNow'>;
  fetch?: typeof globalThis.fetch;
  newId?: () => string;
}

export type SendCommand = (intent: Intent) => Promise<CommandResult>;

export function createCommandSender({ store, clock, fetch, newId }: CommandSenderParts): SendCommand {
  const ids = new CommandIds(newId);
  return async intent => {
    if (store.getState().link.name !== 'live') return { name: 'not-sent' };
    const commandId = ids.idFor(intent);
    const answer = await askServer(`/api/v1/incidents/${encodeURIComponent(intent.incident)}/events`, incidentRecord, {
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
    const current = incidentRecord.safeParse(refusal.current);
    return { name: 'conflict', current: current.success ? current.data : null, refusal };
  };
}

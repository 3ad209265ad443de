/** Sends what a person decided about an incident (connection/command-sender.ts). In: the event with its fields. Out: how it ended, as data. */
import type { IncidentId } from '../../server/contract/ids.ts';
import { type IncidentRecord, incidentRecord } from '../../server/contract/incident.ts';
import type { IncidentCommand, IncidentEventName } from '../../server/contract/incident-event.ts';
import {
  commandSender,
  type CommandResult as Result,
  type SenderParts,
  type Stamp,
} from '../connection/command-sender.ts';

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

export type CommandResult = Result<IncidentRecord>;
export type SendCommand = (intent: Intent) => Promise<CommandResult>;

export function createCommandSender(parts: SenderParts): SendCommand {
  const send = commandSender<CommandFields, typeof incidentRecord>('/api/v1/incidents', incidentRecord, parts);
  return ({ incident, version, fields }) => send({ id: incident, version, fields });
}

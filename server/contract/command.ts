/** What every command to an incident or an operation carries, whatever it is about. */
import { z } from 'zod';
import { instant } from './coordinates.ts';
import { commandId, organId } from './ids.ts';

const command = {
  commandId,
  /** `version` of the record that the sender looked at. */
  expectedVersion: z.int().min(1),
  /** When the person pressed the button; older than 30 s is refused. */
  issuedAt: instant,
  /** The desk writes down what an organ did (代录). Organs themselves leave it out: they act for their own. */
  onBehalfOf: organId.optional(),
};

/** The shape of one event's body. */
export function commandFor<N extends string, S extends z.ZodRawShape>(name: N, fields: S) {
  return z.strictObject({ event: z.literal(name), ...command, ...fields });
}

/** Shift handover (交接班): what the next officer takes over, frozen when the first signs, valid when both have signed (demand 40). */
import { z } from 'zod';
import { alarmId, incidentId, unitId, utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';

export const handoverContent = z.object({
  open: z.array(incidentId),
  overdue: z.array(incidentId),
  reopened: z.array(incidentId),
  /** Waiting for an approver. */
  requests: z.array(incidentId),
  shelvedAlarms: z.array(alarmId),
  unacknowledgedAlarms: z.array(alarmId),
  lostUnits: z.array(unitId),
});
export type HandoverContent = z.infer<typeof handoverContent>;

export const handover = z.object({
  id: z.string(),
  outgoing: z.string(),
  signedAt: utcMs,
  remarks: z.string(),
  content: handoverContent,
  /** Null = waits for the next officer's signature. */
  incoming: z.string().nullable(),
  acceptedAt: utcMs.nullable(),
});
export type Handover = z.infer<typeof handover>;

/** Body of `POST /api/v1/handovers`. */
export const handoverSign = z.strictObject({ remarks: plainText.max(1000) });
/** Body of `POST /api/v1/handovers/:id/accept`: the second officer signs with the own account at the same desk. */
export const handoverAccept = z.strictObject({
  account: plainText.min(1).max(60),
  password: z.string().min(1).max(200),
});

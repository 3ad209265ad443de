/** What happened to one incident, oldest first: `GET /api/v1/incidents/:id/history`, as the desk reads it. */
import { z } from 'zod';
import { organId, seq, utcMs } from '../../server/contract/ids.ts';
import { incidentRecord } from '../../server/contract/incident.ts';

/** As the server writes it, and as the page says 系统. */
export const SYSTEM = 'system';

const told = z.object({
  seq,
  at: utcMs,
  kind: z.string(),
  /** Account; null = hidden from this viewer. */
  actor: z.string().nullable(),
  event: z.string().nullish(),
  by: z.string().nullish(),
  onBehalfOf: organId.nullish(),
  note: z.string().nullish(),
  incident: incidentRecord,
});

export const incidentHistory = z.array(
  told.transform(({ kind, actor, event, by, onBehalfOf, note, ...rest }) => ({
    ...rest,
    /** An event's name; for the first entry the kind of fact it came by. */
    event: event ?? kind,
    // Without words for it there is only an account, and an account is no name.
    by: by ?? (actor === SYSTEM ? SYSTEM : null),
    onBehalfOf: onBehalfOf ?? null,
    note: note ?? null,
  })),
);
export type HistoryEntry = z.infer<typeof incidentHistory>[number];

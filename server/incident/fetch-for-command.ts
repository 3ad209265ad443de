/** What one command needs of the store besides its incident; most need nothing. Inside the command's transaction. */
import type { Transaction } from 'kysely';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { IncidentCommand, IncidentEventName } from '../contract/incident-event.ts';
import type { Tables } from '../store/tables.ts';
import { findIncident } from './incident-repository.ts';
import type { Fetched } from './situation.ts';

/** Those that lead back to where it came from. */
const LEADS_BACK: ReadonlySet<IncidentEventName> = new Set(['rework', 'resume', 'unmerge']);

export async function fetchFor(
  tx: Transaction<Tables>,
  record: IncidentRecord,
  command: IncidentCommand,
): Promise<Omit<Fetched, 'emergency'>> {
  const partner = command.event === 'merge' ? command.into : command.event === 'unmerge' ? record.mergedInto : null;
  return {
    past: LEADS_BACK.has(command.event) ? await readPastStates(tx, record.id) : [],
    reportedBy: command.event === 'intervene' ? await readReporter(tx, record.id) : null,
    partner: partner === null ? null : ((await findIncident(tx, partner)) ?? null),
  };
}

/** Newest first. By the log and not by the times of stages: two commands within a millisecond have an order there. */
async function readPastStates(tx: Transaction<Tables>, id: string): Promise<IncidentState[]> {
  const rows = await tx
    .selectFrom('change_log')
    .select('data')
    .where('subject', '=', id)
    .where('kind', 'like', 'incident-%')
    .orderBy('seq', 'desc')
    .execute();
  const states = rows.map(({ data }) => (JSON.parse(data) as { incident: IncidentRecord }).incident.state);
  const changes = states.filter((state, i) => state !== states[i - 1]);
  return changes.slice(1);
}

/** The title of the account that sent the report. */
async function readReporter(tx: Transaction<Tables>, id: string): Promise<string | null> {
  const first = await tx
    .selectFrom('change_log')
    .innerJoin('account', 'account.name', 'change_log.actor')
    .select('account.title')
    .where('subject', '=', id)
    .where('kind', '=', 'incident-received')
    .executeTakeFirst();
  return first?.title ?? null;
}

/**
 * Looking something up in the audit trail ([AC-8]). In: what is asked, where the page before ended. Out: rows, newest first.
 * Each question stands on an index (migrations 002, 016, 017), because a trail of years must not hold the loop while somebody reads it.
 */
import { type Kysely, sql } from 'kysely';
import type { AuditRow } from '../contract/audit.ts';
import type { Language } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { auditActionName } from './audit-words.ts';
import { maskedData } from './mask-numbers.ts';

export interface AuditQuestion {
  /** Only what somebody asked for: people, devices, other systems. Most rows are the server's own. */
  people?: boolean | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  /** UTC ms, half open. */
  from?: number | undefined;
  to?: number | undefined;
}

/** `before`: only rows with a smaller number. */
export async function findAuditRows(
  db: Kysely<Tables>,
  question: AuditQuestion,
  { before, limit, language }: { before: number | undefined; limit: number; language: Language },
): Promise<AuditRow[]> {
  const { people, actor, action, subject, from, to } = question;
  let rows = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  // Written out, because a database uses an index of some rows only when it can see that those are meant.
  if (people) rows = rows.where('actor', '!=', sql.lit('system'));
  if (actor !== undefined) rows = rows.where('actor', '=', actor);
  if (action !== undefined) rows = rows.where('action', '=', action);
  if (subject !== undefined) rows = rows.where('subject', '=', subject);
  if (before !== undefined) rows = rows.where('seq', '<', before);
  if (from !== undefined || to !== undefined) {
    const span = await numbersBetween(db, from, to);
    if (span === null) return [];
    rows = rows.where('seq', '>=', span.first).where('seq', '<=', span.last);
    if (from !== undefined) rows = rows.where('at', '>=', from);
    if (to !== undefined) rows = rows.where('at', '<', to);
  }
  return (await rows.execute()).map(({ previous_hash: _, ...row }) => ({
    ...row,
    name: auditActionName(row.action, language),
    before: parsed(row.before),
    after: parsed(row.after),
  }));
}

/** Clocks are set back now and then: the numbers between which every row of that time lies, from the index of times alone. */
async function numbersBetween(
  db: Kysely<Tables>,
  from: number | undefined,
  to: number | undefined,
): Promise<{ first: number; last: number } | null> {
  let within = db.selectFrom('audit').select(({ fn }) => [fn.min('seq').as('first'), fn.max('seq').as('last')]);
  if (from !== undefined) within = within.where('at', '>=', from);
  if (to !== undefined) within = within.where('at', '<', to);
  const { first, last } = await within.executeTakeFirstOrThrow();
  return first === null ? null : { first: Number(first), last: Number(last) };
}

function parsed(json: string | null): unknown {
  return json === null ? null : maskedData(JSON.parse(json));
}

/**
 * The audit trail: who did what, from where, what it was before and after.
 * In: an entry, written in the transaction of the change it tells about, so neither exists without the other.
 * Each row holds the SHA-256 of the row before it and of itself; `verifyAuditChain` finds the first one that was edited, removed or
 * slipped in. Triggers refuse edits besides; the chain is for whoever can switch triggers off.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import { compiledOnce } from '../store/compiled-once.ts';
import type { Tables } from '../store/tables.ts';
import { hashOf } from './secrets.ts';

export interface AuditEntry {
  /** Account or token name; `system` for what nobody asked for. */
  actor: string;
  /** IP address; '' for what came from inside. */
  address: string;
  /** What was done: `sign-in`, `token-issued`, `denied`, or the kind of a fact. */
  action: string;
  /** Id of what it was done to. */
  subject: string;
  before?: unknown;
  after?: unknown;
  /** UTC ms. */
  at: number;
}

type Link = Pick<Row, 'seq' | 'at' | 'actor' | 'address' | 'action' | 'subject' | 'before' | 'after'>;
type Row = Tables['audit'];

export async function writeAudit(tx: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  // This update waits for any other writer, on both databases; what it returns is therefore the newest link.
  const [head] = (await takeHead(tx, [])).rows;
  if (!head) throw new Error('The audit trail has no head.');
  const link: Link = {
    seq: head.seq,
    at: entry.at,
    actor: entry.actor,
    address: entry.address,
    action: entry.action,
    subject: entry.subject,
    before: jsonOrNull(entry.before),
    after: jsonOrNull(entry.after),
  };
  const hash = linkHash(head.hash, link);
  const { seq, at, actor, address, action, subject, before, after } = link;
  await insertLink(tx, [seq, at, actor, address, action, subject, before, after, head.hash, hash]);
  await setHead(tx, [hash]);
}

const takeHead = compiledOnce(db =>
  db.updateTable('audit_head').set({ seq: sql`seq + 1` }).where('id', '=', sql.lit(1)).returning(['seq', 'hash']),
);
const insertLink = compiledOnce(db =>
  db.insertInto('audit').values({
    ...{ seq: 0, at: 0, actor: '', address: '', action: '', subject: '', before: '', after: '' },
    ...{ previous_hash: '', hash: '' },
  }),
);
const setHead = compiledOnce(db => db.updateTable('audit_head').set({ hash: '' }).where('id', '=', sql.lit(1)));

export type ChainVerdict = { ok: true; rows: number } | { ok: false; seq: number; reason: string };

const ROWS_A_READ = 1000;

/** Reads the whole trail, oldest first. `seq` of a bad verdict is the first row that does not fit. */
export async function verifyAuditChain(db: Kysely<Tables>): Promise<ChainVerdict> {
  let seq = 0;
  let hash = '';
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(ROWS_A_READ)
      .execute();
    for (const row of rows) {
      if (row.seq !== seq + 1) return { ok: false, seq: seq + 1, reason: 'missing' };
      if (row.previous_hash !== hash) return { ok: false, seq: row.seq, reason: 'does not follow the row before it' };
      if (row.hash !== linkHash(hash, row)) return { ok: false, seq: row.seq, reason: 'edited' };
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < ROWS_A_READ) break;
  }
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  // A row written while we read makes the head newer than what we saw; a trail that was cut off does too, but has no such row.
  if (head.seq > seq) {
    const newer = await db
      .selectFrom('audit')
      .select('previous_hash')
      .where('seq', '=', seq + 1)
      .executeTakeFirst();
    return newer?.previous_hash === hash ? { ok: true, rows: seq } : { ok: false, seq: seq + 1, reason: 'cut off' };
  }
  if (head.seq !== seq || head.hash !== hash) return { ok: false, seq: head.seq, reason: 'head does not fit' };
  return { ok: true, rows: seq };
}

function linkHash(previous: string, { seq, at, actor, address, action, subject, before, after }: Link): string {
  return hashOf(JSON.stringify([previous, seq, at, actor, address, action, subject, before, after]));
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/**
 * The handover book: signing out, signing in, looking back (rules in SPEC.md).
 * In: who signs and when. Out: handovers as the contract has them, or a thrown refusal that names the other signature.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { writeAudit } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Handover, HandoverContent } from '../contract/handover.ts';
import type { Role, Scope } from '../contract/viewer.ts';
import type { PageCursor } from '../http/page-cursor.ts';
import { badInput, notFound, Refused } from '../http/refused.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { Tables } from '../store/tables.ts';
import { wallClock } from '../table-files/table.ts';
import { type ContentParts, handoverContent } from './handover-content.ts';

export interface HandoverParts extends ContentParts {
  days: LocalDays;
  timeZone: string;
}

/** Who signs second, already known by the password. */
export interface Incoming {
  name: string;
  title: string;
  role: Role;
  scope: Scope;
}

type Row = Tables['handover'];

const HANDOVER = { zh: '交接班', en: 'handover' };
/** [H-6] */
const TAKES_OVER: ReadonlySet<Role> = new Set(['duty', 'leader']);

export class HandoverBook {
  readonly #parts: HandoverParts;

  constructor(parts: HandoverParts) {
    this.#parts = parts;
  }

  draft(viewer: Viewer, now: number): Promise<HandoverContent> {
    return handoverContent(this.#parts, viewer.scope.zone, now);
  }

  /** [H-2] [H-4] [H-8] */
  async sign(viewer: Viewer, remarks: string, now: number): Promise<Handover> {
    const { db, days } = this.#parts;
    const zone = viewer.scope.zone ?? '';
    const content = await this.draft(viewer, now);
    const id = `${days.dayName(now)}-${randomUUID().slice(0, 8)}`;
    return db.transaction().execute(async tx => {
      const inserted = await tx
        .insertInto('handover')
        .values({
          ...{ id, zone, outgoing: viewer.account, outgoing_title: viewer.title, signed_at: now, remarks },
          ...{ content: JSON.stringify(content), incoming: null, incoming_title: null, accepted_at: null },
        })
        .onConflict(conflict => conflict.column('zone').where('accepted_at', 'is', null).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!inserted) throw await this.#waiting(tx, zone);
      const after = { zone: viewer.scope.zone ?? null, remarks, ...content };
      await writeAudit(tx, {
        ...{ actor: viewer.account, address: viewer.address, action: 'handover-signed', subject: id, after, at: now },
      });
      return fromRow(inserted);
    });
  }

  /** What can be refused without a password, before one is asked for. */
  async checkCanAccept(id: string, account: string): Promise<void> {
    const row = await this.#find(this.#parts.db, id);
    if (row.accepted_at !== null) throw this.#taken(row);
    if (row.outgoing === account)
      throw badInput('account', {
        zh: `account：接班人不能是交班人本人（${row.outgoing_title}）`,
        en: `account: the incoming officer must be somebody else than the outgoing one (${row.outgoing_title})`,
      });
  }

  /** [H-6] [H-7] [H-8] */
  async accept(id: string, incoming: Incoming, address: string, now: number): Promise<Handover> {
    const { db } = this.#parts;
    return db.transaction().execute(async tx => {
      const before = await this.#find(tx, id);
      this.#checkIncoming(incoming, before.zone);
      const row = await tx
        .updateTable('handover')
        .set({ incoming: incoming.name, incoming_title: incoming.title, accepted_at: now })
        .where('id', '=', id)
        .where('accepted_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw this.#taken(await this.#find(tx, id));
      await writeAudit(tx, {
        ...{ actor: incoming.name, address, action: 'handover-accepted', subject: id, at: now },
        after: { outgoing: row.outgoing, signedAt: row.signed_at, incoming: incoming.name },
      });
      return fromRow(row);
    });
  }

  /** Newest first; those of one zone and of the whole area for who has a zone. */
  async list(viewer: Viewer, limit: number, after: PageCursor | null): Promise<Handover[]> {
    let query = this.#parts.db.selectFrom('handover').selectAll();
    if (viewer.scope.zone !== undefined) query = query.where('zone', 'in', [viewer.scope.zone, '']);
    if (after)
      query = query.where(e =>
        e.or([e('signed_at', '<', after.at), e.and([e('signed_at', '=', after.at), e('id', '<', after.id)])]),
      );
    const rows = await query.orderBy('signed_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    return rows.map(fromRow);
  }

  async #find(db: Kysely<Tables>, id: string): Promise<Row> {
    const row = await db.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound(HANDOVER, id);
    return row;
  }

  #checkIncoming({ title, name, role, scope }: Incoming, zone: string): void {
    if (!TAKES_OVER.has(role))
      throw new Refused('not-allowed', {
        zh: `“${title}”（${name}）不是值班员或领导，不能接班`,
        en: `"${title}" (${name}) is neither duty officer nor leader and cannot take over.`,
      });
    if (scope.zone !== undefined && scope.zone !== zone)
      throw new Refused('not-allowed', {
        zh: `“${title}”（${name}）只值守其他片区，不能接班`,
        en: `"${title}" (${name}) is on duty for another zone and cannot take over.`,
      });
  }

  async #waiting(db: Kysely<Tables>, zone: string): Promise<Refused> {
    const row = await db
      .selectFrom('handover')
      .selectAll()
      .where('zone', '=', zone)
      .where('accepted_at', 'is', null)
      .executeTakeFirstOrThrow();
    const at = wallClock(this.#parts.timeZone)(row.signed_at);
    return new Refused('already-signed', {
      zh: `${called(row.outgoing_title, row.outgoing)}已于 ${at} 交班签字，等待接班人签字`,
      en: `${row.outgoing_title} (${row.outgoing}) signed at ${at}; the incoming officer has not signed yet.`,
    });
  }

  #taken(row: Row): Refused {
    const at = wallClock(this.#parts.timeZone)(row.accepted_at ?? 0);
    return new Refused('already-signed', {
      zh: `${called(row.incoming_title ?? '', row.incoming ?? '')}已于 ${at} 接班签字`,
      en: `${row.incoming_title} (${row.incoming}) took over at ${at}.`,
    });
  }
}

/** Several officers share a title. */
function called(title: string, account: string): string {
  return `${title}（${account}）`;
}

function fromRow(row: Row): Handover {
  return {
    id: row.id,
    outgoing: called(row.outgoing_title, row.outgoing),
    signedAt: row.signed_at,
    remarks: row.remarks,
    content: JSON.parse(row.content) as HandoverContent,
    incoming: row.incoming === null ? null : called(row.incoming_title ?? '', row.incoming),
    acceptedAt: row.accepted_at,
  };
}

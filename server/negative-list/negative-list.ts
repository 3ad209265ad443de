/**
 * The negative list and all its versions. In: the shipped file, imported tables. Out: the row of a category, now or then, and the
 * organs of its columns. Rules [NL-1] to [NL-8] of SPEC.md.
 * All versions are held in memory: there are few, and intake asks for every report.
 * The surprise: a category that is gone is unknown to new reports, but `item(id, atMs)` still finds it for those who show old ones.
 */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { writeAudit } from '../access/audit.ts';
import type { Clock } from '../clock.ts';
import type { CategoryId } from '../contract/ids.ts';
import {
  type DutyOrgan,
  type NegativeList,
  type NegativeListItem,
  type NegativeListVersion,
  negativeList,
} from '../contract/negative-list.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import { badInput } from '../http/refused.ts';
import type { Organs } from '../profile/organs.ts';
import type { Cause, ChangeLog, FactWriter } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

export type Duty = 'patrol' | 'urge' | 'revisit' | 'punish';

/** The list of the profile's folder, made an instant of. */
export interface ShippedList {
  status: NegativeList['status'];
  effectiveFrom: number;
  items: readonly NegativeListItem[];
}

export interface NegativeListParts {
  database: Database;
  changeLog: ChangeLog;
  deadlines: Pick<Deadlines, 'set' | 'on'>;
  clock: Clock;
  organs: Pick<Organs, 'concrete' | 'via'>;
  onError(error: unknown, what: string): void;
}

const CONCEPT = 'negative-list';
const FACT = 'negative-list-published';

interface Version {
  list: NegativeList;
  items: ReadonlyMap<string, NegativeListItem>;
}

export class NegativeLists {
  readonly #parts: NegativeListParts;
  /** In the order in which they take force. */
  #versions: Version[] = [];

  private constructor(parts: NegativeListParts) {
    this.#parts = parts;
  }

  /** Before `deadlines.start()`. Publishes the shipped list where that is due. */
  static async open(parts: NegativeListParts, shipped: ShippedList): Promise<NegativeLists> {
    const lists = new NegativeLists(parts);
    parts.deadlines.on(CONCEPT, (_tx, log, { subject }, now) =>
      tell(log, Number(subject), { actor: 'system', address: '' }, now),
    );
    await lists.#publishShipped(shipped);
    await lists.#read();
    parts.changeLog.onCommitted(facts => {
      const newest = facts.findLast(({ kind }) => kind === FACT);
      if (newest && !lists.#holds((newest.data as { version: number }).version))
        lists.#read().catch(error => parts.onError(error, 'the negative list could not be read'));
    });
    return lists;
  }

  /** The list that holds now. */
  current(): NegativeList {
    return this.#at(this.#parts.clock.now()).list;
  }

  /** Undefined = there is no such version. */
  version(number: number): NegativeList | undefined {
    return this.#versions.find(({ list }) => list.version === number)?.list;
  }

  /** Newest first. */
  versions(): NegativeListVersion[] {
    return this.#versions
      .map(({ list: { items, ...version } }) => ({ ...version, rows: items.length }))
      .sort((a, b) => b.version - a.version);
  }

  /**
   * Without a time: the row of the list that holds now; undefined = a new report may not name it.
   * With one: the row that held then, or failing that the row of the newest version that has one.
   */
  item(id: string, atMs?: number): NegativeListItem | undefined {
    if (atMs === undefined) return this.#at(this.#parts.clock.now()).items.get(id);
    return this.#at(atMs).items.get(id) ?? this.#versions.findLast(({ items }) => items.has(id))?.items.get(id);
  }

  /**
   * Organs of one column, in its order, with the office each is reached through. Null = 未设定, or no such row.
   * A community's own station becomes the one of `community` and is left out where that is null. `atMs`: when the report came.
   */
  organsOf(id: string, duty: Duty, community: string | null, atMs = this.#parts.clock.now()): DutyOrgan[] | null {
    const { organs } = this.#parts;
    return (
      this.item(id, atMs)?.[duty]?.flatMap(({ organ, via }) => {
        const concrete = organs.concrete(organ, community);
        return concrete === null ? [] : { organ: concrete, via: via ?? organs.via(organ) };
      }) ?? null
    );
  }

  /** `effectiveFrom`: null = at once; the past is refused, because it would change what reports were judged by. */
  async publish(
    { status, effectiveFrom, items }: Pick<NegativeList, 'status' | 'items'> & { effectiveFrom: number | null },
    cause: Cause,
    now: number,
  ): Promise<NegativeList> {
    if (effectiveFrom !== null && effectiveFrom < now)
      throw badInput('effectiveFrom', {
        zh: `effectiveFrom：生效时间已过（${new Date(effectiveFrom).toISOString()}）；立即生效请不填`,
        en: `effectiveFrom: lies in the past (${new Date(effectiveFrom).toISOString()}); leave it out for "at once"`,
      });
    const published = await this.#parts.changeLog.commit(async (tx, log) => {
      const list = await this.#insert(
        tx,
        'imported',
        { status, items, effectiveFrom: effectiveFrom ?? now },
        cause,
        now,
      );
      await tell(log, list.version, cause, now);
      if (list.effectiveFrom > now)
        await this.#parts.deadlines.set(tx, {
          concept: CONCEPT,
          subject: String(list.version),
          name: 'takes-force',
          dueAt: list.effectiveFrom,
        });
      return list;
    });
    await this.#read();
    return published;
  }

  /** [NL-2] [NL-3] */
  async #publishShipped(shipped: ShippedList): Promise<void> {
    const { changeLog, clock } = this.#parts;
    const cause: Cause = { actor: 'system', address: '' };
    await changeLog.commit(async (tx, log) => {
      const known = await tx.selectFrom('negative_list').select(['version', 'origin', 'content_hash']).execute();
      const newest = known.sort((a, b) => b.version - a.version)[0];
      if (known.some(({ origin }) => origin === 'imported') || newest?.content_hash === hashOf(shipped)) return;
      const now = clock.now();
      const effectiveFrom = newest ? Math.max(shipped.effectiveFrom, now) : shipped.effectiveFrom;
      const list = await this.#insert(tx, 'shipped', { ...shipped, effectiveFrom }, cause, now);
      // Of the very first one nobody can hold an older copy; it leaves an audit row and no fact.
      if (newest) await tell(log, list.version, cause, now);
      else
        await writeAudit(tx, { ...cause, action: FACT, subject: String(list.version), after: summary(list), at: now });
    });
  }

  async #insert(
    tx: Transaction<Tables>,
    origin: 'shipped' | 'imported',
    list: ShippedList,
    { actor }: Cause,
    now: number,
  ): Promise<NegativeList> {
    // The change log lets one work write at a time, on both databases: the number is nobody else's.
    const newest = await tx.selectFrom('negative_list').select('version').orderBy('version', 'desc').executeTakeFirst();
    const version = (newest?.version ?? 0) + 1;
    await tx
      .insertInto('negative_list')
      .values({
        version,
        origin,
        content_hash: hashOf(list),
        status: list.status,
        effective_from: list.effectiveFrom,
        published_by: actor,
        published_at: now,
        items: JSON.stringify(list.items),
      })
      .execute();
    return { ...list, items: [...list.items], version, publishedBy: actor, publishedAt: now };
  }

  async #read(): Promise<void> {
    const rows = await this.#parts.database.db
      .selectFrom('negative_list')
      .selectAll()
      .orderBy('effective_from')
      .orderBy('version')
      .execute();
    this.#versions = rows.map(row => {
      const list = negativeList.parse({
        version: row.version,
        status: row.status,
        effectiveFrom: row.effective_from,
        publishedBy: row.published_by,
        publishedAt: row.published_at,
        items: JSON.parse(row.items),
      });
      return { list, items: new Map<CategoryId, NegativeListItem>(list.items.map(item => [item.id, item])) };
    });
  }

  #holds(version: number): boolean {
    return this.#versions.some(({ list }) => list.version === version);
  }

  /** [NL-4] Before the first one took force, the first one holds. */
  #at(atMs: number): Version {
    const version = this.#versions.findLast(({ list }) => list.effectiveFrom <= atMs) ?? this.#versions[0];
    if (!version) throw new Error('There is no negative list: `open` publishes one.');
    return version;
  }
}

async function tell(log: FactWriter, version: number, cause: Cause, now: number): Promise<void> {
  await log.append({ kind: FACT, subject: String(version), zone: null, at: now, ...cause, data: { version } });
}

function summary({ version, status, effectiveFrom, items }: NegativeList) {
  return { version, status, effectiveFrom, rows: items.length };
}

function hashOf({ status, items }: Pick<ShippedList, 'status' | 'items'>): string {
  return createHash('sha256')
    .update(JSON.stringify([status, items]))
    .digest('hex');
}

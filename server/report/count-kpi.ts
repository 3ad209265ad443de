/**
 * Counts the indicators of SPEC.md from rows: incidents and the stages they went through.
 * In: a period, what to group by, perhaps one zone. Out: the contract's `KpiAnswer`, as far as incidents make it.
 * The databases count; what comes here is a few numbers a group and slice. The exception are revisits: an incident that is revisited
 * in two slices is one incident, so their results come as rows.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { KpiAnswer, KpiRow } from '../contract/kpi.ts';
import { incidentIsOpen } from '../store/incident-is-open.ts';
import type { Tables } from '../store/tables.ts';
import { type Counted, KpiCounts } from './kpi-counts.ts';
import { timeSlices } from './time-slices.ts';

export interface KpiQuestion {
  /** UTC ms, `to` not included. */
  from: number;
  to: number;
  by: KpiAnswer['by'];
  /** Only this zone; undefined = everywhere. */
  zone?: string | undefined;
}

export interface KpiParts {
  db: Kysely<Tables>;
  /** Channels by which the area's own patrol reports [K-8]. */
  ownPatrolChannels: readonly string[];
  /** Default: a few ms of counting. */
  rowsASlice?: number;
}

const ROWS_A_SLICE = 1000;
/** A stage costs an eighth of an incident: its index holds all that is asked. */
const STAGES_A_ROW = 8;

/** What incidents tell; the rest of the answer is other concepts' to count. */
export type CountedKpi = Omit<KpiAnswer, 'postedDesk'>;

type Span = { from: number; to: number };

/** [K-1] */
const KEY_OF_INCIDENT: Record<KpiAnswer['by'], RawBuilder<string | null>> = {
  all: sql`cast(null as text)`,
  organ: sql`coalesce(i.lead_organ, i.accepted_by)`,
  grid: sql`i.grid`,
  community: sql`i.community`,
  zone: sql`i.zone`,
};
const KEY_OF_STAGE: Record<KpiAnswer['by'], RawBuilder<string | null>> = {
  ...KEY_OF_INCIDENT,
  organ: sql`s.organ`,
};

/** [K-3] */
const TAKEN = sql`i.state not in ('rejected', 'forwarded', 'merged', 'void')`;
/** What a revisit can end in: good, sent back, handed over. Leaving the state any other way (promise, void) is no revisit. */
const REVISIT_RESULTS = sql`('pending-evaluation', 'handling', 'rectifying', 'transferred')`;

export async function countKpi(parts: KpiParts, ask: KpiQuestion, now: number): Promise<CountedKpi> {
  const { db, ownPatrolChannels, rowsASlice = ROWS_A_SLICE } = parts;
  const groups = new Map<string | null, KpiCounts>();
  const keyOfIncident = KEY_OF_INCIDENT[ask.by];
  const inZone = ask.zone === undefined ? sql`` : sql`and i.zone = ${ask.zone}`;
  const period: Span = { from: ask.from, to: ask.to };

  await countReceived();
  await countClosed();
  await countOpen();
  await countRevisits();
  await countStages();

  const total = new KpiCounts();
  const rows: KpiRow[] = [];
  for (const [key, counts] of groups) {
    total.addAll(counts);
    if (key !== null) rows.push(counts.row(key));
  }
  return {
    ...period,
    by: ask.by,
    asOf: now,
    total: total.row(null),
    rows: rows.sort((a, b) => (a.key! < b.key! ? -1 : 1)),
    unfiledLimits: { numerator: total.get('unfiledLimits'), denominator: total.get('runningLimits') }, // [K-11]
  };

  async function countReceived(): Promise<void> {
    const found =
      ownPatrolChannels.length === 0
        ? sql`1 = 0`
        : sql`i.channel in (${sql.join(ownPatrolChannels.map(channel => sql.val(channel)))})`;
    const confirmed = sql`${TAKEN} and i.state <> 'received'`;
    const wasAsked = sql`i.accept_due_at is not null and i.state not in ('merged', 'void')`;
    const answeredOrLate = sql`(i.accept_done_at is not null or i.accept_due_at <= ${now})`;
    const columns: Partial<Record<Counted, RawBuilder<unknown>>> = {
      received: sql`1 = 1`,
      taken: TAKEN,
      takenClosed: sql`i.state = 'closed'`,
      confirmed,
      found: sql`${confirmed} and ${found}`,
      acceptDue: sql`${wasAsked} and ${answeredOrLate}`,
      acceptKept: sql`${wasAsked} and i.accept_done_at <= i.accept_due_at`,
    };
    for await (const { from, to } of timeSlices(period, rowsASlice, timeOfReceipt)) {
      await countIncidents(columns, sql`i.received_at >= ${from} and i.received_at < ${to}`);
    }
  }

  async function countClosed(): Promise<void> {
    // The state is no condition: SQLite would then look through everything that is closed instead of the slice.
    const columns = { closed: sql`i.state = 'closed'`, closedOnTime: sql`i.state = 'closed' and i.late = 0` };
    for await (const { from, to } of timeSlices(period, rowsASlice, timeOfClosing)) {
      await countIncidents(columns, sql`i.closed_at >= ${from} and i.closed_at < ${to}`);
    }
  }

  /** [K-4] [K-5] Whoever is open counts from the day it came. */
  async function countOpen(): Promise<void> {
    const columns: Partial<Record<Counted, RawBuilder<unknown>>> = {
      open: sql`1 = 1`,
      overdue: sql`i.due_at <= ${now}`,
    };
    const sums = { runningLimits: sql`i.running_limits`, unfiledLimits: sql`i.unfiled_limits` };
    for await (const { from, to } of timeSlices({ from: 0, to: ask.to }, rowsASlice, timeOfOpenReceipt)) {
      await countIncidents(
        columns,
        sql`${incidentIsOpen} and i.received_at >= ${from} and i.received_at < ${to}`,
        sums,
      );
    }
  }

  /** One row a group; every column counts the rows for which it holds, `sums` add numbers up. */
  async function countIncidents(
    columns: Partial<Record<Counted, RawBuilder<unknown>>>,
    condition: RawBuilder<unknown>,
    sums: Partial<Record<Counted, RawBuilder<unknown>>> = {},
  ): Promise<void> {
    const names = [...Object.keys(columns), ...Object.keys(sums)] as Counted[];
    const selected = names.map(name => {
      const value = columns[name] ? sql`case when ${columns[name]} then 1 else 0 end` : sums[name];
      return sql`cast(sum(${value}) as bigint) as ${sql.ref(name)}`;
    });
    const { rows: found } = await sql<{ key: string | null } & Record<Counted, number>>`
      select ${keyOfIncident} as key, ${sql.join(selected)} from incident i where ${condition} ${inZone} group by 1
    `.execute(db);
    for (const row of found) for (const name of names) if (row[name] > 0) countsOf(row.key).add(name, row[name]);
  }

  /** [K-6] [K-7] The state after a revisit is the stage that began when `revisit-due` ended. */
  async function countRevisits(): Promise<void> {
    const incidents = new Map<string, { key: string | null; reworked: boolean }>();
    const slices = timeSlices(period, rowsASlice, (from, n) => timeOfStage(from, n, sql`and state = 'revisit-due'`));
    for await (const { from, to } of slices) {
      const { rows: results } = await sql<{ key: string | null; incident: string; result: string; again: number }>`
        select ${keyOfIncident} as key, s.incident as incident, n.state as result,
          case when exists (
            select 1 from incident_stage e join incident_stage en on en.incident = e.incident and en.entered_at = e.left_at
            where e.incident = s.incident and e.state = 'revisit-due' and e.left_at < s.left_at and en.state in ${REVISIT_RESULTS}
          ) then 1 else 0 end as again
        from incident_stage s
        join incident_stage n on n.incident = s.incident and n.entered_at = s.left_at and n.state in ${REVISIT_RESULTS}
        join incident i on i.id = s.incident
        where s.state = 'revisit-due' and s.left_at >= ${from} and s.left_at < ${to} ${inZone}
      `.execute(db);
      for (const { key, incident, result, again } of results) {
        const before = incidents.get(incident);
        const sentBack = result === 'handling' || result === 'rectifying';
        incidents.set(incident, { key, reworked: sentBack || before?.reworked === true });
        if (again === 1) continue;
        countsOf(key).add('firstRevisits', 1);
        if (result === 'pending-evaluation') countsOf(key).add('firstGood', 1);
      }
    }
    for (const { key, reworked } of incidents.values()) {
      countsOf(key).add('revisited', 1);
      if (reworked) countsOf(key).add('reworked', 1);
    }
  }

  /** [K-10] */
  async function countStages(): Promise<void> {
    // A stage knows its organ; only for places and zones is the incident looked up.
    const needsIncident = ask.zone !== undefined || ['grid', 'community', 'zone'].includes(ask.by);
    const incident = needsIncident ? sql`join incident i on i.id = s.incident` : sql``;
    const key = KEY_OF_STAGE[ask.by];
    for await (const { from, to } of timeSlices(period, STAGES_A_ROW * rowsASlice, (start, n) =>
      timeOfStage(start, n, sql``),
    )) {
      const { rows: found } = await sql<{ key: string | null; state: string; total_ms: number; count: number }>`
        select ${key} as key, s.state as state, cast(sum(s.left_at - s.entered_at) as bigint) as total_ms, count(*) as count
        from incident_stage s ${incident}
        where s.left_at >= ${from} and s.left_at < ${to} ${inZone} group by 1, 2
      `.execute(db);
      for (const row of found) countsOf(row.key).addStage(row.state, row.total_ms, row.count);
    }
  }

  function countsOf(key: string | null): KpiCounts {
    let counts = groups.get(key);
    if (!counts) {
      counts = new KpiCounts();
      groups.set(key, counts);
    }
    return counts;
  }

  function timeOfReceipt(from: number, n: number): Promise<number | undefined> {
    return nthTime(sql`select received_at as at from incident where received_at >= ${from} order by received_at`, n);
  }

  function timeOfOpenReceipt(from: number, n: number): Promise<number | undefined> {
    return nthTime(
      sql`select received_at as at from incident where ${incidentIsOpen} and received_at >= ${from} order by received_at`,
      n,
    );
  }

  function timeOfClosing(from: number, n: number): Promise<number | undefined> {
    return nthTime(sql`select closed_at as at from incident where closed_at >= ${from} order by closed_at`, n);
  }

  function timeOfStage(from: number, n: number, more: RawBuilder<unknown>): Promise<number | undefined> {
    return nthTime(sql`select left_at as at from incident_stage where left_at >= ${from} ${more} order by left_at`, n);
  }

  async function nthTime(times: RawBuilder<unknown>, n: number): Promise<number | undefined> {
    const { rows: found } = await sql<{ at: number }>`${times} limit 1 offset ${n}`.execute(db);
    return found[0]?.at;
  }
}

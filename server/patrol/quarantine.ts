/**
 * Devices that knocked without being known (待准入), for an administrator to admit or dismiss ([P-21], reliability C11).
 * In: sightings, from whichever door. Out: the list, newest last; rows, so that a restart keeps it.
 * The surprise: names come from strangers. Only the last 1,000 are kept, and one device is written at most once a minute however
 * often it knocks.
 */
import type { Selectable } from 'kysely';
import type { Clock } from '../clock.ts';
import type { QuarantinedDevice } from '../contract/device.ts';
import type { DeviceId } from '../contract/ids.ts';
import type { Database } from '../store/database.ts';
import type { DeviceQuarantineTable } from './device-tables.ts';

export interface Sighting {
  id: DeviceId;
  source: string;
  /** WGS-84; null = it named no place that can be one. */
  lonLat: readonly [number, number] | null;
  address: string | null;
}

interface Waiting {
  device: QuarantinedDevice;
  /** -Infinity = never. */
  writtenAt: number;
  unwritten: boolean;
}

const MOST_DEVICES = 1000;
const WRITE_EVERY_MS = 60_000;
const LOOK_EVERY_MS = 5000;
/** Bounds one transaction; the rest is written at the next look. */
const MOST_ROWS_AT_ONCE = 200;

export interface QuarantineParts {
  clock: Clock;
  onError(error: unknown): void;
}

export class Quarantine {
  readonly #database: Database;
  /** The one that was silent longest comes first. */
  readonly #waiting = new Map<string, Waiting>();
  /** Rows of devices that are no longer in the list. */
  readonly #gone = new Set<string>();
  readonly #stopLooking: () => void;
  readonly #clock: Clock;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    database: Database,
    rows: Selectable<DeviceQuarantineTable>[],
    { clock, onError }: QuarantineParts,
  ) {
    this.#database = database;
    this.#clock = clock;
    for (const row of rows)
      this.#waiting.set(row.id, { device: fromRow(row), writtenAt: row.last_seen_at, unwritten: false });
    this.#stopLooking = clock.every(LOOK_EVERY_MS, () => void this.#write(WRITE_EVERY_MS).catch(onError));
  }

  static async open(database: Database, parts: QuarantineParts): Promise<Quarantine> {
    const rows = await database.db.selectFrom('device_quarantine').selectAll().orderBy('last_seen_at').execute();
    return new Quarantine(database, rows, parts);
  }

  sighted({ id, source, lonLat, address }: Sighting, now: number): void {
    const before = this.#waiting.get(id);
    const [lon, lat] = lonLat ?? [before?.device.lon ?? null, before?.device.lat ?? null];
    const waiting = before ?? { writtenAt: Number.NEGATIVE_INFINITY };
    this.#waiting.delete(id); // so that it moves to the end
    this.#waiting.set(
      id,
      Object.assign(waiting, {
        unwritten: true,
        device: {
          ...{ id, source, lon, lat, address },
          firstSeenAt: before?.device.firstSeenAt ?? now,
          lastSeenAt: now,
          reports: (before?.device.reports ?? 0) + 1,
        },
      }),
    );
    this.#gone.delete(id);
    if (this.#waiting.size > MOST_DEVICES) this.forget(this.#waiting.keys().next().value ?? id);
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** Admitted or dismissed. */
  forget(id: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting && waiting.writtenAt > Number.NEGATIVE_INFINITY) this.#gone.add(id);
  }

  /** The one that knocked last comes last. */
  list(): QuarantinedDevice[] {
    return [...this.#waiting.values()].map(({ device }) => device);
  }

  async stop(): Promise<void> {
    this.#stopLooking();
    await this.#write(0);
  }

  /** One after the other: the second would not know what the first is about to keep. */
  #write(everyMs: number): Promise<void> {
    const next = this.#writing.catch(() => {}).then(() => this.#writeNow(everyMs));
    this.#writing = next;
    return next;
  }

  async #writeNow(everyMs: number): Promise<void> {
    const now = this.#clock.now();
    const gone = [...this.#gone];
    const due = [...this.#waiting.values()]
      .filter(({ unwritten, writtenAt }) => unwritten && now - writtenAt >= everyMs)
      .slice(0, everyMs > 0 ? MOST_ROWS_AT_ONCE : MOST_DEVICES);
    if (gone.length === 0 && due.length === 0) return;
    for (const waiting of due) Object.assign(waiting, { writtenAt: now, unwritten: false });
    try {
      await this.#keep(
        gone,
        due.map(({ device }) => rowOf(device)),
      );
    } catch (error) {
      for (const waiting of due) waiting.unwritten = true;
      throw error;
    }
    for (const id of gone) this.#gone.delete(id);
  }

  async #keep(gone: string[], rows: DeviceQuarantineTable[]): Promise<void> {
    await this.#database.db.transaction().execute(async tx => {
      if (gone.length > 0) await tx.deleteFrom('device_quarantine').where('id', 'in', gone).execute();
      for (const { id, ...columns } of rows)
        await tx
          .insertInto('device_quarantine')
          .values({ id, ...columns })
          .onConflict(conflict => conflict.column('id').doUpdateSet(columns))
          .execute();
    });
  }
}

function rowOf(device: QuarantinedDevice): DeviceQuarantineTable {
  return {
    id: device.id,
    source: device.source,
    first_seen_at: device.firstSeenAt,
    last_seen_at: device.lastSeenAt,
    reports: device.reports,
    lon: device.lon,
    lat: device.lat,
    address: device.address,
  };
}

function fromRow(row: Selectable<DeviceQuarantineTable>): QuarantinedDevice {
  return {
    id: row.id as DeviceId,
    source: row.source,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    reports: row.reports,
    lon: row.lon,
    lat: row.lat,
    address: row.address,
  };
}

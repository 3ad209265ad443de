/**
 * What is known of everybody who reports: when it was heard last, what was taken of it, what is odd about it. For the page on which an
 * administrator finds the device that needs mending. In memory, since the start.
 * In: what the intake sees. Out: a standing by name. The surprise: only for names that stand for a registered unit, so their number is
 * bounded by the registers; strangers are in the quarantine and in refusal-counts.ts.
 */
import type { DeviceFlag } from '../contract/device.ts';

export interface SenderStanding {
  lastHeardAt: number;
  /** Of the newest fix that was taken; null = none was. */
  lastFixAt: number | null;
  source: string;
  accepted: number;
}

export interface RaisedFlag {
  flag: DeviceFlag;
  since: number;
  detail: string | null;
}

interface Kept extends SenderStanding {
  flags: Map<DeviceFlag, { since: number; seenAt: number; detail: string | null }>;
}

/** What has not been seen again this long has been mended. */
const FLAG_LASTS_MS = 30 * 60_000;

export class SenderStandings {
  readonly #rows = new Map<string, Kept>();

  get(name: string): SenderStanding | undefined {
    return this.#rows.get(name);
  }

  /** Everybody who was heard since the start. */
  names(): Iterable<string> {
    return this.#rows.keys();
  }

  /** A message of it came in, whatever becomes of it. */
  heard(name: string, source: string, now: number): void {
    const row = this.#rows.get(name);
    if (row) {
      row.lastHeardAt = now;
      row.source = source;
    } else this.#rows.set(name, { lastHeardAt: now, lastFixAt: null, source, accepted: 0, flags: new Map() });
  }

  /** A fix of it was taken. */
  took(name: string, fixTimeMs: number): void {
    const row = this.#rows.get(name);
    if (!row) return;
    row.accepted++;
    if (row.lastFixAt === null || fixTimeMs > row.lastFixAt) row.lastFixAt = fixTimeMs;
  }

  /** A flag that is up already keeps its beginning. */
  raise(name: string, flag: DeviceFlag, detail: string | null, now: number): void {
    const flags = this.#rows.get(name)?.flags;
    const before = flags?.get(flag);
    const since = before && now - before.seenAt <= FLAG_LASTS_MS ? before.since : now;
    flags?.set(flag, { since, seenAt: now, detail });
  }

  /** It was looked at again, and is as it should be. */
  lower(name: string, flag: DeviceFlag): void {
    this.#rows.get(name)?.flags.delete(flag);
  }

  flagsOf(name: string, now: number): RaisedFlag[] {
    const flags = [...(this.#rows.get(name)?.flags ?? [])].filter(([, { seenAt }]) => now - seenAt <= FLAG_LASTS_MS);
    return flags.map(([flag, { since, detail }]) => ({ flag, since, detail }));
  }
}

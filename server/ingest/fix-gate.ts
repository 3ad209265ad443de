/**
 * What becomes of a fix whose unit and sender are known: refused with a reason, held, kept in the track, or shown. Rules: [P-25] to [P-30], [P-33].
 * In: the fix and whose it is. Out: an objection or null; the newest positions, tracks, followers and standings know what was taken.
 * Hot path. The order is by cost: what cannot be is turned away before anything is looked up.
 */
import { Allowance } from '../allowance.ts';
import type { Crs } from '../contract/coordinates.ts';
import type { DeviceFlag } from '../contract/device.ts';
import { reportIntervalOf } from '../contract/freshness.ts';
import type { UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { LatestPositions } from '../patrol/latest-positions.ts';
import type { TrackPoint } from '../store/track-block.ts';
import type { RawPair, TrackWriter } from '../store/track-writer.ts';
import { moves } from './coarse-fix.ts';
import type { CrsWatch } from './crs-watch.ts';
import { JumpWatch, metresBetween, type Spot } from './jump-watch.ts';
import { type Objection, objection } from './objection.ts';
import { type Area, judge } from './observation-gate.ts';
import type { FixFollower, Observation } from './position-intake.ts';
import type { SenderStandings } from './sender-standings.ts';
import { TwoPlaces } from './two-places.ts';

export interface FixGateParts {
  latest: LatestPositions;
  tracks: TrackWriter;
  followers: readonly FixFollower[];
  standings: SenderStandings;
  crsWatch: Pick<CrsWatch, 'taken' | 'refused'>;
  area: Area;
  classOf(unit: UnitRecord): { limitMps: number; reportIntervalS: number };
}

export interface Arrival {
  item: Observation;
  unit: UnitRecord;
  /** By which it reports: of a device, or of the unit itself. */
  name: string;
  crs: Crs;
  /** Number of the door. */
  source: number;
  nowMs: number;
}

interface KeptFix extends TrackPoint {
  raw: RawPair | null;
}

/**
 * Of one unit (reliability C9). Devices are asked for two a second; a day's backlog after an outage comes at once and is welcome.
 * What is refused here may come again later: only a device that never stops is kept from filling the disk.
 */
const POSITIONS = { aSecond: 10, burst: 10_000 };
/** [P-28] Two a second; phones that wake up report what they have within a few milliseconds. */
const LEAST_APART_MS = 500;
/** Older is a backlog, and may be as dense as it is. */
export const LIVE_MS = 10_000;
/** [P-33] */
const WRONG_PLACES: ReadonlySet<string> = new Set(['far-outside-area', 'outside-range']);
/** A clock that was never set. */
const YEAR_2000_MS = 946_684_800_000;

export class FixGate {
  readonly #parts: FixGateParts;
  readonly #allowances = new Map<UnitIndex, Allowance>();
  readonly #jumps = new JumpWatch<KeptFix>();
  readonly #twoPlaces = new TwoPlaces();

  constructor(parts: FixGateParts) {
    this.#parts = parts;
  }

  /** `stored` gets what the answer has to wait for. */
  take(arrival: Arrival, stored: Promise<void>[]): Objection | null {
    const { item, unit, name, crs, source, nowMs } = arrival;
    const { latest, area } = this.#parts;
    if (item.isMock) return this.#refuseMock(name, nowMs);
    const verdict = judge({ ...item, crs }, latest.history(unit.index), nowMs, area);
    if (!verdict.ok) {
      this.#noteClock(verdict, item.fixTimeMs, name, nowMs);
      if (WRONG_PLACES.has(verdict.code)) this.#parts.crsWatch.refused(item, { name, crs }, nowMs);
      return verdict;
    }
    if (this.#isTooDense(name, item.fixTimeMs, nowMs)) return this.#refuseDense(name, nowMs);
    if (!this.#mayKeep(unit.index, nowMs))
      return objection(
        'too-many-requests',
        'unit',
        `unit：${unit.id} 上报过于频繁，请稍后补传`,
        `unit: ${unit.id} reports too often; keep it and send it later`,
      );
    const [lon, lat] = verdict.lonLat;
    const { fixTimeMs, accuracyM, speedMps, headingDeg } = item;
    const raw = crs === 'WGS84' ? null : { lon: item.lon, lat: item.lat, crs };
    const fix = { unitIndex: unit.index, lon, lat, fixTimeMs, accuracyM, speedMps, headingDeg, source, raw };
    const shown = latest.spotOf(unit.index);
    const { limitMps, reportIntervalS } = this.#parts.classOf(unit);
    const isNewest = shown === null || fixTimeMs > shown.fixTimeMs;
    const movesUnit = isNewest && moves(shown, fix, reportIntervalOf(unit, reportIntervalS));
    if (shown !== null && movesUnit) {
      const jump = this.#jumps.judge(unit.index, shown, fix, limitMps);
      if (jump === 'held') return this.#hold(shown, fix, name, nowMs);
      if (jump !== 'plausible') this.#confirm(arrival, shown, jump.confirms, stored);
    }
    this.#keep(unit, fix, movesUnit, name, nowMs, stored);
    this.#parts.crsWatch.taken(item, { name, crs, place: fix }, nowMs);
    return null;
  }

  #keep(unit: UnitRecord, fix: KeptFix, movesUnit: boolean, name: string, nowMs: number, stored: Promise<void>[]) {
    const { latest, tracks, followers, standings } = this.#parts;
    const isNewest = latest.take(fix, movesUnit);
    standings.took(name, fix.fixTimeMs);
    for (const follower of followers) follower.taken(unit, fix, isNewest, nowMs);
    stored.push(
      tracks.append(fix, fix.raw).catch(error => {
        latest.history(unit.index).forget(fix.fixTimeMs); // the device still has it and will send it again
        throw error;
      }),
    );
  }

  #hold(shown: Spot, fix: KeptFix, name: string, nowMs: number): Objection {
    const awayM = Math.round(metresBetween(shown, fix));
    this.#flag(name, this.#twoPlaces.jumped(fix.unitIndex, fix, nowMs), awayM, nowMs);
    return objection(
      'implausible-jump',
      'lon',
      `lon、lat：距上一位置 ${awayM} 米，待下一次上报确认（${fix.lon.toFixed(5)}, ${fix.lat.toFixed(5)}）`,
      `lon, lat: ${awayM} m from the last place; held until the next fix confirms it (${fix.lon.toFixed(5)}, ${fix.lat.toFixed(5)})`,
    );
  }

  /** The held fix was true after all: it goes into the track before the one that says so. */
  #confirm({ unit, name, nowMs }: Arrival, shown: Spot, held: KeptFix, stored: Promise<void>[]): void {
    this.#twoPlaces.moved(unit.index, shown);
    const isKnown = this.#parts.latest.history(unit.index).has(held.fixTimeMs);
    if (!isKnown) this.#keep(unit, held, true, name, nowMs, stored);
  }

  #flag(name: string, flag: DeviceFlag | null, metres: number, nowMs: number): void {
    if (flag) this.#parts.standings.raise(name, flag, String(metres), nowMs);
  }

  /** [P-30] */
  #refuseMock(name: string, nowMs: number): Objection {
    this.#parts.standings.raise(name, 'mock-position', null, nowMs);
    return objection(
      'mock-position',
      'mock',
      `mock：${name} 的位置由其他程序伪造，收到 true`,
      `mock: the position of ${name} was made up by another program, received true`,
    );
  }

  #isTooDense(name: string, fixTimeMs: number, nowMs: number): boolean {
    const last = this.#parts.standings.get(name)?.lastFixAt ?? null;
    return last !== null && Math.abs(fixTimeMs - last) < LEAST_APART_MS && nowMs - fixTimeMs < LIVE_MS;
  }

  #refuseDense(name: string, nowMs: number): Objection {
    this.#parts.standings.raise(name, 'too-dense', null, nowMs);
    return objection(
      'too-dense',
      'time',
      `time：${name} 每秒上报超过 2 次`,
      `time: ${name} reports more than twice a second`,
    );
  }

  /** [P-25] A time that cannot be is no more than counted, unless it says that the clock is wrong and not the one fix. */
  #noteClock({ code }: Objection, fixTimeMs: number, name: string, nowMs: number): void {
    const isWrong = code === 'future-time' || (code === 'too-old' && fixTimeMs < YEAR_2000_MS);
    if (!isWrong || Number.isNaN(fixTimeMs)) return;
    this.#parts.standings.raise(name, 'wrong-clock', String(Math.round((fixTimeMs - nowMs) / 1000)), nowMs);
  }

  #mayKeep(unit: UnitIndex, nowMs: number): boolean {
    let allowance = this.#allowances.get(unit);
    if (!allowance) {
      allowance = new Allowance(POSITIONS, nowMs);
      this.#allowances.set(unit, allowance);
    }
    return allowance.take(nowMs);
  }
}

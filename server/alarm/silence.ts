/**
 * Which units on duty are silent, and whether it is they or the whole source of positions (rules ). Pure.
 * In: units on duty with the time of their newest fix, since when this server listens, the time. Out: what should be an alarm now.
 */
import { FRESH_INTERVALS, lostAfterMs } from '../contract/freshness.ts';
import type { UnitRecord } from '../contract/unit.ts';

/** Six missed reports of the slowest unit class: one unit may be in a tunnel, all of them are not. */
const SOURCE_SILENT_AFTER_MS = 3 * 60_000;
const SOURCE_NEEDS_UNITS = 3;
/** As long as a unit needs to be lost. */
const SOURCE_NEEDS_MS = 10 * 60_000;

export interface OnDuty {
  unit: UnitRecord;
  /** UTC ms; null = never heard. */
  newestFixMs: number | null;
  /** Seconds between two of its reports, the number by which screens call it lost. */
  reportIntervalS: number;
}

export interface Silence {
  source: boolean;
  /** Empty while the source is silent: nobody knows of any single unit then. */
  units: UnitRecord[];
}

/** `listeningSince`: start of the server, or when the source came back: before that, silence proves nothing. */
export function silenceOf(onDuty: readonly OnDuty[], listeningSince: number, now: number): Silence {
  if (isSourceSilent(onDuty, listeningSince, now)) return { source: true, units: [] };
  const silent = onDuty.filter(one => now - listeningSince > lostAfterMs(one.reportIntervalS) && !isPresent(one, now));
  return { source: false, units: silent.map(({ unit }) => unit) };
}

/** Heard lately, or not long on duty. */
export function isPresent({ unit, newestFixMs, reportIntervalS }: OnDuty, now: number): boolean {
  return now - Math.max(newestFixMs ?? 0, unit.dutyChangedAt) <= lostAfterMs(reportIntervalS);
}

/** Who reports so seldom that three minutes without a word are usual says nothing against the source, only for it. */
function isSourceSilent(onDuty: readonly OnDuty[], listeningSince: number, now: number): boolean {
  const witnesses = onDuty.filter(one => FRESH_INTERVALS * one.reportIntervalS * 1000 <= SOURCE_SILENT_AFTER_MS);
  if (witnesses.length < SOURCE_NEEDS_UNITS) return false;
  const longestOnDuty = Math.min(...witnesses.map(({ unit }) => Math.max(unit.dutyChangedAt, listeningSince)));
  if (now - longestOnDuty < SOURCE_NEEDS_MS) return false;
  return onDuty.every(({ newestFixMs }) => now - (newestFixMs ?? 0) > SOURCE_SILENT_AFTER_MS);
}

/**
 * Which units on duty are silent, and whether it is they or the whole source of positions (rules ). Pure.
 * In: units on duty with the time of their newest fix, since when this server listens, the time. Out: what should be an alarm now.
 */
import { LOST_AFTER_MS } from '../contract/freshness.ts';
import type { UnitRecord } from '../contract/unit.ts';

/** Six missed reports of the slowest unit class: one unit may be in a tunnel, all of them are not. */
const SOURCE_SILENT_AFTER_MS = 3 * 60_000;
const SOURCE_NEEDS_UNITS = 3;

export interface OnDuty {
  unit: UnitRecord;
  /** UTC ms; null = never heard. */
  newestFixMs: number | null;
}

export interface Silence {
  source: boolean;
  /** Empty while the source is silent: nobody knows of any single unit then. */
  units: UnitRecord[];
}

/** `listeningSince`: start of the server, or when the source came back: before that, silence proves nothing. */
export function silenceOf(onDuty: readonly OnDuty[], listeningSince: number, now: number): Silence {
  if (isSourceSilent(onDuty, listeningSince, now)) return { source: true, units: [] };
  const silent = onDuty.filter(one => now - listeningSince > LOST_AFTER_MS && !isPresent(one, now));
  return { source: false, units: silent.map(({ unit }) => unit) };
}

/** Heard lately, or not long on duty. */
export function isPresent({ unit, newestFixMs }: OnDuty, now: number): boolean {
  return now - Math.max(newestFixMs ?? 0, unit.dutyChangedAt) <= LOST_AFTER_MS;
}

function isSourceSilent(onDuty: readonly OnDuty[], listeningSince: number, now: number): boolean {
  if (onDuty.length < SOURCE_NEEDS_UNITS) return false;
  const longestOnDuty = Math.min(...onDuty.map(({ unit }) => Math.max(unit.dutyChangedAt, listeningSince)));
  if (now - longestOnDuty < LOST_AFTER_MS) return false;
  return onDuty.every(({ newestFixMs }) => now - (newestFixMs ?? 0) > SOURCE_SILENT_AFTER_MS);
}

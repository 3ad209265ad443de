/**
 * The gate every position passes, whatever protocol it came by.
 * In: one observation, what is known of its unit, the time, the profile's area. Out: a WGS-84 place, or an objection that names
 * field and value.
 * The surprise: late and out of order passes (reliability C1, C2). Whether it moves the unit is latest-positions.ts's part.
 * Hot path: no objects but the answer.
 */
import type { Crs, LonLat } from '../contract/coordinates.ts';
import { type Objection, objection } from './objection.ts';
import { judgePlace } from './place-gate.ts';

/** Clocks of phones drift; more than a minute ahead is a wrong clock, and would stay "newest" for too long (C6). */
const FUTURE_TOLERANCE_MS = 60_000;
/** A phone that was in a drawer for a month has nothing to say about its track. */
const OLDEST_FIX_MS = 30 * 86_400_000;
/** Patrols drive to the next district; a town away is a wrong coordinate system or a wrong unit. */
const OUTSIDE_AREA_M = 5000;
const METRES_A_DEGREE = 111_320;

export interface Observed {
  lon: number;
  lat: number;
  crs: Crs;
  /** UTC ms. */
  fixTimeMs: number;
}

/** What is known of a unit's earlier fixes. */
export interface FixHistory {
  /** Was a fix of exactly this time taken lately? */
  has(fixTimeMs: number): boolean;
}

/** Degrees, WGS-84. */
export interface Area {
  west: number;
  south: number;
  east: number;
  north: number;
}

export type Judgement = { ok: true; lonLat: LonLat } | Objection;

export function judge(fix: Observed, history: FixHistory, nowMs: number, area: Area): Judgement {
  const place = judgePlace(fix.lon, fix.lat, fix.crs);
  if (!place.ok) return place;
  const { lonLat } = place;
  const awayM = metresOutside(lonLat, area);
  if (awayM > OUTSIDE_AREA_M) {
    const km = (awayM / 1000).toFixed(1);
    return objection(
      'far-outside-area',
      'lon',
      `lon、lat：距辖区 ${km} 公里（${fix.lon}, ${fix.lat}），坐标系可能有误`,
      `lon, lat: ${km} km outside the area (${fix.lon}, ${fix.lat}); the coordinate system may be wrong`,
    );
  }
  const ageMs = nowMs - fix.fixTimeMs;
  if (!(ageMs >= -FUTURE_TOLERANCE_MS)) return wrongTime('future-time', fix.fixTimeMs, '晚于当前时间', 'in the future');
  if (ageMs > OLDEST_FIX_MS) return wrongTime('too-old', fix.fixTimeMs, '早于 30 天', 'more than 30 days ago');
  if (history.has(fix.fixTimeMs)) return wrongTime('duplicate', fix.fixTimeMs, '已收到', 'already received');
  return place;
}

export function metresOutside([lon, lat]: LonLat, area: Area): number {
  const dLon = Math.max(area.west - lon, 0, lon - area.east);
  const dLat = Math.max(area.south - lat, 0, lat - area.north);
  return Math.hypot(dLon * Math.cos((lat * Math.PI) / 180), dLat) * METRES_A_DEGREE;
}

function wrongTime(code: 'future-time' | 'too-old' | 'duplicate', timeMs: number, zh: string, en: string): Objection {
  const shown = Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : String(timeMs);
  return objection(code, 'time', `time：${zh}，收到 ${shown}`, `time: ${en}, received ${shown}`);
}

/**
 * How many units we have, by zone, and how many of them we really see.
 * In: units of the store, their positions, server time, and what the profile says about a unit class. Out: counts and the
 * list of lost units. Called once a second, because units go stale without any message.
 * Surprise: sight is counted only for units on duty; a phone switched off after work is not a lost unit. On duty and never
 * seen is its own count (`unlocated`): it is neither live nor lost, and never 0 by accident.
 */

import { type Freshness, freshnessOf } from '../../server/contract/freshness.ts';
import type { ZoneId } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { UnitWorks } from '../../server/contract/unit-task.ts';
import type { UnitPositions } from './unit-positions.ts';
import { isAway } from './unit-rows.ts';
import type { UnitSlice } from './unit-slice.ts';

/** On duty = live + stale + lost + clockError + unlocated = available + busy + lost + clockError + unlocated. */
export interface UnitCounts {
  registered: number;
  onDuty: number;
  /** Fresh or ageing. */
  live: number;
  stale: number;
  /** Lost and archived: off the map or not, nobody knows where they are. */
  lost: number;
  clockError: number;
  unlocated: number;
  /** Seen (a stale one too) and free, seen and sent somewhere. A lost one is neither (wall-ux §6). */
  available: number;
  busy: number;
  /** 离开片区: on duty outside the ground it covers, by what the server last found; one of them may be lost since. */
  away: number;
}

export interface UnitSummary {
  all: UnitCounts;
  /** By home zone; units without one are under null. Zones without units are absent. */
  byZone: ReadonlyMap<ZoneId | null, UnitCounts>;
  /** On duty and lost, longest silence first. */
  lost: readonly { unit: UnitRecord; fixAgeMs: number }[];
}

const COUNTED_AS: Record<Freshness, 'live' | 'stale' | 'lost' | 'clockError'> = {
  fresh: 'live',
  ageing: 'live',
  stale: 'stale',
  lost: 'lost',
  archived: 'lost',
  'clock-error': 'clockError',
};

export function summariseUnits(
  units: UnitSlice,
  positions: Pick<UnitPositions, 'slotOf' | 'fixTimeMs'>,
  serverNow: number,
  reportIntervalS: (unit: UnitRecord) => number,
  works: UnitWorks,
): UnitSummary {
  const all = noCounts();
  const byZone = new Map<ZoneId | null, UnitCounts>();
  const lost: { unit: UnitRecord; fixAgeMs: number }[] = [];
  for (const unit of units.byId.values()) {
    let zone = byZone.get(unit.homeZone);
    if (!zone) {
      zone = noCounts();
      byZone.set(unit.homeZone, zone);
    }
    all.registered++;
    zone.registered++;
    if (!unit.onDuty) continue;
    all.onDuty++;
    zone.onDuty++;
    if (isAway(unit)) {
      all.away++;
      zone.away++;
    }
    const slot = positions.slotOf(unit.index);
    if (slot < 0) {
      all.unlocated++;
      zone.unlocated++;
      continue;
    }
    const fixAgeMs = serverNow - positions.fixTimeMs[slot]!;
    const counted = COUNTED_AS[freshnessOf(fixAgeMs, reportIntervalS(unit))];
    all[counted]++;
    zone[counted]++;
    if (counted === 'live' || counted === 'stale') {
      const use = works.has(unit.id) ? 'busy' : 'available';
      all[use]++;
      zone[use]++;
    }
    if (counted === 'lost') lost.push({ unit, fixAgeMs });
  }
  lost.sort((a, b) => b.fixAgeMs - a.fixAgeMs || a.unit.index - b.unit.index);
  return { all, byZone, lost };
}

function noCounts(): UnitCounts {
  return {
    registered: 0,
    onDuty: 0,
    live: 0,
    stale: 0,
    lost: 0,
    clockError: 0,
    unlocated: 0,
    available: 0,
    busy: 0,
    away: 0,
  };
}

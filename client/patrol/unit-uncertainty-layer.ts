/** Around units whose fix is stale: the circle in which each must be by now. Rebuilt once a second. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { freshnessOf } from '../../server/contract/freshness.ts';
import type { UnitIndex } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import { uncertaintyRadiusM } from './uncertainty-radius.ts';
import type { UnitClassLook } from './unit-bodies.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';

interface UncertainUnit {
  at: [number, number];
  radiusM: number;
}

export function unitUncertainty(
  positions: UnitPositions,
  units: UnitSlice,
  lookOf: (unit: UnitRecord) => UnitClassLook,
  serverNow: number,
  strokePx: number,
): Layer {
  const uncertain: UncertainUnit[] = [];
  positions.forEach((slot, index) => {
    const unit = units.byIndex.get(index as UnitIndex);
    if (!unit?.onDuty) return;
    const look = lookOf(unit);
    const at: [number, number] = [positions.lon[slot]!, positions.lat[slot]!];
    const ageMs = serverNow - positions.fixTimeMs[slot]!;
    if (freshnessOf(ageMs, look.reportIntervalS) === 'stale') {
      uncertain.push({ at, radiusM: uncertaintyRadiusM(positions.accuracyM[slot]!, look.maxSpeedMps, ageMs) });
    }
  });
  return new ScatterplotLayer<UncertainUnit>({
    id: 'unit-uncertainty',
    data: uncertain,
    getPosition: u => u.at,
    getRadius: u => u.radiusM,
    radiusUnits: 'meters',
    getFillColor: [...rgb(COLOURS.off), 26],
    stroked: true,
    getLineColor: [...rgb(COLOURS.off), 140],
    getLineWidth: strokePx * 0.7,
    lineWidthUnits: 'pixels',
  });
}

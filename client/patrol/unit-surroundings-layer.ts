/**
 * What lies under the moving units: the fading way of the last five minutes, and for units whose fix is stale the circle in
 * which they must be by now. Rebuilt once a second; above `TRAILED_UNITS` a wall could not read trails anyway.
 */
import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { freshnessOf } from '../../server/contract/freshness.ts';
import type { UnitIndex } from '../../server/contract/ids.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import { uncertaintyRadiusM } from './uncertainty-radius.ts';
import type { UnitClassLook } from './unit-bodies.ts';
import type { UnitPositions } from './unit-positions.ts';
import type { UnitSlice } from './unit-slice.ts';
import { TRAIL_MS } from './unit-trails.ts';

const TRAILED_UNITS = 400;
/** Wider than any street of the ground at this zoom, or the trail would be taken for one. */
const TRAIL_STROKES = 1.7;
const TRAIL_OPACITY = 220; // of 255, at the unit; fades to nothing in five minutes

interface TrailPiece {
  from: [number, number];
  to: [number, number];
  alpha: number;
}

interface UncertainUnit {
  at: [number, number];
  radiusM: number;
}

export function unitSurroundings(
  positions: UnitPositions,
  units: UnitSlice,
  lookOf: (unit: UnitRecord) => UnitClassLook,
  serverNow: number,
  strokePx: number,
): Layer[] {
  const pieces: TrailPiece[] = [];
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
    if (positions.count > TRAILED_UNITS) return;
    let from: [number, number] | null = null;
    positions.visitTrail(slot, serverNow, (lon, lat, fixTimeMs) => {
      const to: [number, number] = [lon, lat];
      if (from) pieces.push({ from, to, alpha: TRAIL_OPACITY * (1 - (serverNow - fixTimeMs) / TRAIL_MS) });
      from = to;
    });
  });
  const body = rgb(COLOURS.textHi);
  return [
    new LineLayer<TrailPiece>({
      id: 'unit-trail',
      data: pieces,
      getSourcePosition: p => p.from,
      getTargetPosition: p => p.to,
      getColor: p => [...body, p.alpha],
      getWidth: strokePx * TRAIL_STROKES,
      widthUnits: 'pixels',
    }),
    new ScatterplotLayer<UncertainUnit>({
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
    }),
  ];
}

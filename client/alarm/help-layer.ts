/**
 * Calls for help on the map: a heavy ring around the unit that calls, where it is now, or where the call came from while the unit is
 * not heard. The unit's own symbol and call sign stay readable inside it.
 */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import type { StyleContext } from '../map/style-context.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import type { WallState } from '../store/store.ts';

interface Call {
  at: [number, number];
  isAnswered: boolean;
}

const RING_STROKES = 2.4;

export function helpRings(
  { alarms, units }: Pick<WallState, 'alarms' | 'units'>,
  positions: UnitPositions,
  { scale: { px } }: StyleContext,
): Layer[] {
  const calls: Call[] = [];
  for (const alarm of alarms.byId.values()) {
    if (alarm.kind !== 'help') continue;
    const unit = alarm.unit === null ? undefined : units.byId.get(alarm.unit);
    const at = (unit && placeOf(unit.index, positions)) ?? placeSaid(alarm);
    if (at) calls.push({ at, isAnswered: alarm.state === 'acknowledged' });
  }
  return [
    new ScatterplotLayer<Call>({
      id: 'help-ring',
      data: calls,
      getPosition: call => call.at,
      getRadius: px.unit,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: call => rgb(call.isAnswered ? COLOURS.textHi : COLOURS.lvl1),
      getLineWidth: px.stroke * RING_STROKES,
      lineWidthUnits: 'pixels',
    }),
  ];
}

function placeOf(unitIndex: number, positions: UnitPositions): [number, number] | null {
  const slot = positions.slotOf(unitIndex);
  return slot < 0 ? null : [positions.lon[slot]!, positions.lat[slot]!];
}

function placeSaid({ lon, lat }: AlarmRecord): [number, number] | null {
  return lon === null || lat === null ? null : [lon, lat];
}

/** 已过滤 n 项: how much of what exists is not on the map because a switch or the list leaves it out. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import type { LayersShown } from './map-controls.tsx';

export function hiddenCount(of: {
  open: readonly IncidentRecord[];
  drawn: readonly IncidentRecord[];
  units: UnitSlice;
  points: number;
  shown: LayersShown;
}): number {
  const units = of.shown.units ? 0 : [...of.units.byId.values()].filter(unit => unit.onDuty).length;
  return of.open.length - of.drawn.length + units + (of.shown.points ? 0 : of.points);
}

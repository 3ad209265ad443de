/**
 * What is chosen on the map: the incident and the unit that the address names, a place of the ground, and the place that a form marks.
 * In: their ids and who is told of a choice. Out: the records, and `choose` for whatever was clicked (the same function all along).
 */
import { useCallback, useMemo, useRef } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { useWall } from '../store/use-store.ts';
import { type ChosenPlace, useChosenPlace } from './chosen-place.ts';
import { type PlacePicking, usePlacePicking } from './place-picking.ts';
import type { MapThing } from './things-at.ts';

export interface ChosenThings {
  selected: IncidentRecord | null;
  selectedAt: LonLat | null;
  unit: UnitRecord | null;
  place: ChosenPlace | null;
  setPlace: (place: ChosenPlace | null) => void;
  /** Where the matter of the form lies so far, and what that belongs to. */
  marked: LonLat | null;
  ground: PlacePicking['ground'];
  choose: (thing: MapThing) => void;
}

export function useChosenThings(of: {
  selected: IncidentId | null;
  onSelect: (id: IncidentId) => void;
  unit: UnitId | null;
  onUnit: (id: UnitId) => void;
}): ChosenThings {
  const { selected: selectedId, unit: unitId } = of;
  const { marked, ground } = usePlacePicking(state => state);
  const selected = useWall(state => (selectedId === null ? null : (state.incidents.byId.get(selectedId) ?? null)));
  const unit = useWall(state => (unitId === null ? null : (state.units.byId.get(unitId) ?? null)));
  const selectedAt = useMemo<LonLat | null>(() => selected && [selected.lon, selected.lat], [selected]);
  const [place, setPlace] = useChosenPlace(selectedId, unitId);
  const told = useRef(of);
  told.current = of;
  const choose = useCallback(
    (thing: MapThing) => {
      if (thing.kind === 'incident') told.current.onSelect(thing.incident.id);
      else if (thing.kind === 'unit') told.current.onUnit(thing.unit.id);
      else setPlace({ at: thing.at, name: thing.name });
    },
    [setPlace],
  );
  return { selected, selectedAt, unit, place, setPlace, marked, ground, choose };
}

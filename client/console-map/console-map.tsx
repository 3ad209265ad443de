/**
 * The map of a desk: the same ground and the same layers as the wall at half the size, plus what a desk needs: choosing what is on it,
 * switching layers, who is near, and giving a place to the form that asks for one (place-picking.ts).
 * In: what is selected, what the list leaves out. Out: what was chosen. The map is created once and never taken down: a hidden column
 * hides it with `isHidden` instead of leaving it out.
 */
import { use, useEffect } from 'react';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { MapBox } from '../desk-map/map-box.tsx';
import type { FieldValues } from '../incident/event-values.ts';
import { type TrailChoice, trailKeeping } from '../patrol/trail-length.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { say } from '../wording/wording.ts';
import { MapGround } from './map-ground.tsx';
import { usePlacePicking } from './place-picking.ts';
import './console-map.css';

export interface ConsoleMapProps {
  selected: IncidentId | null;
  onSelect: (id: IncidentId) => void;
  /** The unit that is looked at; null = none. */
  unit: UnitId | null;
  onUnit: (id: UnitId | null) => void;
  /** A unit is to be sent, and something is left to ask. */
  onForm: (event: IncidentEventName, given: FieldValues) => void;
  /** Open incidents that are drawn; absent = all of them. */
  incidents?: readonly IncidentRecord[];
  showsCoverage: boolean;
  onCoverage: (isShown: boolean) => void;
  trails: TrailChoice;
  onTrails: (choice: TrailChoice) => void;
  /** This person may look at where somebody was. */
  looksAtTracks: boolean;
  isHidden?: boolean;
  /** Somebody asked for a place while the map was hidden. */
  onWanted?: () => void;
}

export function ConsoleMap(props: ConsoleMapProps) {
  const { isHidden = false, onWanted, trails } = props;
  const positions = use(UnitPositionsContext);
  const isAsked = usePlacePicking(state => state.isAsked);

  // Also while the map is hidden: a trail grows from when it was chosen.
  useEffect(() => {
    if (trails !== 'off') positions.keepTrails(trailKeeping(trails));
  }, [positions, trails]);

  useEffect(() => {
    if (isAsked && isHidden) onWanted?.();
  }, [isAsked, isHidden, onWanted]);

  return (
    <MapBox
      name={say('map.name')}
      isHidden={isHidden}
      data-picking={isAsked}
      // Whoever looks for a place walks over the map, not over the list.
      data-own-keys={isAsked || undefined}
    >
      {({ key, ...ground }) => <MapGround key={key} {...props} {...ground} />}
    </MapBox>
  );
}

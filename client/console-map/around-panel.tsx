/**
 * The box at the foot of the map: what is looked at, and who is near it. In: the place that was clicked, the unit that was chosen, the
 * incident of the desk; the first of them that there is counts. Out: choices. A unit is looked at where it is now: the place moves with
 * it, the map goes there once.
 */
import { useEffect } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { Button } from '../design/desk/button.tsx';
import type { FieldValues } from '../incident/event-values.ts';
import { useUnitRows } from '../patrol/use-unit-rows.ts';
import { say } from '../wording/wording.ts';
import type { ChosenPlace } from './chosen-place.ts';
import { NearbyPanel } from './nearby-panel.tsx';
import { UnitCard } from './unit-card.tsx';

export function AroundPanel(props: {
  place: ChosenPlace | null;
  unit: UnitId | null;
  incident: IncidentRecord | null;
  onLeavePlace: () => void;
  onUnit: (id: UnitId | null) => void;
  onIncident: (id: IncidentId) => void;
  onForm: (event: IncidentEventName, given: FieldValues) => void;
  onGoTo: (at: LonLat) => void;
  /** Absent = may not look at tracks. */
  onTrack?: ((id: UnitId) => void) | undefined;
}) {
  const { place, incident, onUnit, onGoTo } = props;
  const rows = useUnitRows();
  const row = rows.find(({ unit }) => unit.id === props.unit) ?? null;
  const isSeen = Boolean(row?.seen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each unit, as soon as it is known where it is.
  useEffect(() => {
    if (row?.seen) onGoTo(row.seen.at);
  }, [row?.unit.id, isSeen]);

  const { onTrack } = props;
  const card = row && (
    <UnitCard row={row} onIncident={props.onIncident} onLeave={() => onUnit(null)}>
      {onTrack && (
        <Button small onPress={() => onTrack(row.unit.id)}>
          {say('track.show')}
        </Button>
      )}
    </UnitCard>
  );
  const around: LonLat | null = place?.at ?? row?.seen?.at ?? (incident && [incident.lon, incident.lat]);
  if (!around) return card && <section className="nearby">{card}</section>;
  const from = place
    ? { name: place.name ?? say('nearby.place'), onLeave: props.onLeavePlace }
    : row?.seen
      ? { name: row.unit.callSign, onLeave: () => onUnit(null) }
      : null;
  return (
    <NearbyPanel
      rows={rows}
      around={around}
      from={from}
      besides={place ? null : (row?.unit.id ?? null)}
      incident={incident}
      onUnit={onUnit}
      onForm={props.onForm}
    >
      {card}
    </NearbyPanel>
  );
}

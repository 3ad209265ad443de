/** A place of the ground that was clicked, to see who is near it; it is left as soon as an incident or a unit is chosen. */
import { useEffect, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';

export interface ChosenPlace {
  at: LonLat;
  /** Of the scoring point that stands there, if one was chosen. */
  name: string | null;
}

export function useChosenPlace(
  incident: IncidentId | null,
  unit: UnitId | null,
): [ChosenPlace | null, (place: ChosenPlace | null) => void] {
  const [place, setPlace] = useState<ChosenPlace | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever chooses an incident or a unit looks away from the place.
  useEffect(() => setPlace(null), [incident, unit]);
  return [place, setPlace];
}

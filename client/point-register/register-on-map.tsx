/** All points on the map beside another view of the tab. Out: the one that is opened. */
import { useMemo } from 'react';
import { MapSlot } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { shownPoints, USUAL_POINT_CHOICE } from './point-choice.ts';
import { PointLegend } from './point-legend.tsx';
import { PointsOnMap } from './points-on-map.tsx';
import { useRegister } from './use-register.ts';

export function RegisterOnMap({ onChoose }: { onChoose: (code: string) => void }) {
  const { community, grid } = useProfile();
  const { value: register } = useRegister();
  const shown = useMemo(
    () => register && shownPoints(register, USUAL_POINT_CHOICE, { community, grid, venueType: id => id }),
    [register, community, grid],
  );
  if (!shown) return null;
  return (
    <>
      <PointsOnMap points={shown.points} chosen={null} onChoose={onChoose} />
      <MapSlot at="legend">
        <PointLegend {...shown} />
      </MapSlot>
    </>
  );
}

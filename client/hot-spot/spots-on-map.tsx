/** Draws the spots on the planning map and listens for clicks on them. In: spots, classes, which is looked at, which are picked. Out: the clicked one. */
import type { MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useRef } from 'react';
import type { HotSpot } from '../../server/contract/hot-spot.ts';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clearSpots, markSpots, SPOT_FILL, showSpots } from './spot-layer.ts';
import { spotShapes } from './spot-shapes.ts';

export function SpotsOnMap(props: {
  spots: readonly HotSpot[];
  bounds: readonly number[];
  chosen: string | null;
  picked: ReadonlySet<string>;
  onChoose: (id: string) => void;
}) {
  const { spots, bounds, chosen, picked } = props;
  const { ground } = usePlanningMap();
  const { geodata } = useProfile();
  const shapes = useMemo(() => spotShapes(spots, geodata.grids, bounds), [spots, geodata, bounds]);
  const told = useRef(props);
  told.current = props;

  useEffect(() => {
    if (ground) showSpots(ground.stage.map, shapes, bounds.length, ground.context);
  }, [ground, shapes, bounds]);
  useEffect(() => {
    if (ground) markSpots(ground.stage.map, chosen, picked);
  }, [ground, chosen, picked]);
  useEffect(() => {
    if (ground) return () => clearSpots(ground.stage.map);
  }, [ground]);

  // Once for each choice: whoever then drags the map away keeps it there.
  const isKnown = chosen !== null && spots.some(({ id }) => id === chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: not when the ranking is asked again.
  useEffect(() => {
    const spot = spots.find(({ id }) => id === chosen);
    if (ground && spot) ground.lookAt([spot.lon, spot.lat]);
  }, [ground, chosen, isKnown]);

  useEffect(() => {
    if (!ground) return;
    const { map } = ground.stage;
    const click = ({ features }: MapLayerMouseEvent) => {
      const id = features?.[0]?.properties.id as string | undefined;
      if (id !== undefined) told.current.onChoose(id);
    };
    const enter = () => {
      map.getCanvas().style.cursor = 'pointer';
    };
    const leave = () => {
      map.getCanvas().style.cursor = '';
    };
    map.on('click', SPOT_FILL, click);
    map.on('mouseenter', SPOT_FILL, enter);
    map.on('mouseleave', SPOT_FILL, leave);
    return () => {
      map.off('click', SPOT_FILL, click);
      map.off('mouseenter', SPOT_FILL, enter);
      map.off('mouseleave', SPOT_FILL, leave);
    };
  }, [ground]);
  return null;
}

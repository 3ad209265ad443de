/** Draws the spots on the planning map, says what the pointer stands on and listens for clicks. In: spots, classes, which is looked at, which are picked. Out: the clicked one. */
import type { MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { HotSpot, HotSpotMeasure } from '../../server/contract/hot-spot.ts';
import { MapSlot, usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { spotName } from './spot-columns.tsx';
import { clearSpots, markSpots, SPOT_FILL, showSpots } from './spot-layer.ts';
import { spotShapes } from './spot-shapes.ts';
import { changeText, numberText } from './spot-text.ts';

export function SpotsOnMap(props: {
  spots: readonly HotSpot[];
  bounds: readonly number[];
  measure: HotSpotMeasure;
  chosen: string | null;
  picked: ReadonlySet<string>;
  onChoose: (id: string) => void;
}) {
  const { spots, bounds, chosen, picked } = props;
  const { ground } = usePlanningMap();
  const { geodata } = useProfile();
  const shapes = useMemo(() => spotShapes(spots, geodata.grids, bounds), [spots, geodata, bounds]);
  const [hovered, setHovered] = useState<{ id: string; px: { x: number; y: number } } | null>(null);
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
  // An event of its own: not when the ranking is asked again.
  const lookAtChosen = useEffectEvent((at: NonNullable<typeof ground>) => {
    const spot = spots.find(({ id }) => id === chosen);
    if (spot) at.lookAt([spot.lon, spot.lat]);
  });
  useEffect(() => {
    if (ground && chosen !== null && isKnown) lookAtChosen(ground);
  }, [ground, chosen, isKnown]);

  useEffect(() => {
    if (!ground) return;
    const { map } = ground.stage;
    const click = ({ features }: MapLayerMouseEvent) => {
      const id = features?.[0]?.properties.id as string | undefined;
      if (id !== undefined) told.current.onChoose(id);
    };
    const move = ({ features, point }: MapLayerMouseEvent) => {
      const id = features?.[0]?.properties.id as string | undefined;
      map.getCanvas().style.cursor = 'pointer';
      setHovered(id === undefined ? null : { id, px: point });
    };
    const leave = () => {
      map.getCanvas().style.cursor = '';
      setHovered(null);
    };
    map.on('click', SPOT_FILL, click);
    map.on('mousemove', SPOT_FILL, move);
    map.on('mouseleave', SPOT_FILL, leave);
    map.on('movestart', leave);
    return () => {
      map.off('click', SPOT_FILL, click);
      map.off('mousemove', SPOT_FILL, move);
      map.off('mouseleave', SPOT_FILL, leave);
      map.off('movestart', leave);
    };
  }, [ground]);

  const under = hovered && spots.find(({ id }) => id === hovered.id);
  return (
    under && (
      <MapSlot at="tip">
        <div className="map-tip" aria-hidden="true" style={{ left: hovered.px.x, top: hovered.px.y }}>
          <b>{spotName(under)}</b>
          <span>
            {say(`measure.${props.measure}`)} {numberText(under.number)} {changeText(under.change)}
          </span>
        </div>
      </MapSlot>
    )
  );
}

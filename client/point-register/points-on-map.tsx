/**
 * The points of the register on the planning map, what the pointer stands on, and what a click means: a point is looked at, a cluster is
 * opened by coming closer, what coincides at the closest opens a list. In: points that are shown, the one looked at. Out: the chosen one.
 * What is under the pointer is read from what is drawn, so hover and click need no server.
 */
import type { GeoJSONSource, MapGeoJSONFeature } from 'maplibre-gl';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { CoincidingMenu } from '../desk-map/coinciding-menu.tsx';
import { watchPointer } from '../desk-map/map-pointer.ts';
import { MapSlot, usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { classOfPoint, classText, WORST_FIRST } from '../sanitation-point/point-class.ts';
import { PointSign } from '../sanitation-point/point-sign.tsx';
import { scoreText } from '../sanitation-point/score-text.ts';
import { say } from '../wording/wording.ts';
import {
  clearPointSigns,
  markPointSign,
  POINT_CLUSTER,
  POINT_SIGN,
  POINT_SOURCE,
  showPointSigns,
} from './point-layer.ts';

/** Around the pointer: signs that overlap there cannot be told apart. */
const REACH_PX = 5;
const OPEN_MS = 350;

interface Px {
  x: number;
  y: number;
}

type Found = { name: 'points'; codes: string[] } | { name: 'cluster'; feature: MapGeoJSONFeature };

export function PointsOnMap(props: {
  points: readonly RegisteredPoint[];
  chosen: string | null;
  onChoose: (code: string) => void;
}) {
  const { points, chosen } = props;
  const { ground } = usePlanningMap();
  const byCode = useMemo(() => new Map<string, RegisteredPoint>(points.map(point => [point.code, point])), [points]);
  const [hovered, setHovered] = useState<{ found: Found; px: Px } | null>(null);
  const [coinciding, setCoinciding] = useState<{ codes: readonly string[]; px: Px } | null>(null);
  const told = useRef(props);
  told.current = props;

  useEffect(() => {
    if (ground) showPointSigns(ground.stage.map, points, ground.context);
  }, [ground, points]);
  useEffect(() => {
    if (ground) markPointSign(ground.stage.map, chosen);
  }, [ground, chosen]);
  useEffect(() => {
    if (ground) return () => clearPointSigns(ground.stage.map);
  }, [ground]);

  // Once for each choice: whoever then drags the map away keeps it there.
  const isKnown = chosen !== null && byCode.has(chosen);
  const lookAtChosen = useEffectEvent((at: NonNullable<typeof ground>) => {
    const point = chosen === null ? undefined : byCode.get(chosen);
    if (point) at.lookAt([point.lon, point.lat], true);
  });
  useEffect(() => {
    if (ground && isKnown && chosen !== null) lookAtChosen(ground);
  }, [ground, chosen, isKnown]);

  useEffect(() => {
    if (!ground) return;
    const { map } = ground.stage;
    const find = ({ x, y }: Px): Found | null => {
      const features = map.queryRenderedFeatures(
        [
          [x - REACH_PX, y - REACH_PX],
          [x + REACH_PX, y + REACH_PX],
        ],
        { layers: [POINT_SIGN, POINT_CLUSTER].filter(id => map.getLayer(id)) },
      );
      const codes = new Set(features.flatMap(({ properties }) => (properties.code as string | undefined) ?? []));
      if (codes.size > 0) return { name: 'points', codes: [...codes] };
      const [feature] = features;
      return feature ? { name: 'cluster', feature } : null;
    };
    const open = async (feature: MapGeoJSONFeature) => {
      const source = map.getSource<GeoJSONSource>(POINT_SOURCE);
      if (!source || feature.geometry.type !== 'Point') return;
      const [lon = 0, lat = 0] = feature.geometry.coordinates;
      const zoom = await source.getClusterExpansionZoom(feature.properties.cluster_id as number);
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      // Where it falls apart may be a hair closer than one is: a press that seems to do nothing is pressed again.
      map.easeTo({ center: [lon, lat], zoom: Math.max(zoom + 0.05, map.getZoom() + 1), duration: still ? 0 : OPEN_MS });
    };
    return watchPointer(ground.stage, {
      isPlaceAsked: () => false,
      onHover(place, px) {
        const found = place ? find(px) : null;
        map.getCanvas().style.cursor = found ? 'pointer' : '';
        setHovered(found && { found, px });
      },
      onClick(_place, px) {
        const found = find(px);
        if (found?.name === 'cluster') void open(found.feature);
        else if (found?.codes.length === 1) told.current.onChoose(found.codes[0]!);
        else if (found) setCoinciding({ codes: found.codes, px });
      },
      onPlace: () => undefined,
      onLeavePlace: () => undefined,
    });
  }, [ground]);

  return (
    <MapSlot at="tip">
      {hovered && !coinciding && <PointTip {...hovered} byCode={byCode} />}
      {coinciding && (
        <CoincidingMenu
          px={coinciding.px}
          things={coinciding.codes
            .flatMap(code => byCode.get(code) ?? [])
            .map(point => ({
              ...{ key: point.code, name: point.name, sign: <PointSign of={classOfPoint(point)} /> },
              detail: `${point.code} · ${classText(classOfPoint(point))}`,
            }))}
          onChoose={code => told.current.onChoose(code)}
          onLeave={() => setCoinciding(null)}
        />
      )}
    </MapSlot>
  );
}

/** Only for the eye: whoever cannot see it has the list. */
function PointTip({ found, px, byCode }: { found: Found; px: Px; byCode: ReadonlyMap<string, RegisteredPoint> }) {
  const style = { left: px.x, top: px.y };
  if (found.name === 'cluster') {
    const { properties } = found.feature;
    const counted = WORST_FIRST.flatMap(one => (properties[one] > 0 ? [`${classText(one)} ${properties[one]}`] : []));
    return (
      <div className="map-tip" aria-hidden="true" style={style}>
        <b>{say('register.cluster', { n: properties.point_count as number })}</b>
        <span>{counted.join(' · ')}</span>
      </div>
    );
  }
  const point = byCode.get(found.codes[0] ?? '');
  if (!point) return null;
  return (
    <div className="map-tip" aria-hidden="true" style={style}>
      <b>{point.name}</b>
      <span>
        {point.code} · {classText(classOfPoint(point))} · {scoreText(point.score)} {point.grade}
      </span>
      {found.codes.length > 1 && <span>{say('map.more-here', { n: found.codes.length - 1 })}</span>}
    </div>
  );
}

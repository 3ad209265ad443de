/**
 * Where the camera of a scene stands. 总览: the whole subdistrict. 联合执法: the zone of the operation and every place of its plan; an operation
 * of the whole subdistrict: the places of its plan. In: scene, ground, layout. Out: the camera, the same object while nothing of this changes.
 */
import { useMemo } from 'react';
import { boundsOfZone, type Geodata } from '../map/geodata.ts';
import { type OverviewCamera, overviewCamera } from '../map/overview-camera.ts';
import { boundsOfPlan } from '../operation/operation-marks.ts';
import type { WallLayout } from './wall-layout.ts';
import type { WallScene } from './wall-scene.ts';

type Bounds = [west: number, south: number, east: number, north: number];

/** Two stops on one street are no reason to look at their doorsteps. */
const CLOSEST_STEPS = 2.5;
const EDGE_SHARE = 0.06;

export function useSceneCamera(
  scene: WallScene,
  geodata: Geodata,
  layout: WallLayout,
  overview: OverviewCamera,
): OverviewCamera {
  const bounds = scene.name === 'overview' ? null : boundsOfScene(scene, geodata);
  const key = bounds?.join(' ') ?? '';
  return useMemo(() => {
    if (key === '') return overview;
    const [west, south, east, north] = key.split(' ').map(Number) as Bounds;
    const { innerWidth, innerHeight } = window;
    const camera = overviewCamera([west, south, east, north], innerWidth, innerHeight, layout.mapMargins);
    return { ...camera, zoom: Math.min(camera.zoom, overview.zoom + CLOSEST_STEPS) };
  }, [key, layout, overview]);
}

function boundsOfScene({ operation }: Extract<WallScene, { name: 'operation' }>, geodata: Geodata): Bounds | null {
  const zone = operation.zone === null ? undefined : boundsOfZone(geodata, operation.zone);
  const plan = boundsOfPlan(operation);
  if (!plan) return zone ?? null;
  if (!zone) return widened(plan);
  return [
    Math.min(zone[0], plan[0]),
    Math.min(zone[1], plan[1]),
    Math.max(zone[2], plan[2]),
    Math.max(zone[3], plan[3]),
  ];
}

/** A stop at the very edge would stand half under a rail. */
function widened([west, south, east, north]: Bounds): Bounds {
  const [x, y] = [(east - west) * EDGE_SHARE, (north - south) * EDGE_SHARE];
  return [west - x, south - y, east + x, north + y];
}

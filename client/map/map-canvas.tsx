/**
 * The one place that creates a MapLibre map and its deck.gl overlay: once per page, never taken down when a scene changes
 * (each teardown leaks a WebGL context). In: style and camera. Out: a `MapStage` through `onStage` when the ground is drawn.
 */
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef } from 'react';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { OverviewCamera } from './overview-camera.ts';

setWorkerUrl(workerUrl);

/** The map and the overlay above it: what moves goes into `overlay`, what stands still into `map`. */
export interface MapStage {
  map: MapLibreMap;
  overlay: MapLibreOverlay;
}

/** MapLibre scales a larger canvas down without a word; no wall of ours is larger than this. */
const MAX_CANVAS_PX: [number, number] = [16_384, 8192];

export function MapCanvas(props: {
  style: StyleSpecification;
  /** Images that the style names, made when it asks for one. */
  icon: (id: string) => ImageData | null;
  camera: OverviewCamera;
  /** `[west, south, east, north]` that the camera never leaves: beyond it there is no ground. */
  limits: [number, number, number, number];
  /** Nothing moves by itself: the overlay is drawn again only when the camera or its layers change. */
  isStill?: boolean;
  onStage: (stage: MapStage) => void;
  onFrame: () => void;
  /** A WebGL context of this map was lost; the owner takes the map down and builds a new one. */
  onContextLost: () => void;
}) {
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const { style, camera, limits } = latest.current;
    const map = new MapLibreMap({
      container: container.current!,
      style,
      center: camera.center,
      zoom: camera.zoom,
      minZoom: camera.zoom - 1,
      maxZoom: camera.zoom + 4.5,
      maxBounds: limits,
      attributionControl: false,
      pitchWithRotate: false,
      dragRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      pixelRatio: 1,
      maxCanvasSize: MAX_CANVAS_PX,
      localIdeographFontFamily: false,
    });
    map.touchZoomRotate.disableRotation();
    map.setMissingStyleImageResolver(id => {
      const image = latest.current.icon(id);
      if (image && !map.hasImage(id)) map.addImage(id, image);
    });
    const overlay = new MapLibreOverlay({
      interleaved: false,
      layers: [],
      useDevicePixels: 1,
      // Drives the interpolation of moving units; the same frames draw the liveness bar, so a still bar is a frozen picture.
      _animate: !latest.current.isStill,
      onAfterRender: () => latest.current.onFrame(),
    });
    map.once('load', () => {
      map.addControl(overlay);
      latest.current.onStage({ map, overlay });
    });
    // Map and overlay have a context each; the event of a canvas does not bubble, but it can be caught on its way down.
    const onLost = () => latest.current.onContextLost();
    const box = container.current!;
    box.addEventListener('webglcontextlost', onLost, { capture: true });
    return () => {
      box.removeEventListener('webglcontextlost', onLost, { capture: true });
      map.remove();
    };
  }, []);

  return <div ref={container} className="map-canvas" />;
}

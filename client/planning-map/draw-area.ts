/**
 * A ring drawn on a map by hand: around (press, go around, let go) or corner by corner. In: the map, who is told. Out: how to stop; the ring
 * as `[lon, lat]`, closed, or null where nothing was drawn around. The only file that knows terra-draw, which is loaded when somebody draws.
 */
import type { HexColor } from 'terra-draw';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { COLOURS } from '../design/tokens.ts';
import type { PlanningGround } from './planning-map-parts.tsx';

/** A closed ring of fewer is a slip of the hand. */
const FEWEST_CORNERS = { freehand: 4, polygon: 3 } as const;
const BETWEEN_CORNERS_PX = 8;

/** `freehand` for a lasso, `polygon` for an area that stays: its corners are clicked, the first one or Enter closes it. */
export type DrawMode = keyof typeof FEWEST_CORNERS;

export function drawRing(
  { stage, context }: PlanningGround,
  mode: DrawMode,
  onDone: (ring: LonLat[] | null) => void,
): () => void {
  const { map } = stage;
  let stop = () => {};
  let isLeft = false;
  void load().then(({ TerraDraw, TerraDrawFreehandMode, TerraDrawPolygonMode, TerraDrawMapLibreGLAdapter }) => {
    if (isLeft || !map.style) return;
    const ink = COLOURS.textHi as HexColor;
    const styles = {
      fillColor: ink,
      fillOpacity: 0.12,
      outlineColor: ink,
      outlineWidth: context.scale.px.stroke * 1.6,
    };
    const draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map }),
      modes: [
        mode === 'freehand'
          ? new TerraDrawFreehandMode({
              drawInteraction: 'click-drag',
              minDistance: BETWEEN_CORNERS_PX,
              keyEvents: null,
              styles: { ...styles, closingPointOpacity: 0, closingPointOutlineOpacity: 0 },
            })
          : new TerraDrawPolygonMode({
              keyEvents: { finish: 'Enter', cancel: null },
              styles: { ...styles, closingPointColor: ink, closingPointWidth: 5, closingPointOutlineWidth: 0 },
            }),
      ],
    });
    draw.start();
    draw.setMode(mode);
    draw.on('finish', id => {
      const drawn = draw.getSnapshotFeature(id)?.geometry;
      draw.clear();
      const ring = drawn?.type === 'Polygon' ? (drawn.coordinates[0] as LonLat[]) : [];
      onDone(ring.length > FEWEST_CORNERS[mode] ? ring : null);
    });
    stop = () => {
      // The map may be gone already: it was taken down with its context.
      if (map.style) draw.stop();
    };
  });
  return () => {
    isLeft = true;
    stop();
  };
}

async function load() {
  const [draw, adapter] = await Promise.all([import('terra-draw'), import('terra-draw-maplibre-gl-adapter')]);
  return { ...draw, ...adapter };
}

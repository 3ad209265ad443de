/**
 * A ring drawn on a map by hand: press, go around, let go. In: the map, who is told. Out: how to stop; the ring as `[lon, lat]`, closed,
 * or null where nothing was drawn around. The only file that knows terra-draw, which is loaded when somebody draws.
 */
import type { HexColor } from 'terra-draw';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { COLOURS } from '../design/tokens.ts';
import type { PlanningGround } from './planning-map-parts.tsx';

/** Fewer corners are a slip of the hand. */
const FEWEST_CORNERS = 4;
const BETWEEN_CORNERS_PX = 8;

export function drawAround({ stage, context }: PlanningGround, onDone: (ring: LonLat[] | null) => void): () => void {
  const { map } = stage;
  let stop = () => {};
  let isLeft = false;
  void load().then(({ TerraDraw, TerraDrawFreehandMode, TerraDrawMapLibreGLAdapter }) => {
    if (isLeft || !map.style) return;
    const ink = COLOURS.textHi as HexColor;
    const draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map }),
      modes: [
        new TerraDrawFreehandMode({
          drawInteraction: 'click-drag',
          minDistance: BETWEEN_CORNERS_PX,
          keyEvents: null,
          styles: {
            ...{ fillColor: ink, fillOpacity: 0.12, outlineColor: ink, outlineWidth: context.scale.px.stroke * 1.6 },
            ...{ closingPointOpacity: 0, closingPointOutlineOpacity: 0 },
          },
        }),
      ],
    });
    draw.start();
    draw.setMode('freehand');
    draw.on('finish', id => {
      const drawn = draw.getSnapshotFeature(id)?.geometry;
      draw.clear();
      const ring = drawn?.type === 'Polygon' ? (drawn.coordinates[0] as LonLat[]) : [];
      onDone(ring.length > FEWEST_CORNERS ? ring : null);
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

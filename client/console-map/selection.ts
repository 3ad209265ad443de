/**
 * What is looked at: the incident's body in a white double outline (selection is never a colour, wall-ux §5), its grid drawn bright and
 * its community a little; and the place that somebody is just taking down.
 */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { COLOURS, rgb } from '../design/tokens.ts';
import { ABOVE_BOUNDARIES } from '../map/basemap-style.ts';
import { arc, type StyleContext } from '../map/style-context.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';

const COMMUNITY = 'selected-community';
const GRID_FILL = 'selected-grid-fill';
const GRID = 'selected-grid';

const only = (code: string | null): ExpressionSpecification => ['==', ['get', 'code'], code ?? ''];

/** `null` codes: nothing is drawn bright. */
export function showSelectedGround(
  map: MapLibreMap,
  grid: string | null,
  community: string | null,
  context: StyleContext,
): void {
  if (map.getLayer(GRID)) {
    map.setFilter(COMMUNITY, only(community));
    map.setFilter(GRID_FILL, only(grid));
    map.setFilter(GRID, only(grid));
    return;
  }
  const line = (id: string, source: string, code: string | null, widthArc: number, opacity: number) =>
    map.addLayer(
      {
        id,
        type: 'line',
        source,
        filter: only(code),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': COLOURS.textHi, 'line-width': arc(context, widthArc), 'line-opacity': opacity },
      },
      ABOVE_BOUNDARIES,
    );
  line(COMMUNITY, 'communities', community, 2.4, 0.75);
  map.addLayer(
    {
      id: GRID_FILL,
      type: 'fill',
      source: 'grids',
      filter: only(grid),
      paint: { 'fill-color': COLOURS.textHi, 'fill-opacity': 0.08 },
    },
    ABOVE_BOUNDARIES,
  );
  line(GRID, 'grids', grid, 3, 1);
}

/** Where a unit was last seen; null = nobody, or never. */
export function newestPlaceOf(
  unit: UnitRecord | null,
  positions: Pick<UnitPositions, 'slotOf' | 'lon' | 'lat'>,
): LonLat | null {
  const slot = unit ? positions.slotOf(unit.index) : -1;
  return slot < 0 ? null : [positions.lon[slot]!, positions.lat[slot]!];
}

/** The unit or the place from which one looks around: one ring, where the incident of the desk has two. */
export function lookedAtRings(unit: LonLat | null, place: LonLat | null, context: StyleContext): Layer[] {
  const { px } = context.scale;
  return [ring('looked-at-unit', unit, px.unit * 0.8, context), ring('looked-at-place', place, px.unit * 0.4, context)];
}

function ring(id: string, at: LonLat | null, radiusPx: number, context: StyleContext): Layer {
  return new ScatterplotLayer<LonLat>({
    id,
    data: at ? [at] : [],
    getPosition: place => place,
    getRadius: radiusPx,
    radiusUnits: 'pixels',
    filled: false,
    stroked: true,
    getLineColor: rgb(COLOURS.textHi),
    getLineWidth: context.scale.px.stroke * 1.8,
    lineWidthUnits: 'pixels',
  });
}

export function selectionRings(selected: LonLat | null, marked: LonLat | null, context: StyleContext): Layer[] {
  const { px } = context.scale;
  return [
    ring('selected-inner', selected, px.incident * 0.66, context),
    ring('selected-outer', selected, px.incident * 0.88, context),
    ring('marked-outer', marked, px.incident * 0.5, context),
    new ScatterplotLayer<LonLat>({
      id: 'marked-centre',
      data: marked ? [marked] : [],
      getPosition: place => place,
      getRadius: px.stroke * 4,
      radiusUnits: 'pixels',
      getFillColor: rgb(COLOURS.textHi),
      stroked: true,
      getLineColor: rgb(COLOURS.onLevel),
      getLineWidth: px.stroke * 1.5,
      lineWidthUnits: 'pixels',
    }),
  ];
}

/** What a layer style may depend on: the wall it is drawn for and the zoom at which the whole subdistrict is seen. */
import type { ExpressionSpecification } from 'maplibre-gl';
import type { WallScale } from '../design/wall-profile.ts';

export interface StyleContext {
  scale: WallScale;
  overviewZoom: number;
}

/** Pixels of an angle in arc minutes. */
export function arc(context: StyleContext, arcmin: number): number {
  return arcmin * context.scale.pxPerArcmin;
}

/** A size that grows from `overview` (arc minutes, whole subdistrict in view) to `street` (three zoom steps closer). */
export function growing(context: StyleContext, overview: number, street: number): ExpressionSpecification {
  return [
    'interpolate',
    ['linear'],
    ['zoom'],
    context.overviewZoom,
    arc(context, overview),
    context.overviewZoom + 3,
    arc(context, street),
  ];
}

/**
 * MapLibre draws glyphs on a canvas and guesses their weight from the first family of the list, so a family that no machine
 * has carries the weight, and the second one carries the letters.
 */
export const FONT = {
  light: ['Light', 'Noto Sans SC Variable'],
  medium: ['Medium', 'Noto Sans SC Variable'],
  bold: ['Bold', 'Noto Sans SC Variable'],
};

/** Ink of the base map: steps between the tokens `land` and `line`, none of them a colour that means something. */
export const INK = {
  land: '#0c1218',
  ground: '#111a23',
  sea: '#07131d',
  shore: '#17303f',
  creek: '#17415a',
  park: '#14241f',
  hill: '#121f1d',
  roadCasing: '#0a0f15',
  minor: '#1b2632',
  secondary: '#233040',
  main: '#2d3b4a',
  trunk: '#394959',
  expressway: '#394959',
} as const;

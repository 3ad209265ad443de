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
  land: '#0e141b',
  ground: '#141d27',
  sea: '#07182a',
  shore: '#1d3a4e',
  creek: '#17415a',
  park: '#172a22',
  hill: '#14221f',
  roadCasing: '#0a0f15',
  minor: '#202c39',
  secondary: '#293646',
  main: '#344352',
  trunk: '#41525f',
  expressway: '#41525f',
} as const;

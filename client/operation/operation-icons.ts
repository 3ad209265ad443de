/**
 * Stops by shape, so that nobody needs a colour to read them: planned a hollow disc with its number, next the same with a second ring, here a
 * white disc, left behind a grey disc with a tick, skipped a hollow disc struck through; the muster place is a square, and a small one a squad. Used by the map
 * (canvas) and by legends (SVG), from the same figures in a square of side 2.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { COLOURS } from '../design/tokens.ts';
import { arc, type StyleContext } from '../map/style-context.ts';
import type { StopLook } from './operation-marks.ts';

export interface StopFigure {
  /** Filled outline. */
  shape: 'disc' | 'square';
  fill: string;
  line: string;
  /** A second ring inside the first. */
  ring: boolean;
  /** SVG path over it. */
  sign: string | null;
}

const TICK = 'M-0.42 0.02L-0.1 0.34L0.44 -0.3';
const STROKE = 'M-0.5 0.5L0.5 -0.5';

export const STOP_FIGURES: Readonly<Record<StopLook | 'muster' | 'squad', StopFigure>> = {
  planned: { shape: 'disc', fill: COLOURS.onLevel, line: COLOURS.textMid, ring: false, sign: null },
  next: { shape: 'disc', fill: COLOURS.onLevel, line: COLOURS.textHi, ring: true, sign: null },
  here: { shape: 'disc', fill: COLOURS.textHi, line: COLOURS.onLevel, ring: false, sign: null },
  left: { shape: 'disc', fill: COLOURS.textLow, line: COLOURS.onLevel, ring: false, sign: TICK },
  skipped: { shape: 'disc', fill: COLOURS.onLevel, line: COLOURS.textLow, ring: false, sign: STROKE },
  squad: { shape: 'square', fill: COLOURS.textHi, line: COLOURS.onLevel, ring: false, sign: null },
  muster: { shape: 'square', fill: COLOURS.textHi, line: COLOURS.onLevel, ring: false, sign: null },
};

/** Arc minutes: two digits of the smallest type inside it. */
const SIDE = 40;
const LINE = 0.14;
const RADIUS = 0.84;
const RING = 0.64;

export function addOperationIcons(map: MapLibreMap, context: StyleContext): void {
  for (const [look, figure] of Object.entries(STOP_FIGURES)) {
    const id = `operation-${look}`;
    if (map.hasImage(id)) map.removeImage(id);
    map.addImage(id, drawn(figure, Math.ceil(arc(context, SIDE))));
  }
}

function drawn({ shape, fill, line, ring, sign }: StopFigure, side: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d')!;
  pen.translate(side / 2, side / 2);
  pen.scale(side / 2, side / 2);
  pen.beginPath();
  if (shape === 'disc') pen.arc(0, 0, RADIUS, 0, 2 * Math.PI);
  else pen.roundRect(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS, 0.2);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = line;
  pen.lineWidth = LINE;
  pen.stroke();
  if (ring) {
    pen.beginPath();
    pen.arc(0, 0, RING, 0, 2 * Math.PI);
    pen.lineWidth = LINE * 0.6;
    pen.stroke();
  }
  if (sign) {
    pen.strokeStyle = fill === COLOURS.onLevel ? line : COLOURS.onLevel;
    pen.lineWidth = LINE * 1.4;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.stroke(new Path2D(sign));
  }
  return pen.getImageData(0, 0, side, side);
}

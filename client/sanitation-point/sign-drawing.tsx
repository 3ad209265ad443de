/** A sign of strokes and one filled shape, drawn from the same paths in lists (SVG) and on a map (pixels). In: its paths in a box of 24. */
import { INK } from '../map/style-context.ts';

const BOX = 24;
const STROKE = 2.4;

export interface Sign {
  ink: string;
  /** Behind it, so that streets do not run through. */
  ground: string | null;
  strokes: readonly string[];
  filled: string | null;
}

/** A circle around the middle of the box. */
export const circle = (r: number) => `M12 ${12 - r}a${r} ${r} 0 1 1 0 ${2 * r}a${r} ${r} 0 1 1 0 ${-2 * r}z`;

/** Stands beside its word, so it is not read out. */
export function SignDrawing({ sign: { ink, strokes, filled }, sizePx = 16 }: { sign: Sign; sizePx?: number }) {
  return (
    <svg className="point-sign" viewBox={`0 0 ${BOX} ${BOX}`} width={sizePx} height={sizePx} aria-hidden="true">
      {strokes.map(path => (
        <path key={path} d={path} fill="none" stroke={ink} strokeWidth={STROKE} strokeLinecap="round" />
      ))}
      {filled && <path d={filled} fill={ink} />}
    </svg>
  );
}

export function signImage({ ink, ground, strokes, filled }: Sign, sizePx: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = sizePx;
  canvas.height = sizePx;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('A canvas of this browser cannot draw.');
  pen.scale(sizePx / BOX, sizePx / BOX);
  pen.lineWidth = STROKE;
  pen.lineCap = 'round';
  pen.strokeStyle = ink;
  if (ground) {
    pen.fillStyle = INK.ground;
    pen.fill(new Path2D(ground));
  }
  for (const path of strokes) pen.stroke(new Path2D(path));
  if (filled) {
    pen.fillStyle = ink;
    pen.fill(new Path2D(filled));
  }
  return pen.getImageData(0, 0, sizePx, sizePx);
}

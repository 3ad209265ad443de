/**
 * The sign of each class of scoring point, in shape and in lightness, the same on the map, in lists and in legends: a bar where nothing
 * was ever assessed, a quiet dot when clean, a ring when deducted, a double ring when deducted again, a ring around a full disc when a
 * bulletin named it (wall-ux §0: never level colours). In: the class. Out: SVG, or pixels for a canvas.
 */
import { COLOURS } from '../design/tokens.ts';
import { INK } from '../map/style-context.ts';
import { classText, type PointClass, WORST_FIRST } from './point-class.ts';

/** Side of the box the paths are drawn in. */
const BOX = 24;

const disc = (r: number) => `M12 ${12 - r}a${r} ${r} 0 1 1 0 ${2 * r}a${r} ${r} 0 1 1 0 ${-2 * r}z`;

interface Sign {
  ink: string;
  /** Behind it, so that streets do not run through. */
  ground: string | null;
  strokes: readonly string[];
  filled: string | null;
}

const SIGNS: Readonly<Record<PointClass, Sign>> = {
  never: { ink: COLOURS.textLow, ground: null, strokes: ['M7.5 12h9'], filled: null },
  clean: { ink: COLOURS.textLow, ground: null, strokes: [], filled: disc(4.5) },
  deducted: { ink: COLOURS.heat4, ground: disc(7), strokes: [disc(7)], filled: null },
  repeat: { ink: COLOURS.textHi, ground: disc(10), strokes: [disc(10), disc(4.5)], filled: null },
  bulletined: { ink: COLOURS.textHi, ground: disc(10), strokes: [disc(10)], filled: disc(5.5) },
};
const STROKE = 2.4;

export function inkOf(pointClass: PointClass): string {
  return SIGNS[pointClass].ink;
}

/** Beside its word, so it is not read out. */
export function PointSign({ of, sizePx = 16 }: { of: PointClass; sizePx?: number }) {
  const { ink, strokes, filled } = SIGNS[of];
  return (
    <svg className="point-sign" viewBox={`0 0 ${BOX} ${BOX}`} width={sizePx} height={sizePx} aria-hidden="true">
      {strokes.map(path => (
        <path key={path} d={path} fill="none" stroke={ink} strokeWidth={STROKE} strokeLinecap="round" />
      ))}
      {filled && <path d={filled} fill={ink} />}
    </svg>
  );
}

/** Sign and word. */
export function PointClassName({ of }: { of: PointClass }) {
  return (
    <span className="point-class">
      <PointSign of={of} /> {classText(of)}
    </span>
  );
}

export const signName = (of: PointClass) => `point-sign-${of}`;

/** For a map that draws them as images. */
export function* signImages(sizePx: number): Generator<[name: string, image: ImageData]> {
  for (const of of WORST_FIRST) yield [signName(of), signImage(of, sizePx)];
}

function signImage(of: PointClass, sizePx: number): ImageData {
  const { ink, ground, strokes, filled } = SIGNS[of];
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

/**
 * The sign of each class of scoring point, in shape and in lightness, the same on the map, in lists and in legends: a bar where nothing
 * was ever assessed, a quiet dot when clean, a ring when deducted, a double ring when deducted again, a ring around a full disc when a
 * bulletin named it (wall-ux §0: never level colours).
 */
import { COLOURS } from '../design/tokens.ts';
import { classText, type PointClass, WORST_FIRST } from './point-class.ts';
import { circle, type Sign, SignDrawing, signImage } from './sign-drawing.tsx';

const SIGNS: Readonly<Record<PointClass, Sign>> = {
  never: { ink: COLOURS.textLow, ground: null, strokes: ['M7.5 12h9'], filled: null },
  clean: { ink: COLOURS.textLow, ground: null, strokes: [], filled: circle(4.5) },
  deducted: { ink: COLOURS.heat4, ground: circle(7), strokes: [circle(7)], filled: null },
  repeat: { ink: COLOURS.textHi, ground: circle(10), strokes: [circle(10), circle(4.5)], filled: null },
  bulletined: { ink: COLOURS.textHi, ground: circle(10), strokes: [circle(10)], filled: circle(5.5) },
};

export function inkOf(pointClass: PointClass): string {
  return SIGNS[pointClass].ink;
}

export function PointSign({ of }: { of: PointClass }) {
  return <SignDrawing sign={SIGNS[of]} />;
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
  for (const of of WORST_FIRST) yield [signName(of), signImage(SIGNS[of], sizePx)];
}

/** What would become of a row, as a sign and a word, for the list and the map: the faulty one is the loudest. */
import type { PreviewRow } from '../../server/contract/sanitation-import.ts';
import { COLOURS } from '../design/tokens.ts';
import { circle, type Sign, SignDrawing, signImage } from '../sanitation-point/sign-drawing.tsx';
import { say } from '../wording/wording.ts';

export type RowKind = PreviewRow['kind'];
/** The loudest first. */
export const ROW_KINDS = ['fault', 'deduction', 'known', 'clean'] as const satisfies RowKind[];

const SIGNS: Readonly<Record<RowKind, Sign>> = {
  fault: { ink: COLOURS.textHi, ground: circle(10), strokes: ['M5.5 5.5l13 13', 'M18.5 5.5l-13 13'], filled: null },
  deduction: { ink: COLOURS.heat5, ground: circle(8), strokes: [circle(8)], filled: null },
  known: { ink: COLOURS.textLow, ground: null, strokes: ['M7.5 12h9'], filled: null },
  clean: { ink: COLOURS.done, ground: null, strokes: [], filled: circle(4.5) },
};

export function RowKindName({ kind }: { kind: RowKind }) {
  return (
    <span className="point-class">
      <SignDrawing sign={SIGNS[kind]} /> {say(`sheet.kind.${kind}`)}
    </span>
  );
}

export const rowSignName = (kind: RowKind) => `row-sign-${kind}`;

export function* rowSignImages(sizePx: number): Generator<[name: string, image: ImageData]> {
  for (const kind of ROW_KINDS) yield [rowSignName(kind), signImage(SIGNS[kind], sizePx)];
}

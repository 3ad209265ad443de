/**
 * Tables of a DOCX: figures, values, pictures side by side, and places to sign. Their widths are fixed, because WPS and Word
 * disagree about everything else. A heading row repeats on every page, and no row is cut by the end of one.
 */
import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { FONTS, TEXT_WIDTH_PX, TEXT_WIDTH_TWIP, textRuns } from './docx-style.ts';
import type { DocumentColumn, DocumentFigure, DocumentPicture, DocumentTable } from './office-document.ts';

const CELL_PT = 10.5;
const FIGURE_PT = 18;
const NONE = '—';
const FIGURES_A_ROW = 4;
const PICTURES_A_ROW = 3;
const PICTURE_BOX_PX = { width: Math.floor(TEXT_WIDTH_PX / PICTURES_A_ROW) - 16, height: 150 };

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '404040' };
const LINES = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE };
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_LINES = {
  ...{ top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE },
  ...{ insideHorizontal: NO_LINE, insideVertical: NO_LINE },
};
const CELL_MARGINS = { top: 60, bottom: 60, left: 80, right: 80 };

export function valueTable({ columns, rows }: Omit<DocumentTable, 'kind' | 'caption'>): Table {
  const widths = sharesOf(columns.map(({ width = 1 }) => width));
  const heading = new TableRow({
    ...{ tableHeader: true, cantSplit: true },
    children: columns.map(({ heading }, i) => cell(widths[i]!, [text(heading, 'center', FONTS.heading)], 'E8EEF4')),
  });
  const values = rows.map(
    row =>
      new TableRow({
        cantSplit: true,
        children: columns.map(({ align }, i) => cell(widths[i]!, [text(row[i] ?? NONE, align, FONTS.title)])),
      }),
  );
  return tableOf(widths, [heading, ...values], LINES);
}

export function figureTable(figures: readonly DocumentFigure[]): Table {
  const aRow = Math.min(FIGURES_A_ROW, Math.max(1, figures.length));
  return grid(aRow, LINES, figures, ({ label, value, note }) => [
    text(label, 'center', FONTS.heading),
    text(value ?? NONE, 'center', FONTS.title, FIGURE_PT, true),
    ...(note === undefined ? [] : [text(note, 'center', FONTS.title, 9)]),
  ]);
}

export function pictureTable(pictures: readonly Omit<DocumentPicture, 'kind'>[]): Table {
  return grid(PICTURES_A_ROW, NO_LINES, pictures, ({ bytes, type, width, height, caption }) => {
    const scale = Math.min(PICTURE_BOX_PX.width / width, PICTURE_BOX_PX.height / height);
    const image = new ImageRun({
      ...{ type, data: bytes, altText: { name: caption, title: caption, description: caption } },
      transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    });
    return [
      new Paragraph({ children: [image], alignment: AlignmentType.CENTER, keepNext: true }),
      text(caption, 'center', FONTS.title, 9),
    ];
  });
}

export function signatureTable(signatures: readonly { role: string; name: string | null; at: string | null }[]): Table {
  const widths = sharesOf([1, 1, 1]);
  const rows = signatures.map(
    ({ role, name, at }) =>
      new TableRow({
        cantSplit: true,
        children: [`${role}：`, name ?? '＿＿＿＿＿＿', at ?? '　　年　月　日'].map((words, i) =>
          cell(widths[i]!, [text(words, i === 0 ? 'right' : 'left', FONTS.body, 14)]),
        ),
      }),
  );
  return tableOf(widths, rows, NO_LINES);
}

/** Things in rows of `aRow`; what the last row lacks is empty. */
function grid<T>(
  aRow: number,
  borders: typeof LINES | typeof NO_LINES,
  things: readonly T[],
  draw: (thing: T) => Paragraph[],
): Table {
  const widths = sharesOf(Array.from({ length: aRow }, () => 1));
  const rows: TableRow[] = [];
  for (let first = 0; first < things.length; first += aRow) {
    const children = widths.map((width, i) => {
      const thing = things[first + i];
      return cell(width, thing === undefined ? [text('')] : draw(thing));
    });
    rows.push(new TableRow({ cantSplit: true, children }));
  }
  return tableOf(widths, rows, borders);
}

function tableOf(columnWidths: number[], rows: TableRow[], borders: typeof LINES | typeof NO_LINES): Table {
  return new Table({
    ...{ rows, columnWidths, borders, layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER },
    width: { size: TEXT_WIDTH_TWIP, type: WidthType.DXA },
  });
}

function cell(width: number, children: Paragraph[], fill?: string): TableCell {
  return new TableCell({
    ...{ children, margins: CELL_MARGINS, verticalAlign: VerticalAlignTable.CENTER },
    width: { size: width, type: WidthType.DXA },
    ...(fill !== undefined && { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
  });
}

function text(
  words: string,
  align: DocumentColumn['align'] = 'left',
  font = FONTS.title,
  size = CELL_PT,
  bold = false,
): Paragraph {
  return new Paragraph({
    children: textRuns(words, { size, font, bold }),
    alignment: { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align],
  });
}

function sharesOf(shares: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map(share => Math.floor((TEXT_WIDTH_TWIP * share) / sum));
}

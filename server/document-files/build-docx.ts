/**
 * Writes a document as DOCX. The only file that knows `docx`. In: plain data (office-document.ts). Out: the bytes.
 * Looks as GB/T 9704 wants it: A4, 宋体 title, 黑体 headings, 仿宋 text of 16 pt on lines of 28 pt, page number between dashes. Fonts are
 * named, not embedded: every office computer in China has them. Long documents hold the event loop, so docx-worker.ts calls this.
 */
import {
  AlignmentType,
  Document,
  Footer,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { BODY_PT, FONTS, halfPoints, PAGE, run, TEXT_WIDTH_PX, textRuns } from './docx-style.ts';
import { figureTable, pictureTable, signatureTable, valueTable } from './docx-tables.ts';
import type { DocumentBlock, DocumentPicture, OfficeDocument } from './office-document.ts';

const TITLE_PT = 22;
const SMALL_PT = 10.5;
/** 28 points in twentieths. */
const LINE = { line: 560, lineRule: LineRuleType.EXACT };
/** No picture takes more than about half a page, whatever its form. */
const TALLEST_PX = 520;

export async function buildDocx({ title, subtitle, sections, footer }: OfficeDocument): Promise<Buffer> {
  const children = [
    paragraph(title, { size: TITLE_PT, font: FONTS.title, bold: true, align: 'center', after: 240 }),
    ...subtitle.map(text => paragraph(text, { align: 'center' })),
    ...sections.flatMap(({ heading, blocks }) => [
      ...(heading === null ? [] : [headingOf(heading, 'Heading1', FONTS.heading)]),
      ...blocks.flatMap(partsOf),
    ]),
  ];
  const document = new Document({
    title,
    creator: 'Gridwall',
    styles: { default: { document: { run: { font: FONTS.body, size: halfPoints(BODY_PT) } } } },
    sections: [{ properties: { page: PAGE }, footers: { default: footerOf(footer) }, children }],
  });
  return Packer.toBuffer(document);
}

function partsOf(block: DocumentBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.text, { align: block.align, indent: (block.align ?? 'left') === 'left' })];
    case 'heading':
      return [headingOf(block.text, 'Heading2', FONTS.subheading)];
    case 'figures':
      return [figureTable(block.figures), gap()];
    case 'table':
      return [...(block.caption === undefined ? [] : [captionOf(block.caption, true)]), valueTable(block), gap()];
    case 'picture':
      return [picture(block), captionOf(block.caption)];
    case 'pictures':
      return [pictureTable(block.pictures), gap()];
    case 'signatures':
      return [gap(), signatureTable(block.signatures)];
  }
}

interface Look {
  size?: number;
  font?: (typeof FONTS)[keyof typeof FONTS];
  bold?: boolean;
  align?: 'left' | 'center' | 'right' | undefined;
  /** Two characters, as every paragraph of a Chinese document begins. */
  indent?: boolean;
  after?: number | undefined;
}

function paragraph(text: string, { size, font, bold, align, indent, after }: Look): Paragraph {
  return new Paragraph({
    children: textRuns(text, { size, font, bold }),
    alignment: AlignmentType[align === undefined ? 'LEFT' : (align.toUpperCase() as 'LEFT' | 'CENTER' | 'RIGHT')],
    spacing: {
      ...LINE,
      ...(size !== undefined && { line: size * 32, lineRule: LineRuleType.AT_LEAST }),
      ...(after !== undefined && { after }),
    },
    ...(indent && { indent: { firstLineChars: 200 } }),
  });
}

function headingOf(text: string, heading: 'Heading1' | 'Heading2', font: (typeof FONTS)[keyof typeof FONTS]) {
  return new Paragraph({
    children: textRuns(text, { font }),
    style: heading,
    keepNext: true,
    spacing: { ...LINE, before: 160 },
    indent: { firstLineChars: 200 },
  });
}

/** `above`: of a table, and stays with it. */
function captionOf(text: string, above = false): Paragraph {
  return new Paragraph({
    children: textRuns(text, { size: SMALL_PT, font: FONTS.heading }),
    alignment: AlignmentType.CENTER,
    keepNext: above,
    spacing: { before: 80, after: above ? 80 : 200 },
  });
}

function picture({ bytes, type, width, height, caption }: DocumentPicture): Paragraph {
  const scale = Math.min(TEXT_WIDTH_PX / width, TALLEST_PX / height);
  return new Paragraph({
    children: [
      new ImageRun({
        ...{ type, data: bytes, altText: { name: caption, title: caption, description: caption } },
        transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
      }),
    ],
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 120 },
  });
}

const gap = () => new Paragraph({ children: [], spacing: { line: 200, lineRule: LineRuleType.EXACT } });

function footerOf(notes: readonly string[]): Footer {
  return new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            ...run({ size: 14, font: FONTS.title }),
          }),
        ],
        alignment: AlignmentType.CENTER,
      }),
      ...(notes.length === 0
        ? []
        : [
            new Paragraph({
              children: textRuns(notes.join(' · '), { size: 9, font: FONTS.title }),
              alignment: AlignmentType.CENTER,
            }),
          ]),
    ],
  });
}

/** Paper, fonts and runs of text of a DOCX, as GB/T 9704 wants them. Lengths are what Word counts in: twips (1/20 pt), half points. */
import { convertMillimetersToTwip, PageOrientation, TextRun } from 'docx';

const LATIN = 'Times New Roman';
const inFont = (eastAsia: string) => ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia });

export const FONTS = {
  title: inFont('宋体'),
  heading: inFont('黑体'),
  subheading: inFont('楷体'),
  body: inFont('仿宋'),
};

export const BODY_PT = 16;

/** As Word itself writes A4; from millimetres it comes out one short. */
const A4_TWIP = { width: 11_906, height: 16_838 };
const MARGIN_MM = { top: 37, right: 26, bottom: 35, left: 28 };

export const PAGE = {
  size: { ...A4_TWIP, orientation: PageOrientation.PORTRAIT },
  margin: {
    top: convertMillimetersToTwip(MARGIN_MM.top),
    right: convertMillimetersToTwip(MARGIN_MM.right),
    bottom: convertMillimetersToTwip(MARGIN_MM.bottom),
    left: convertMillimetersToTwip(MARGIN_MM.left),
  },
};

export const TEXT_WIDTH_TWIP = A4_TWIP.width - PAGE.margin.left - PAGE.margin.right;
/** Pictures are measured in pixels of 1/96 inch. */
export const TEXT_WIDTH_PX = Math.floor((TEXT_WIDTH_TWIP / 1440) * 96);

/** Said everywhere: the headings of Word are blue. */
const BLACK = '000000';

export const halfPoints = (pt: number) => Math.round(pt * 2);

interface RunLook {
  size?: number | undefined;
  font?: (typeof FONTS)[keyof typeof FONTS] | undefined;
  bold?: boolean | undefined;
}

export function run({ size, font, bold }: RunLook) {
  return { size: halfPoints(size ?? BODY_PT), font: font ?? FONTS.body, color: BLACK, ...(bold && { bold }) };
}

/** A line break of the text is one in the document. Signs that XML cannot hold would make a file that Word calls damaged. */
export function textRuns(text: string, look: RunLook): TextRun[] {
  return text
    .replace(UNWRITABLE, '')
    .split(/\r\n?|\n/)
    .map((line, i) => new TextRun({ text: line, ...run(look), ...(i > 0 && { break: 1 }) }));
}

/** C0 except tab and line ends, lone halves of a surrogate pair, and the two that are no characters. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

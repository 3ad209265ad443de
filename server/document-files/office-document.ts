/**
 * A document on its way into a Word file, as plain data: sections of blocks, from above to below. What it says is the caller's business
 * (words, units, dates, 未设定); how it looks is build-docx.ts: A4, in the way of Chinese official documents (GB/T 9704).
 * Figures come as text, so that a document says exactly what the screen says. Null is an empty place: —.
 */
export interface OfficeDocument {
  title: string;
  /** Below the title, in the middle: number of the document, who issues it, the date. */
  subtitle: readonly string[];
  sections: readonly DocumentSection[];
  /** On every page beside its number: 演示数据, 示意边界 … */
  footer: readonly string[];
}

export interface DocumentSection {
  /** 一、…: the caller numbers it; null = none. */
  heading: string | null;
  blocks: readonly DocumentBlock[];
}

export type DocumentBlock =
  | { kind: 'paragraph'; text: string; align?: 'left' | 'center' | 'right' }
  /** A heading within a section: （一）… */
  | { kind: 'heading'; text: string }
  /** Figures side by side, four in a row, each with what it is and, when useful, how it came about. */
  | { kind: 'figures'; figures: readonly DocumentFigure[] }
  | DocumentTable
  | DocumentPicture
  /** Small pictures side by side, three in a row, each with its caption. */
  | { kind: 'pictures'; pictures: readonly Omit<DocumentPicture, 'kind'>[] }
  /** Places to sign: who as what, and when; null = a line to sign on. */
  | { kind: 'signatures'; signatures: readonly { role: string; name: string | null; at: string | null }[] };

export interface DocumentFigure {
  label: string;
  value: string | null;
  note?: string;
}

export interface DocumentTable {
  kind: 'table';
  caption?: string;
  columns: readonly DocumentColumn[];
  rows: readonly (readonly (string | null)[])[];
}

export interface DocumentColumn {
  heading: string;
  /** Share of the page's width; default 1. */
  width?: number;
  align?: 'left' | 'center' | 'right';
}

export interface DocumentPicture {
  kind: 'picture';
  bytes: Uint8Array;
  /** Word shows no WebP: picture-size.ts says which it is. */
  type: 'png' | 'jpg';
  /** In pixels of the picture; only their proportion counts. */
  width: number;
  height: number;
  caption: string;
}

/**
 * A round from a sheet (XLSX, or CSV in UTF-8 or GBK), in two steps: `POST /api/v1/sanitation-rounds/preview` shows what would be
 * taken and what is wrong, by row and column; `POST …/commit` with the same file and the preview's id takes all of it or nothing.
 * The file is the body as it is (`Content-Type` of XLSX, `text/csv` or `application/octet-stream`); the rest stands in the query.
 */
import { z } from 'zod';
import { crs } from './coordinates.ts';
import { communityCode, pointCode, utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';
import { rowFault } from './refusal.ts';
import { roundName } from './scoring-point.ts';

/** Query of the preview. */
export const roundSheetQuestion = z.strictObject({
  round: roundName,
  /** System of 经度 and 纬度 in the sheet. */
  crs: crs.default('WGS84'),
  /** What the file is called. */
  file: plainText.trim().min(1).max(120).optional(),
  /** Points that are not in the sheet: not assessed, or assessed and clean (the sheet lists deductions only). */
  unlisted: z.enum(['not-assessed', 'clean']).default('not-assessed'),
  /** `replace`: what earlier sheets brought to this round goes; reports by other ways stay. */
  mode: z.enum(['add', 'replace']).default('add'),
});

/** Query of the commit: the same, and the id of the preview that a person has looked at. */
export const roundSheetCommit = roundSheetQuestion.extend({ preview: z.string().regex(/^[0-9a-f]{64}$/) });

export const previewRow = z.object({
  /** As the sheet counts, from 1. */
  row: z.int(),
  /** Null = the row names no registered point. */
  point: pointCode.nullable(),
  name: z.string().nullable(),
  community: communityCode.nullable(),
  /** `clean`: assessed, nothing taken off. `fault`: see `faults`. `known`: the same deduction is there already. */
  kind: z.enum(['deduction', 'clean', 'known', 'fault']),
  item: z.string().nullable(),
  score: z.number().nullable(),
  at: utcMs.nullable(),
  note: z.string().nullable(),
  /** For the map, WGS-84: where the row says, else where the point is registered; null = neither. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** From the registered place, when the row has one of its own. */
  distanceM: z.number().nullable(),
});
export type PreviewRow = z.infer<typeof previewRow>;

export const roundPreview = z.object({
  /** Of the file and of everything in the query. */
  preview: z.string(),
  round: roundName,
  crs,
  file: z.object({
    format: z.enum(['xlsx', 'csv']),
    /** Null for XLSX. */
    encoding: z.enum(['utf-8', 'gb18030', 'utf-16le']).nullable(),
    bytes: z.int(),
    sha256: z.string(),
  }),
  /** Headings as the sheet has them, and what they were taken for; null = left out. */
  headings: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
  rows: z.array(previewRow),
  /** While there is one, nothing can be committed. At most 200 are listed; `counts.faults` has all. */
  faults: z.array(rowFault),
  /** To be looked at; they stop nothing. */
  warnings: z.array(rowFault),
  counts: z.object({
    rows: z.int(),
    faults: z.int(),
    /** Points of the sheet. */
    points: z.int(),
    deductions: z.int(),
    /** Deductions that are there already. */
    known: z.int(),
    /** Points that the sheet says are clean. */
    clean: z.int(),
    /** Points that become clean because they are not in the sheet. */
    unlisted: z.int(),
    /** Deductions of earlier sheets that go. */
    withdrawn: z.int(),
  }),
  /** Another system fits the registered points much better; null = none does. Distances are medians. */
  crsHint: z.object({ declaredM: z.number(), better: crs, betterM: z.number() }).nullable(),
  ready: z.boolean(),
});
export type RoundPreview = z.infer<typeof roundPreview>;

/** Answer of the commit. */
export const roundImported = z.object({
  import: z.string(),
  round: roundName,
  deductions: z.int(),
  known: z.int(),
  clean: z.int(),
  withdrawn: z.int(),
  /** Points whose state or numbers changed. */
  changedPoints: z.int(),
  /** The same file was committed before: nothing was done now. */
  alreadyDone: z.boolean(),
});
export type RoundImported = z.infer<typeof roundImported>;

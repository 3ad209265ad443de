/**
 * Reads the first sheet of an XLSX that somebody brings. In: the bytes. Out: rows of trimmed texts, numbered as the sheet counts;
 * or a refusal in a sentence. A worker thread does it (parse-xlsx.ts): a list of 4,294 rows would hold the event loop for half a second,
 * and a file made to eat memory or time costs the worker its life and nobody else anything.
 */
import { Refused } from '../http/refused.ts';
import { inWorker } from '../worker-thread.ts';

export interface SheetRow {
  /** As the sheet counts, from 1. */
  row: number;
  /** By column, from 0; '' is an empty cell. */
  cells: string[];
}

/** What the worker says, once. */
export type Parsed = { rows: SheetRow[] } | { refused: Pick<Refused, 'code' | 'sentence'> };

export const MOST_XLSX_BYTES = 2 * 1024 * 1024;
const LONGEST_MS = 20_000;
const MOST_HEAP_MB = 512;
const WORKER = new URL('./xlsx-worker.ts', import.meta.url);

export async function readXlsx(bytes: Buffer): Promise<SheetRow[]> {
  if (bytes.length > MOST_XLSX_BYTES)
    throw new Refused('too-large', { zh: '文件超过 2 MB', en: 'The file is larger than 2 MB.' });
  const limits = { longestMs: LONGEST_MS, mostHeapMb: MOST_HEAP_MB };
  const parsed = (await inWorker<Parsed>({ file: WORKER, work: bytes, ...limits })) ?? { refused: TOO_MUCH };
  if ('rows' in parsed) return parsed.rows;
  throw new Refused(parsed.refused.code, parsed.refused.sentence);
}

const TOO_MUCH: Extract<Parsed, { refused: unknown }>['refused'] = {
  code: 'too-large',
  sentence: { zh: '文件内容过多，无法在时限内读取', en: 'There is too much in the file to be read in time.' },
};

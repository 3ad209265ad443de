/**
 * A sheet of either kind, by what is in the file and not by what it is called: an XLSX begins as every zip does.
 * In: the bytes. Out: rows of texts, the kind, the encoding of a CSV; or a refusal in a sentence.
 */
import { Refused } from '../http/refused.ts';
import { type CsvEncoding, readCsv } from './read-csv.ts';
import { MOST_XLSX_BYTES, readXlsx, type SheetRow } from './read-xlsx.ts';

export interface Sheet {
  rows: SheetRow[];
  format: 'xlsx' | 'csv';
  /** Null for XLSX. */
  encoding: CsvEncoding | null;
}

export const MOST_SHEET_BYTES = MOST_XLSX_BYTES;

const ZIP = Buffer.from('504b', 'hex');
/** What .xls and password-protected workbooks are stored in. */
const OLD_OFFICE = Buffer.from('d0cf11e0', 'hex');

export async function readSheet(bytes: Buffer): Promise<Sheet> {
  if (bytes.length === 0) throw new Refused('import-refused', { zh: '文件是空的', en: 'The file is empty.' });
  if (bytes.subarray(0, 4).equals(OLD_OFFICE))
    throw new Refused('import-refused', {
      zh: '文件是旧版 .xls 或已加密：请另存为不带密码的 .xlsx',
      en: 'The file is an old .xls, or encrypted: save it as .xlsx without a password.',
    });
  if (bytes.subarray(0, 2).equals(ZIP)) return { rows: await readXlsx(bytes), format: 'xlsx', encoding: null };
  return { ...(await readCsv(bytes)), format: 'csv' };
}

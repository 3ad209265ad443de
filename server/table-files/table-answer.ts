/**
 * A table as the answer of a route: `return tableAnswer(format, '事件清单', table)`.
 * The file is named in Chinese for browsers that read RFC 5987 (all of today), and in plain letters for the rest.
 */
import { XLSX_TYPE } from '../http/read-body.ts';
import { Answer } from '../http/route.ts';
import { type Table, wallClock } from './table.ts';
import { csvStream } from './write-csv.ts';
import { xlsxStream } from './write-xlsx.ts';

export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const FORMATS = {
  xlsx: { type: XLSX_TYPE, stream: <Row>(table: Table<Row>) => xlsxStream(table) },
  csv: { type: 'text/csv; charset=utf-8', stream: csvStream },
};

/** `name`: without ending. */
export function tableAnswer<Row>(format: TableFormat, name: string, table: Table<Row>): Answer<never> {
  const { type, stream } = FORMATS[format];
  return new Answer<never>(stream(table), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': attachment(`${name}.${format}`),
    },
  });
}

/** Several sheets in one file. */
export function sheetsAnswer<Row>(name: string, tables: readonly Table<Row>[]): Answer<never> {
  return new Answer<never>(xlsxStream(...tables), {
    headers: { 'Content-Type': XLSX_TYPE, 'Content-Disposition': attachment(`${name}.xlsx`) },
  });
}

/** `name` with its ending. */
export function attachment(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return `attachment; filename="table.${ending}"; filename*=UTF-8''${encoded(name)}`;
}

/** `事件清单202611221405`: two exports of a day lie side by side in a folder. */
export function stampedName(name: string, timeZone: string, now: number): string {
  return name + wallClock(timeZone)(now).slice(0, 16).replace(/\D/g, '');
}

/** RFC 5987: what `encodeURIComponent` leaves but the header's grammar does not. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

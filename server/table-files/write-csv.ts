/**
 * Writes a table as CSV as Excel in China opens it: UTF-8 with BOM, CRLF. A cell that would start a formula (= + - @ tab CR, also
 * full-width) begins with an apostrophe instead. In: a table. Out: a stream that takes rows as fast as it is read.
 */
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { inTurns, type Table, type TableCell, type TableColumn, wallClock } from './table.ts';

export function csvStream<Row>({ columns, rows, timeZone }: Table<Row>): Readable {
  const clock = wallClock(timeZone);
  async function* records() {
    yield columns.map(({ heading }) => heading);
    for await (const row of inTurns(rows)) yield columns.map(column => cellOf(column, column.value(row), clock));
  }
  const text = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true });
  // Who reads `text` hears of a failure; there is nothing more to do about it here.
  pipeline(Readable.from(records()), text, () => {});
  return text;
}

function cellOf(
  { kind }: Pick<TableColumn<never>, 'kind'>,
  value: TableCell,
  clock: (ms: number) => string,
): TableCell {
  if (typeof value !== 'number') return value;
  switch (kind) {
    case 'time':
      return clock(value);
    case 'duration':
      return hours(value);
    case 'text':
      return String(value);
    case 'number':
      return value;
  }
}

/** `26:05:00`: hours run on past a day, as the sheet's `[h]:mm:ss` shows them. */
function hours(ms: number): string {
  const s = Math.round(Math.abs(ms) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${ms < 0 ? '-' : ''}${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

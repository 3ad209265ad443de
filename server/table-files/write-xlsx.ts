/**
 * Writes a table as XLSX: bold heading row that stays in sight, widths, real dates. Rows go out as they come; memory holds a few.
 * A text is written as a text cell with the text format, so `=1+1` stays three characters, also after somebody edits the cell.
 * In: a table. Out: a stream that takes rows as fast as it is read.
 */
import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { inTurns, readyForMore, type Table, type TableCell, type TableColumn, wallClock } from './table.ts';

const DAY_MS = 86_400_000;
/** Excel's own limit; what is longer makes a file that it calls damaged. */
const LONGEST_CELL = 32_767;

const FORMATS: Record<TableColumn<never>['kind'], { width: number; numFmt?: string }> = {
  text: { width: 18, numFmt: '@' },
  number: { width: 12 },
  time: { width: 20, numFmt: 'yyyy-mm-dd hh:mm:ss' },
  duration: { width: 12, numFmt: '[h]:mm:ss' },
};

/** Several tables are sheets of one file, in their order. */
export function xlsxStream<Row>(...tables: readonly Table<Row>[]): Readable {
  const out = new PassThrough();
  write(tables, out).catch(error => out.destroy(error));
  return out;
}

async function write<Row>(tables: readonly Table<Row>[], out: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  for (const table of tables) if (!(await writeSheet(table, workbook, out))) return;
  await workbook.commit();
}

/** False = the reader has gone. */
async function writeSheet<Row>(
  { sheet, columns, rows, timeZone }: Table<Row>,
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  out: PassThrough,
): Promise<boolean> {
  const clock = wallClock(timeZone);
  const page = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = columns.map(({ kind, width }) => {
    const { numFmt, ...format } = FORMATS[kind];
    return { width: width ?? format.width, ...(numFmt !== undefined && { style: { numFmt } }) };
  });
  const heading = page.addRow(columns.map(({ heading }) => heading));
  heading.font = { bold: true };
  heading.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } };
  heading.commit();

  for await (const row of inTurns(rows)) {
    page.addRow(columns.map(column => cellOf(column, column.value(row), clock))).commit();
    if (!(await readyForMore(out))) return false;
  }
  page.commit();
  return true;
}

function cellOf({ kind }: Pick<TableColumn<never>, 'kind'>, value: TableCell, clock: (ms: number) => string) {
  if (value === null) return null;
  if (typeof value === 'string') return value.slice(0, LONGEST_CELL);
  switch (kind) {
    case 'time':
      return new Date(`${clock(value).replace(' ', 'T')}Z`); // exceljs writes the UTC side of a Date
    case 'duration':
      return value / DAY_MS;
    case 'text':
      return String(value);
    case 'number':
      return value;
  }
}

/**
 * The roster as a sheet, out and in: what is exported can be imported again and then changes nothing.
 * In: rows, or the cells of a sheet. Out: columns for the file, rows or faults. People write call signs and names of shifts; ids are
 * taken as well. A unit may be named by its id, its call sign or both; two that do not belong together are a fault.
 */
import type { RowFault } from '../../contract/refusal.ts';
import type { RosterRow, ShiftPlan } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import type { Language } from '../../http/refused.ts';
import { BadCell } from '../../table-files/bad-cell.ts';
import { choiceReader } from '../../table-files/choice-cell.ts';
import { faultAt, type ReadColumn, type ReadTable, readTable } from '../../table-files/read-table.ts';
import type { SheetRow } from '../../table-files/read-xlsx.ts';
import type { TableColumn } from '../../table-files/table.ts';
import type { RosterFault } from './roster-rules.ts';
import { dayText } from './shift-times.ts';

type Field = 'day' | 'unit' | 'callSign' | 'shift' | 'persons' | 'qualified';

const HEADINGS: Record<Field, string> = {
  day: '日期',
  unit: '编号',
  callSign: '呼号',
  shift: '班次',
  persons: '人数',
  qualified: '执法资格人数',
};

export interface RosterWords {
  units: readonly UnitRecord[];
  planOn(day: string): ShiftPlan | null;
}

export function rosterColumns({ units, planOn }: RosterWords): TableColumn<RosterRow>[] {
  const callSigns = new Map<string, string>(units.map(({ id, callSign }) => [id, callSign]));
  return [
    { heading: HEADINGS.day, kind: 'text', width: 12, value: row => row.day },
    { heading: HEADINGS.unit, kind: 'text', value: row => row.unit },
    { heading: HEADINGS.callSign, kind: 'text', width: 12, value: row => callSigns.get(row.unit) ?? null },
    {
      ...{ heading: HEADINGS.shift, kind: 'text', width: 20 },
      value: ({ day, shift }) => planOn(day)?.shifts.find(({ id }) => id === shift)?.name ?? shift,
    },
    { heading: HEADINGS.persons, kind: 'number', width: 8, value: row => row.persons },
    { heading: HEADINGS.qualified, kind: 'number', width: 14, value: row => row.qualified },
  ];
}

export interface ReadRoster {
  rows: RosterRow[];
  /** Row of the sheet of each of `rows`. */
  sheetRows: number[];
  faults: RowFault[];
  warnings: RowFault[];
}

export function readRoster(sheet: readonly SheetRow[], { units, planOn }: RosterWords, language: Language): ReadRoster {
  const unitOf = choiceReader(
    units.map(({ id, callSign }) => ({ id, name: callSign })),
    { zh: '单位', en: 'unit' },
  );
  const columns: ReadColumn<Field>[] = [
    { field: 'day', heading: HEADINGS.day, required: true, read: readDay },
    { field: 'unit', heading: HEADINGS.unit, required: false, read: unitOf },
    { field: 'callSign', heading: HEADINGS.callSign, required: false, read: unitOf },
    { field: 'shift', heading: HEADINGS.shift, required: true, read: readText },
    { field: 'persons', heading: HEADINGS.persons, required: true, read: readCount },
    { field: 'qualified', heading: HEADINGS.qualified, required: true, read: readCount },
  ];
  const table: ReadTable<Field> = readTable(sheet, columns, HEADINGS.day, language);
  const { faults, warnings } = table;
  const rows: RosterRow[] = [];
  const sheetRows: number[] = [];
  for (const { row, values, cells } of table.rows) {
    const { day, unit, callSign, shift, persons, qualified } = values;
    if (unit && callSign && unit !== callSign)
      faults.push(faultAt(row, HEADINGS.callSign, cells.callSign ?? '', NOT_THE_SAME, language));
    else if (!unit && !callSign && (cells.unit ?? '') === '' && (cells.callSign ?? '') === '')
      faults.push(faultAt(row, HEADINGS.unit, '', NO_UNIT, language));
    rows.push({
      ...{ day, unit: unit ?? callSign, persons, qualified },
      shift: planOn(String(day))?.shifts.find(({ name }) => name === shift)?.id ?? shift,
    } as RosterRow);
    sheetRows.push(row);
  }
  return { rows, sheetRows, faults, warnings };
}

/** A fault of the rules as one of the sheet. */
export function faultOfSheet({ row, field, zh, en }: RosterFault, read: ReadRoster, language: Language): RowFault {
  const value = String(read.rows[row]?.[field] ?? '');
  return faultAt(read.sheetRows[row] ?? 0, HEADINGS[field], value, { zh, en }, language);
}

const NOT_THE_SAME = { zh: '编号与呼号不是同一单位', en: 'Id and call sign are two units.' };
const NO_UNIT = { zh: '编号和呼号都没有填', en: 'Neither id nor call sign is given.' };

/** Day 0 of spreadsheets is 30 December 1899. */
const SPREADSHEET_EPOCH_DAY = -25_569;

/**
 * 2026-11-28, 2026/11/8, 2026年11月8日, 20261108. A real date of the spreadsheet comes as midnight UTC, or, from a cell that is
 * formatted as text, as the spreadsheet's number of that day.
 */
function readDay(cell: string): string {
  if (/^\d{5}$/.test(cell)) return dayText(Number(cell) + SPREADSHEET_EPOCH_DAY);
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00:00(?:\.000)?Z?)?$/.exec(cell) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(cell) ??
    [];
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw new BadCell({ zh: '应为日期，如 2026-11-28', en: 'Expected a date like 2026-11-28.' });
  return text;
}

function readText(cell: string): string {
  if (cell === '') throw new BadCell({ zh: '不能为空', en: 'May not be empty.' });
  return cell;
}

function readCount(cell: string): number {
  if (!/^\d{1,3}$/.test(cell))
    throw new BadCell({ zh: '应为 0 至 999 的整数', en: 'Expected a whole number from 0 to 999.' });
  return Number(cell);
}

/**
 * The rows of a round's sheet, judged one by one [SP-21] to [SP-25]. In: rows of texts, the question, the register. Out: what each row
 * says (a deduction, or that its point was clean), faults and warnings by row and column with what to do. Nothing is looked up in a
 * database here. A point is found by its code, else by a name that only one point has; where a sheet contradicts the register, the
 * register stays and the row is told.
 */
import type { SanitationIndexSettings } from '../../geodata/sanitation-index-settings.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import type { RowFault } from '../contract/refusal.ts';
import type { Language, Sentence } from '../http/refused.ts';
import type { LocalDays } from '../profile/local-day.ts';
import { faultAt, type ReadColumn, type ReadRow, type ReadTable, readTable } from '../table-files/read-table.ts';
import type { SheetRow } from '../table-files/read-xlsx.ts';
import type { CrsHint } from './crs-hint.ts';
import type { ListedPoint, PointRegister } from './point-register.ts';
import type { RoundCalendar } from './round-calendar.ts';
import { readCode, readDegrees, readInstant, readRoundName, readScore, readWords } from './sheet-cells.ts';
import { SHEET_HEADINGS, type SheetField, SYNONYMS } from './sheet-headings.ts';
import { judgePlaces } from './sheet-places.ts';
import * as say from './sheet-sentences.ts';

export interface SheetContext {
  register: PointRegister;
  days: LocalDays;
  rounds: Pick<RoundCalendar, 'startOf' | 'endOf'>;
  items: SanitationIndexSettings['items'];
  communityName(code: string): string;
  /** Of a WGS-84 place; null = outside the subdistrict. */
  communityAt(lonLat: LonLat): string | null;
  /** Or why it is none. */
  judge(lon: number, lat: number, crs: Crs): { ok: true; lonLat: LonLat } | { ok: false; sentence: Sentence };
}

export interface SheetLine {
  row: number;
  point: ListedPoint | null;
  /** As the sheet has them, and in WGS-84 when that is a place. */
  stated: { lon: number; lat: number } | null;
  lonLat: LonLat | null;
  distanceM: number | null;
  /** Null = clean. */
  deduction: { number: string | null; item: string; score: number; at: number | null; note: string | null } | null;
  isFault: boolean;
}

export interface JudgedSheet {
  lines: SheetLine[];
  faults: RowFault[];
  warnings: RowFault[];
  headings: ReadTable<SheetField>['headings'];
  hint: CrsHint | null;
}

/** A fault or a warning about one cell. */
export type Tell = (line: { row: number }, field: SheetField, value: string, sentence: Sentence) => void;

interface SheetValues {
  round?: string | null;
  code?: string | null;
  name?: string | null;
  community?: string | null;
  item?: string | null;
  score?: number | null;
  note?: string | null;
  at?: number | null;
  lon?: number | null;
  lat?: number | null;
  number?: string | null;
}

/** What inspectors write into 扣分项 of a point where they found nothing. */
const NOTHING_FOUND = new Set(['无', '/', '-', '—', '合格', '正常', '无扣分', '无问题', '良好', '未扣分']);
const LONGEST_ITEM = 60;
const LONGEST_NOTE = 500;
const LONGEST_TURN_MS = 8;

export async function judgeSheet(
  sheet: readonly SheetRow[],
  { round, crs }: { round: string; crs: Crs },
  context: SheetContext,
  now: number,
  language: Language,
): Promise<JudgedSheet> {
  const table = readTable(sheet, columnsFor(context.days), [SHEET_HEADINGS.code, SHEET_HEADINGS.name], language);
  const { faults, warnings, headings, headingRow } = table;
  const broken = new Set(faults.map(({ row }) => row));
  const fault: Tell = ({ row }, field, value, sentence) => {
    broken.add(row);
    faults.push(faultAt(row, SHEET_HEADINGS[field], value, sentence, language));
  };
  const warn: Tell = ({ row }, field, value, sentence) =>
    void warnings.push(faultAt(row, SHEET_HEADINGS[field], value, sentence, language));
  const judge = rowJudge({ round, context, now, fault, warn });
  const lines: SheetLine[] = [];
  let turnBegan = performance.now();
  for (const read of table.rows) {
    if (performance.now() - turnBegan > LONGEST_TURN_MS) {
      await new Promise(resolve => setImmediate(resolve));
      turnBegan = performance.now();
    }
    const isBroken = broken.has(read.row);
    lines.push(judge(read, isBroken));
  }
  contradictions(lines, broken, fault, warn);
  const hint = await judgePlaces(lines, crs, context, { fault, warn });
  if (hint !== null)
    faults.push(faultAt(headingRow ?? 1, SHEET_HEADINGS.lon, crs, say.wrongSystem(crs, hint), language));
  for (const line of lines) line.isFault = broken.has(line.row);
  faults.sort((a, b) => a.row - b.row);
  return { lines, faults, warnings, headings, hint };
}

interface RowJudgeParts {
  round: string;
  context: SheetContext;
  now: number;
  fault: Tell;
  warn: Tell;
}

function rowJudge({ round, context, now, fault, warn }: RowJudgeParts) {
  const { register, items, rounds } = context;
  const byName = pointsByName(register);
  const numbers = new Map<string, number>();

  return (read: ReadRow<SheetField>, isBroken: boolean): SheetLine => {
    const values = read.values as SheetValues;
    const cell = (field: SheetField) => read.cells[field] ?? '';
    const line: SheetLine = {
      ...{ row: read.row, point: null, stated: null, lonLat: null, distanceM: null, deduction: null, isFault: false },
    };
    line.point = isBroken ? (register.get(values.code ?? '') ?? null) : pointOf(values, line, cell);
    if (isBroken) return line;
    if (values.round && values.round !== round)
      fault(line, 'round', cell('round'), say.otherRound(values.round, round));
    compareWithRegister(values, line, cell);
    line.deduction = deductionOf(values, line, cell);
    const { lon = null, lat = null } = values;
    if (lon !== null && lat !== null) line.stated = { lon, lat };
    else if (lon !== null || lat !== null) fault(line, lon === null ? 'lon' : 'lat', '', say.HALF_A_PLACE);
    return line;
  };

  type CellOf = (field: SheetField) => string;

  function pointOf({ code = null, name = null }: SheetValues, line: SheetLine, cell: CellOf): ListedPoint | null {
    const named = name === null ? [] : (byName.get(plain(name)) ?? []);
    if (code === null) {
      if (named.length === 1) return named[0]!;
      if (name === null) fault(line, 'code', '', say.NO_POINT);
      else fault(line, 'name', cell('name'), say.unknownName(name, named.length));
      return null;
    }
    const point = register.get(code) ?? null;
    if (!point) fault(line, 'code', cell('code'), say.unknownCode(code, named.length === 1 ? named[0]! : null));
    return point;
  }

  function compareWithRegister({ name, community }: SheetValues, line: SheetLine, cell: CellOf): void {
    const { point } = line;
    if (point === null) return;
    if (name && plain(name) !== plain(point.name))
      warn(line, 'name', cell('name'), say.differs('名称', 'name', point.name));
    const listed = context.communityName(point.community);
    if (community && community !== point.community && plain(community) !== plain(listed))
      warn(line, 'community', cell('community'), say.differs('社区', 'community', listed));
  }

  function deductionOf(values: SheetValues, line: SheetLine, cell: CellOf): SheetLine['deduction'] {
    const { item = null, score = null, at = null, note = null, number = null } = values;
    const isNamed = item !== null && !NOTHING_FOUND.has(item);
    if (!isNamed && !score) return null;
    if (!isNamed) {
      fault(line, 'item', cell('item'), say.NO_ITEM);
      return null;
    }
    const listed = items?.list.find(({ name }) => name === item);
    if (items !== null && !listed) fault(line, 'item', item, say.unknownItem(item));
    const points = score ?? listed?.points ?? null;
    if (points === null) fault(line, 'score', '', say.NO_SCORE);
    else if (points === 0) fault(line, 'score', cell('score'), say.ZERO_SCORE);
    else if (listed && points !== listed.points) warn(line, 'score', cell('score'), say.otherScore(listed.points));
    if (number !== null) {
      const before = numbers.get(number);
      if (before !== undefined) fault(line, 'number', number, say.twice(before));
      numbers.set(number, line.row);
    }
    if (at !== null && at > now) fault(line, 'at', cell('at'), say.IN_FUTURE);
    else if (at !== null && (at < rounds.startOf(round) || at >= rounds.endOf(round)))
      warn(line, 'at', cell('at'), say.outsideRound(round));
    return { number, item, score: points ?? 0, at, note };
  }
}

/** A point cannot be clean in one row and have a deduction in another. */
function contradictions(lines: readonly SheetLine[], broken: ReadonlySet<number>, fault: Tell, warn: Tell): void {
  const deducted = new Map<string, number>();
  const clean = new Map<string, number>();
  for (const { row, point, deduction } of lines)
    if (point && deduction && !deducted.has(point.code)) deducted.set(point.code, row);
  for (const line of lines) {
    const { row, point, deduction } = line;
    if (!point || deduction || broken.has(row)) continue;
    const row2 = deducted.get(point.code);
    const before = clean.get(point.code);
    if (row2 !== undefined) fault(line, 'item', '', say.deductedElsewhere(row2));
    else if (before !== undefined) warn(line, 'code', point.code, say.twice(before));
    else clean.set(point.code, row);
  }
}

function columnsFor(days: LocalDays): ReadColumn<SheetField>[] {
  const read: Record<SheetField, (cell: string) => unknown> = {
    ...{
      round: readRoundName,
      code: readCode,
      name: readWords(60),
      community: readWords(60),
      item: readWords(LONGEST_ITEM),
    },
    ...{ score: readScore, note: readWords(LONGEST_NOTE), at: readInstant(days), lon: readDegrees, lat: readDegrees },
    number: readWords(60),
  };
  // Without these every row would say that its point was clean.
  const required: readonly SheetField[] = ['item', 'score'];
  return (Object.keys(SHEET_HEADINGS) as SheetField[]).map(field => ({
    ...{ field, heading: SHEET_HEADINGS[field], also: SYNONYMS[field], read: read[field] },
    required: required.includes(field),
  }));
}

function pointsByName({ all }: PointRegister): Map<string, ListedPoint[]> {
  const names = new Map<string, ListedPoint[]>();
  for (const point of all) {
    const known = names.get(plain(point.name));
    if (known) known.push(point);
    else names.set(plain(point.name), [point]);
  }
  return names;
}

const plain = (text: string) => text.replace(/\s/g, '').replace(/社区$/, '');

/**
 * Turns the rows of a sheet into the list, or into everything that is wrong with them: row, column, value, sentence.
 * In: rows, columns, the list that holds now. Out: items and warnings, or faults; never half a list.
 * [NL-6] What a table without our own columns does not say comes from the row of the same id, code or name in the list that holds
 * now; an id that is nowhere is made of the row's classes and name, so that the same table makes the same ids again.
 */
import { createHash } from 'node:crypto';
import type { CategoryId } from '../contract/ids.ts';
import { type NegativeListItem, negativeListItem } from '../contract/negative-list.ts';
import type { RowFault } from '../contract/refusal.ts';
import type { Language, Sentence } from '../http/refused.ts';
import { BadCell } from '../table-files/bad-cell.ts';
import type { SheetRow } from '../table-files/read-xlsx.ts';
import { type ListColumn, oneLine } from './list-columns.ts';
import { UnknownOrgan } from './organ-cell.ts';

export type ReadList =
  | { ok: true; items: NegativeListItem[]; warnings: RowFault[] }
  | { ok: false; faults: RowFault[] };

/** A title, a date and a note may stand above the headings. */
const MOST_ROWS_ABOVE_HEADINGS = 20;
/** More than a person mends before trying again; the answer stays small. */
const MOST_FAULTS = 200;

const PRODUCT_DEFAULTS = { duplicateRadiusM: 50, duplicateWindowH: 24, source: '导入清单' };

type Draft = { row: number; values: Partial<Record<keyof NegativeListItem, unknown>>; cells: Map<string, string> };

export function readList(
  sheet: readonly SheetRow[],
  columns: readonly ListColumn[],
  current: readonly NegativeListItem[],
  language: Language,
): ReadList {
  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  const tell = (list: RowFault[], row: number, column: string, value: string, sentence: Sentence) =>
    void list.push({ row, column, value: value.slice(0, 60), message: sentence[language] });
  const fault = tell.bind(null, faults);
  const warn = tell.bind(null, warnings);

  const places = findHeadings();
  if (faults.length === 0) {
    const drafts = readRows(places);
    const items = faults.length === 0 ? complete(drafts) : [];
    if (faults.length === 0 && items.length === 0)
      fault(places.row, '事件名称', '', { zh: '表头以下没有任何一行', en: 'There is no row below the headings.' });
    if (faults.length === 0) return { ok: true, items, warnings };
  }
  return { ok: false, faults: faults.slice(0, MOST_FAULTS) };

  function findHeadings(): { row: number; at: Map<ListColumn, number> } {
    const byHeading = new Map(columns.map(column => [plainHeading(column.heading), column]));
    const headings = sheet
      .slice(0, MOST_ROWS_ABOVE_HEADINGS)
      .find(({ cells }) => cells.some(cell => plainHeading(cell) === '事件名称'));
    const at = new Map<ListColumn, number>();
    if (!headings) {
      fault(1, '事件名称', '', { zh: '没有找到表头行', en: 'There is no row of headings.' });
      return { row: 0, at };
    }
    headings.cells.forEach((cell, i) => {
      const column = byHeading.get(plainHeading(cell));
      if (column && at.has(column))
        fault(headings.row, column.heading, cell, { zh: '此列出现两次', en: 'This column stands there twice.' });
      else if (column) at.set(column, i);
      else if (cell !== '')
        warn(headings.row, cell, cell, { zh: '不认识的列，已忽略', en: 'Unknown column, left out.' });
    });
    for (const column of columns)
      if (column.printed && !at.has(column))
        fault(headings.row, column.heading, '', { zh: '缺少此列', en: 'This column is missing.' });
    return { row: headings.row, at };
  }

  function readRows({ row: headingRow, at }: { row: number; at: Map<ListColumn, number> }): Draft[] {
    const above = new Map<ListColumn, string>();
    const name = columns.find(({ field }) => field === 'name')!;
    return sheet.flatMap(({ row, cells }) => {
      if (row <= headingRow || cells.every(cell => cell === '')) return [];
      if (!cells[at.get(name)!] && cells.filter(cell => cell !== '').length === 1) {
        // A line across the sheet, as printed lists set one before each class.
        warn(row, name.heading, cells.find(cell => cell !== '')!, {
          zh: '标题行，已跳过',
          en: 'A title row, left out.',
        });
        return [];
      }
      const draft: Draft = { row, values: {}, cells: new Map() };
      for (const [column, i] of at) {
        let cell = cells[i] ?? '';
        if (column.carriedDown) {
          if (cell !== '') {
            // A new class ends the sub class above it.
            if (above.get(column) !== cell && column.field === 'businessClass') above.clear();
            above.set(column, cell);
          } else cell = above.get(column) ?? '';
        }
        draft.cells.set(column.field, cell);
        if (column.mayBeLeftOut && cell === '') continue;
        try {
          draft.values[column.field] = column.read(cell);
        } catch (error) {
          if (!(error instanceof BadCell || error instanceof UnknownOrgan)) throw error;
          fault(row, column.heading, cell, error.sentence);
        }
      }
      return [draft];
    });
  }

  function complete(drafts: readonly Draft[]): NegativeListItem[] {
    const known = knownBy(current);
    const seen = new Map<string, number>();
    const items = drafts.flatMap(draft => {
      const item = negativeListItem.safeParse(withWhatIsKnown(draft.values, known));
      if (!item.success) {
        for (const { path } of item.error.issues) {
          const column = columns.find(({ field }) => field === path[0]);
          const cell = draft.cells.get(String(path[0])) ?? '';
          fault(draft.row, column?.heading ?? String(path[0]), cell, cell === '' ? EMPTY : NOT_FITTING);
        }
        return [];
      }
      for (const [heading, value] of [
        ['编号', item.data.number],
        ['标识', item.data.id],
        ['国标代码', item.data.code],
      ] as const) {
        if (value === null) continue;
        const before = seen.get(`${heading} ${value}`);
        if (before !== undefined)
          fault(draft.row, heading, String(value), {
            zh: `与第 ${before} 行重复`,
            en: `The same as in row ${before}.`,
          });
        else seen.set(`${heading} ${value}`, draft.row);
      }
      return [item.data];
    });
    if (faults.length === 0) compareDeclaredCounts(drafts, items);
    return items;
  }

  /** [NL-7] `1.工业园区(9条)` says how many rows there should be. */
  function compareDeclaredCounts(drafts: readonly Draft[], items: readonly NegativeListItem[]): void {
    const counts = new Map<string, { row: number; subClass: string; rows: number }>();
    items.forEach(({ businessClass, subClass }, i) => {
      const key = `${businessClass}\n${subClass}`;
      const count = counts.get(key) ?? { row: drafts[i]!.row, subClass, rows: 0 };
      counts.set(key, { ...count, rows: count.rows + 1 });
    });
    for (const { row, subClass, rows } of counts.values()) {
      const declared = /[（(]\s*(\d+)\s*条\s*[）)]/.exec(subClass)?.[1];
      if (declared !== undefined && Number(declared) !== rows)
        warn(row, '细化类别', subClass, {
          zh: `标明 ${declared} 条，实有 ${rows} 条`,
          en: `Says ${declared} rows, has ${rows}.`,
        });
    }
  }
}

const EMPTY: Sentence = { zh: '不能为空', en: 'May not be empty.' };
const NOT_FITTING: Sentence = { zh: '内容过长或格式不对', en: 'Too long, or not of the right form.' };

/** 查重半径（米） and 查重半径(米) are one heading. */
function plainHeading(text: string): string {
  return oneLine(text).replace(/\s/g, '').replaceAll('（', '(').replaceAll('）', ')');
}

interface Known {
  byId: ReadonlyMap<string, NegativeListItem>;
  byCode: ReadonlyMap<string, NegativeListItem>;
  byName: ReadonlyMap<string, NegativeListItem>;
  groupOfClass: ReadonlyMap<string, string>;
}

function knownBy(items: readonly NegativeListItem[]): Known {
  return {
    byId: new Map(items.map(item => [item.id, item])),
    byCode: new Map(items.flatMap(item => (item.code === null ? [] : [[item.code, item] as const]))),
    byName: new Map(items.map(item => [item.name, item])),
    groupOfClass: new Map(items.map(({ businessClass, group }) => [businessClass, group])),
  };
}

function withWhatIsKnown(values: Draft['values'], { byId, byCode, byName, groupOfClass }: Known): Draft['values'] {
  const before =
    byId.get(String(values.id ?? '')) ?? byCode.get(String(values.code ?? '')) ?? byName.get(String(values.name ?? ''));
  const inherited = before && {
    ...{ shortName: before.shortName, code: before.code, group: before.group, level: before.level },
    ...{ grade: before.grade, source: before.source, id: before.id },
    ...{ duplicateRadiusM: before.duplicateRadiusM, duplicateWindowH: before.duplicateWindowH },
  };
  return {
    ...{ ...PRODUCT_DEFAULTS, shortName: null, code: null, level: null, grade: null },
    group: groupOfClass.get(String(values.businessClass ?? '')),
    id: madeId(values),
    ...inherited,
    ...values,
  };
}

function madeId({ businessClass, subClass, name }: Draft['values']): CategoryId {
  const hash = createHash('sha256')
    .update(JSON.stringify([businessClass, subClass, name]))
    .digest('hex');
  return `row-${hash.slice(0, 12)}` as CategoryId;
}

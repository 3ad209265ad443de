/**
 * Units as a sheet, out and in: what is exported can be imported again and then changes nothing.
 * In: units, or the cells of a sheet. Out: columns for the file, registrations or faults. Classes, zones, communities and organs are
 * written by name and read by name or id. Whether a registration may stand is the register's business, here its refusal becomes a
 * fault of its row. What the server knows better (on duty, since when) is written and not read.
 */
import type { RowFault } from '../contract/refusal.ts';
import type { UnitRecord, UnitRegistration } from '../contract/unit.ts';
import type { Language, Refused } from '../http/refused.ts';
import { BadCell } from '../table-files/bad-cell.ts';
import { choiceReader } from '../table-files/choice-cell.ts';
import { faultAt, type ReadColumn, readTable } from '../table-files/read-table.ts';
import type { SheetRow } from '../table-files/read-xlsx.ts';
import type { TableColumn } from '../table-files/table.ts';

type Field = 'id' | 'callSign' | 'unitClass' | 'homeZone' | 'community' | 'organ' | 'onDuty' | 'dutyChangedAt';
type Thing = { id: string; name: string };

export interface UnitWords {
  unitClasses: readonly Thing[];
  zones: readonly Thing[];
  communities: readonly Thing[];
  organs: readonly Thing[];
}

const HEADINGS: Record<Field, string> = {
  id: '编号',
  callSign: '呼号',
  unitClass: '类别',
  homeZone: '片区',
  community: '社区',
  organ: '部门',
  onDuty: '在岗',
  dutyChangedAt: '上岗或离岗时间',
};
const LONGEST_CALL_SIGN = 12;

export function unitColumns({ unitClasses, zones, communities, organs }: UnitWords): TableColumn<UnitRecord>[] {
  const name = (things: readonly Thing[]) => {
    const names = new Map(things.map(thing => [thing.id, thing.name]));
    return (id: string | null) => id && (names.get(id) ?? id);
  };
  const [className, zoneName, communityName, organName] = [unitClasses, zones, communities, organs].map(name);
  const text = (field: Field, value: (unit: UnitRecord) => string | null, width?: number): TableColumn<UnitRecord> => ({
    ...{ heading: HEADINGS[field], kind: 'text', value },
    ...(width !== undefined && { width }),
  });
  return [
    text('id', unit => unit.id),
    text('callSign', unit => unit.callSign),
    text('unitClass', unit => className!(unit.unitClass)),
    text('homeZone', unit => zoneName!(unit.homeZone)),
    text('community', unit => communityName!(unit.community)),
    text('organ', unit => organName!(unit.organ)),
    text('onDuty', unit => (unit.onDuty ? '是' : '否'), 8),
    { heading: HEADINGS.dutyChangedAt, kind: 'time', value: unit => unit.dutyChangedAt },
  ];
}

export interface ReadUnits {
  items: UnitRegistration[];
  faults: RowFault[];
  warnings: RowFault[];
}

/** What the register says of one item. */
export interface UnitJudge {
  refusalOf(item: UnitRegistration): Refused | null;
  get(id: string): UnitRecord | undefined;
}

/** A column that the sheet does not have leaves what is known; an empty cell says "none". */
export function readUnitSheet(
  sheet: readonly SheetRow[],
  { unitClasses, zones, communities, organs }: UnitWords,
  judge: UnitJudge,
  language: Language,
): ReadUnits {
  const chosen = (field: Field, required: boolean, things: readonly Thing[], zh: string, en: string) => ({
    ...{ field, required, heading: HEADINGS[field] },
    read: choiceReader(things, { zh, en }),
  });
  const columns: ReadColumn<Field>[] = [
    { field: 'id', heading: HEADINGS.id, required: true, read: cell => cell },
    { field: 'callSign', heading: HEADINGS.callSign, required: true, read: readCallSign },
    chosen('unitClass', true, unitClasses, '单位类别', 'unit class'),
    chosen('homeZone', false, zones, '片区', 'zone'),
    chosen('community', false, communities, '社区', 'community'),
    chosen('organ', false, organs, '部门', 'organ'),
    { field: 'onDuty', heading: HEADINGS.onDuty, required: false, read: () => null },
    { field: 'dutyChangedAt', heading: HEADINGS.dutyChangedAt, required: false, read: () => null },
  ];
  const { rows, faults, warnings } = readTable(sheet, columns, HEADINGS.id, language);
  const rowOfId = new Map<string, number>();
  const broken = new Set(faults.map(({ row }) => row));
  const items = rows.flatMap(({ row, values, cells }): UnitRegistration[] => {
    if (broken.has(row)) return [];
    const { id = '', callSign = '' } = cells;
    const { homeZone, community, organ } = { ...judge.get(id), ...values } as Partial<UnitRegistration>;
    const item = { id, callSign, unitClass: String(values.unitClass ?? ''), homeZone, community, organ };
    const before = rowOfId.get(id);
    if (before === undefined) rowOfId.set(id, row);
    else
      faults.push(
        faultAt(row, HEADINGS.id, id, { zh: `与第 ${before} 行重复`, en: `The same as in row ${before}.` }, language),
      );
    const refused = judge.refusalOf(item);
    if (refused) {
      const field = (refused.detail.field ?? 'id') as Field;
      // The column stands beside it: `homeZone：` in front would say it twice.
      const { zh, en } = refused.sentence;
      const sentence = { zh: zh.replace(`${field}：`, ''), en: en.replace(`${field}: `, '') };
      faults.push(faultAt(row, HEADINGS[field], cells[field] ?? '', sentence, language));
    }
    return [item];
  });
  return { items, faults, warnings };
}

function readCallSign(cell: string): string {
  if (cell === '' || [...cell].length > LONGEST_CALL_SIGN)
    throw new BadCell({
      zh: `应为 1 至 ${LONGEST_CALL_SIGN} 个字`,
      en: `Expected 1 to ${LONGEST_CALL_SIGN} characters.`,
    });
  return cell;
}

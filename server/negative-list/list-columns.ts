/**
 * The columns of the list as a sheet: the printed ones (S0-70), then ours. One table for writing and reading, so that what is
 * exported can be imported again. `read` throws `BadCell` for a text that cannot stand there.
 */
import type { NegativeListItem } from '../contract/negative-list.ts';
import type { Organs } from '../profile/organs.ts';
import { BadCell } from '../table-files/bad-cell.ts';
import type { TableColumn } from '../table-files/table.ts';
import { NOT_SET, organReader, writeOrgans } from './organ-cell.ts';

/** Names of the profile that stand in cells. */
export interface ListWords {
  organs: Pick<Organs, 'all' | 'name'>;
  groups: readonly { id: string; name: string }[];
  levels: readonly { level: number; name: string }[];
  grades: readonly { id: string; name: string }[];
}

export interface ListColumn extends TableColumn<NegativeListItem> {
  field: keyof NegativeListItem;
  /** A printed list has it; a table without it is refused. */
  printed: boolean;
  /** Printed tables write a class once and leave the rows below empty. */
  carriedDown: boolean;
  /** Ours, and never null: an empty cell says nothing, so what was known or the product's default holds. */
  mayBeLeftOut: boolean;
  read(cell: string): unknown;
}

export function listColumns({ organs, groups, levels, grades }: ListWords): ListColumn[] {
  const readOrgans = organReader(organs);
  const printed = { printed: true, carriedDown: false, mayBeLeftOut: false, kind: 'text' } as const;
  const ours = { ...printed, printed: false } as const;
  const leftOut = { ...ours, mayBeLeftOut: true } as const;
  const duty = (field: 'patrol' | 'urge' | 'revisit' | 'punish', heading: string): ListColumn => ({
    ...{ ...printed, field, heading, width: 28, read: readOrgans },
    value: item => writeOrgans(organs, item[field]),
  });
  const number = (field: 'number' | 'duplicateRadiusM' | 'duplicateWindowH', heading: string): ListColumn => ({
    ...{ ...(field === 'number' ? printed : leftOut), field, heading, width: 12, kind: 'number', read: readNumber },
    value: item => item[field],
  });
  const chosen = (
    field: 'group' | 'level' | 'grade',
    heading: string,
    choices: readonly { id: string | number; name: string }[],
  ): ListColumn => ({
    ...{ ...(field === 'group' ? leftOut : ours), field, heading, width: 12 },
    value: item => choices.find(({ id }) => id === item[field])?.name ?? item[field],
    read: cell => orNull(cell) && choiceOf(choices, cell),
  });

  return [
    number('number', '编号'),
    {
      ...{ ...printed, field: 'businessClass', heading: '业务类别', carriedDown: true, read: oneLine },
      value: item => item.businessClass,
    },
    {
      ...{ ...printed, field: 'subClass', heading: '细化类别', width: 22, carriedDown: true, read: oneLine },
      value: item => item.subClass,
    },
    { ...{ ...printed, field: 'name', heading: '事件名称', width: 32, read: oneLine }, value: item => item.name },
    {
      ...{ ...printed, field: 'text', heading: '负面清单', width: 60, read: orNull },
      value: item => item.text ?? NOT_SET,
    },
    duty('patrol', '常态巡查'),
    duty('urge', '督促整改'),
    duty('revisit', '回访核查'),
    duty('punish', '查处处置'),
    { ...{ ...leftOut, field: 'id', heading: '标识', width: 28, read: readId }, value: item => item.id },
    { ...{ ...ours, field: 'shortName', heading: '简称', read: orNull }, value: item => item.shortName },
    { ...{ ...ours, field: 'code', heading: '国标代码', width: 10, read: readCode }, value: item => item.code },
    chosen('group', '分组', groups),
    chosen(
      'level',
      '级别',
      levels.map(({ level, name }) => ({ id: level, name })),
    ),
    chosen('grade', '分级', grades),
    number('duplicateRadiusM', '查重半径(米)'),
    number('duplicateWindowH', '查重时限(小时)'),
    { ...{ ...leftOut, field: 'source', heading: '来源', width: 28, read: String }, value: item => item.source },
  ];
}

/** Headings and classes are broken into lines to fit their cell; Chinese loses nothing when they are joined. */
export function oneLine(cell: string): string {
  return cell.replace(/\s*\n\s*/g, '');
}

function orNull(cell: string): string | null {
  return cell === '' || cell === NOT_SET ? null : cell;
}

function readNumber(cell: string): number {
  const value = Number(cell);
  if (cell === '' || !Number.isFinite(value)) throw new BadCell({ zh: '应为数字', en: 'Expected a number.' });
  return value;
}

function readId(cell: string): string {
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(cell))
    throw new BadCell({ zh: '应为小写字母、数字和连字符', en: 'Expected lower-case letters, digits and hyphens.' });
  return cell;
}

/** Excel makes the number 6010 of 06010. */
function readCode(cell: string): string | null {
  return /^\d{1,4}$/.test(cell) ? cell.padStart(5, '0') : orNull(cell);
}

function choiceOf(choices: readonly { id: string | number; name: string }[], cell: string): string | number {
  const choice = choices.find(({ id, name }) => cell === name || cell === String(id));
  if (choice) return choice.id;
  const names = choices.map(({ name }) => name);
  throw new BadCell({ zh: `应为：${names.join('、')}`, en: `Expected one of: ${names.join(', ')}.` });
}

/**
 * Indicators as a sheet. In: the answer the screen got, names. Out: a table, one row a group and the total first [K-12].
 * A rate is three cells: the two numbers it is made of, and per cent with one digit as screens show it; "—" where nothing is to judge.
 */
import type { KpiAnswer, KpiRow, Ratio } from '../contract/kpi.ts';
import type { Sentence } from '../http/refused.ts';
import type { Table, TableColumn } from '../table-files/table.ts';

export interface KpiNames {
  /** What people call a group: an organ, a zone … */
  keyName(by: KpiAnswer['by'], key: string): string;
  stateName(state: string): Sentence;
}

const RATES = [
  ['closed', '结案', '应结案', '结案率（%）'],
  ['onTime', '按期办结', '应按期办结', '按期处置率（%）'],
  ['rework', '返工', '已回访', '返工率（%）'],
  ['discovery', '自行发现', '核实', '发现率（%）'],
  ['acceptOnTime', '按时受理', '应受理', '受理及时率（%）'],
  ['revisitPass', '一次合格', '首次回访', '一次复查合格率（%）'],
] as const satisfies readonly (readonly [keyof KpiRow, string, string, string])[];

/** `states` in the order of an incident's life: every sheet has the same columns. */
export function kpiTable(
  answer: KpiAnswer,
  { keyName, stateName }: KpiNames,
  states: readonly string[],
  timeZone: string,
): Table<KpiRow> {
  const number = (heading: string, value: (row: KpiRow) => number | null): TableColumn<KpiRow> => ({
    ...{ heading, kind: 'number', value },
  });
  return {
    sheet: '指标',
    timeZone,
    columns: [
      {
        heading: '范围',
        kind: 'text',
        value: ({ key }) => (key === null ? '合计' : keyName(answer.by, key)),
      },
      { heading: '代码', kind: 'text', value: ({ key }) => key },
      { heading: '起', kind: 'time', value: () => answer.from },
      { heading: '止', kind: 'time', value: () => answer.to },
      { heading: '统计时间', kind: 'time', value: () => answer.asOf },
      number('收件', row => row.received),
      number('在办', row => row.open),
      number('逾期', row => row.overdue),
      ...RATES.flatMap(([rate, numerator, denominator, percent]): TableColumn<KpiRow>[] => [
        number(numerator, row => row[rate].numerator),
        number(denominator, row => row[rate].denominator),
        { heading: percent, kind: 'text', value: row => percentText(row[rate]) },
      ]),
      number('派驻达标班次', row => deskOf(answer, row)?.numerator ?? null),
      number('派驻应达标班次', row => deskOf(answer, row)?.denominator ?? null),
      {
        heading: '派驻值守达标率（%）',
        kind: 'text',
        value: row => {
          const desk = deskOf(answer, row);
          return desk ? percentText(desk) : answer.postedDesk === null ? '未设定' : null;
        },
      },
      ...states.flatMap((state): TableColumn<KpiRow>[] => {
        const of = ({ stages }: KpiRow) => stages.find(stage => stage.state === state);
        const name = stateName(state).zh;
        return [
          number(`${name}（次）`, row => of(row)?.count ?? 0),
          { heading: `${name}（平均用时）`, kind: 'duration', value: row => of(row)?.meanMs ?? null },
        ];
      }),
    ],
    rows: answer.by === 'all' ? [answer.total] : [answer.total, ...answer.rows],
  };
}

/** [K-14] Of all bodies, or of the one that the row stands for. */
function deskOf({ by, postedDesk }: KpiAnswer, { key }: KpiRow): Ratio | null {
  if (postedDesk === null || key === null) return postedDesk;
  if (by === 'all' || by === 'grid') return null;
  return postedDesk.rows.find(row => row[by] === key) ?? null;
}

/** `93.3`; "—" for nothing to judge. */
export function percentText({ numerator, denominator }: Ratio): string {
  return denominator === 0 ? '—' : ((100 * numerator) / denominator).toFixed(1);
}

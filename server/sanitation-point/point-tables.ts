/** Lists of scoring points as sheets: the register, the index, and what was assessed in rounds. */
import type { IndexRow, SanitationIndex } from '../contract/sanitation-index.ts';
import type { PointDeduction, RegisteredPoint } from '../contract/scoring-point.ts';
import type { TableColumn } from '../table-files/table.ts';
import type { ListedPoint } from './point-register.ts';
import type { PointWords } from './point-words.ts';
import { SHEET_HEADINGS } from './sheet-headings.ts';

const text = <Row>(heading: string, width: number, value: TableColumn<Row>['value']): TableColumn<Row> => ({
  ...{ heading, kind: 'text', width, value },
});
const number = <Row>(heading: string, value: TableColumn<Row>['value']): TableColumn<Row> => ({
  ...{ heading, kind: 'number', value },
});

export function registerColumns(words: PointWords): TableColumn<RegisteredPoint>[] {
  return [
    text('测评点编号', 12, point => point.code),
    text('测评点名称', 24, point => point.name),
    text('场所类型', 18, point => words.venueType(point.venueType)),
    text('社区', 14, point => words.community(point.community)),
    text('片区', 18, point => words.zone(point.zone)),
    text('网格', 18, point => point.grid),
    text('责任岗位', 16, point => point.responsibleRole),
    text('责任人', 12, point => point.responsiblePerson),
    text('状态', 10, point => words.state(point.state)),
    text('最近测评轮次', 12, point => point.round),
    number('得分', point => point.score),
    text('等级', 6, point => point.grade),
    text('通报', 14, point => point.bulletin),
    text('位置所在社区（与名册不一致时）', 20, ({ conflict }) =>
      conflict === null ? null : conflict.locatedIn === null ? '辖区外' : words.community(conflict.locatedIn),
    ),
    number('经度', point => point.lon),
    number('纬度', point => point.lat),
  ];
}

export function indexColumns({ by, from, to }: SanitationIndex, words: PointWords): TableColumn<IndexRow>[] {
  return [
    text('范围', 24, ({ key }) => (key === null ? '合计' : words.group(by, key))),
    text('代码', 18, ({ key }) => key),
    text('起', 10, () => from),
    text('止', 10, () => to),
    number('测评点', row => row.total),
    number('已测评', row => row.assessed),
    number('测评次数', row => row.assessments),
    number('平均得分', row => row.score),
    text('等级', 6, row => row.grade),
    number('上期得分', row => row.before?.score ?? null),
    number('较上期', row => row.change),
    number('扣分点', row => row.deducted),
    number('扣分项次', row => row.deductions),
    number('扣分合计', row => row.lost),
    number('重复扣分点', row => row.repeat),
    text('重复扣分率（%）', 14, row => percent(row.repeatRate)),
    number('通报未清零', row => row.bulletined),
    number('本期通报', row => row.cleared.denominator),
    number('其中已清零', row => row.cleared.numerator),
    text('销号率（%）', 12, row => percent(row.cleared)),
  ];
}

/** "—" where nothing is to judge (domain §5). */
function percent({ numerator, denominator }: IndexRow['repeatRate']): string {
  return denominator === 0 ? '—' : ((100 * numerator) / denominator).toFixed(1);
}

/** An assessed point of a round, once for each of its deductions, or once without any. */
export interface AssessedLine {
  point: ListedPoint;
  round: string;
  /** Null = it was clean. */
  deduction: PointDeduction | null;
}

/** What is written can be imported again, round by round. */
export function assessedColumns(words: PointWords): TableColumn<AssessedLine>[] {
  return [
    text(SHEET_HEADINGS.round, 10, line => line.round),
    text(SHEET_HEADINGS.code, 12, ({ point }) => point.code),
    text(SHEET_HEADINGS.name, 24, ({ point }) => point.name),
    text(SHEET_HEADINGS.community, 14, ({ point }) => words.community(point.community)),
    text(SHEET_HEADINGS.item, 24, ({ deduction }) => deduction?.item ?? null),
    number(SHEET_HEADINGS.score, ({ deduction }) => deduction?.score ?? 0),
    number('计入扣分', ({ deduction }) => deduction?.counted ?? 0),
    text('重复', 6, ({ deduction }) => (deduction?.repeat ? '是' : null)),
    { heading: SHEET_HEADINGS.at, kind: 'time', value: ({ deduction }) => deduction?.at ?? null },
    text(SHEET_HEADINGS.note, 30, ({ deduction }) => deduction?.note ?? null),
    text(SHEET_HEADINGS.number, 24, ({ deduction }) => deduction?.number ?? null),
    number(SHEET_HEADINGS.lon, ({ point }) => point.lon),
    number(SHEET_HEADINGS.lat, ({ point }) => point.lat),
  ];
}

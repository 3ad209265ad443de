/** The report as sheets to be counted with [O-87]: one a subject. In: the report, names. Out: tables whose rows are their cells. */
import type { OperationReport, ReportFigures } from '../contract/operation-report.ts';
import type { Table, TableCell, TableColumn } from '../table-files/table.ts';
import { ARRIVED_BY, COMPARED, type ReportNames, STOP_WORDS } from './report-words.ts';

type Cells = readonly TableCell[];
type Column = readonly [heading: string, kind: TableColumn<Cells>['kind'], width?: number];

export function reportSheets(report: OperationReport, names: ReportNames, timeZone: string): Table<Cells>[] {
  const sheet = (name: string, columns: readonly Column[], rows: readonly Cells[]): Table<Cells> => ({
    ...{ sheet: name, timeZone, rows },
    columns: columns.map(([heading, kind, width], i) => ({
      ...{ heading, kind, value: (row: Cells) => row[i] ?? null },
      ...(width !== undefined && { width }),
    })),
  });
  const { figures, before } = report;
  return [
    sheet(
      '概况',
      [
        ['项目', 'text'],
        ['本次', 'number'],
        ['上次', 'number'],
        ['单位', 'text'],
      ],
      COMPARED.map(([figure, name]) => [
        name,
        inUnit(figure, figures[figure]),
        before && inUnit(figure, before.figures[figure]),
        UNIT[figure] ?? null,
      ]),
    ),
    sheet(
      '部门',
      [
        ['部门', 'text', 28],
        ['职责', 'text'],
        ['召集', 'text'],
        ['到场时间', 'time'],
        ['人数', 'number'],
      ],
      report.organs.map(({ organ, lead, called, arrivedAt, persons }) => [
        ...[names.organ(organ), lead ? '牵头' : '配合', called ? '是' : '否'],
        ...[arrivedAt, persons],
      ]),
    ),
    sheet(
      '人员',
      [
        ['小组', 'text'],
        ['姓名', 'text'],
        ['部门', 'text', 28],
        ['职务', 'text'],
        ['缺勤', 'text'],
      ],
      report.squads.flatMap(({ name, members }) =>
        members.map(one => [name, one.name, names.organ(one.organ), one.post ?? null, one.absent ? '是' : '否']),
      ),
    ),
    sheet(
      '行程',
      [
        ['小组', 'text'],
        ['力量', 'text'],
        ['编号', 'text'],
        ['定位数', 'number'],
        ['行程（米）', 'number'],
      ],
      report.squads.flatMap(({ name, units }) =>
        units.map(({ unit, callSign, positions, distanceM }) => [
          ...[name, callSign, unit],
          ...[positions, distanceM === null ? null : Math.round(distanceM)],
        ]),
      ),
    ),
    sheet(
      '点位',
      [
        ...([
          ['小组', 'text'],
          ['点位', 'text', 28],
          ['网格', 'text', 24],
          ['计划到点', 'time'],
          ['到点', 'time'],
        ] as const),
        ...([
          ['方式', 'text'],
          ['离点', 'time'],
          ['停留', 'duration'],
          ['情况', 'text'],
          ['迟到', 'text'],
        ] as const),
        ...([
          ['跳过原因', 'text', 28],
          ['发现', 'number'],
          ['经度', 'number'],
          ['纬度', 'number'],
        ] as const),
      ],
      report.squads.flatMap(({ name, stops }) =>
        stops.map(stop => [
          ...[name, stop.name, names.grid(stop.grid), stop.plannedAt, stop.arrivedAt],
          ...[stop.arrivedBy && ARRIVED_BY[stop.arrivedBy], stop.leftAt, stop.dwellMs, STOP_WORDS[stop.state]],
          ...[stop.late ? '是' : '否', stop.skipReason, stop.findings, stop.lon, stop.lat],
        ]),
      ),
    ),
    sheet(
      '发现',
      [
        ...([
          ['编号', 'text', 38],
          ['时间', 'time'],
          ['内容', 'text', 48],
          ['类别', 'text'],
          ['网格', 'text', 24],
        ] as const),
        ...([
          ['当事人', 'text'],
          ['依据', 'text', 28],
          ['措施', 'text'],
          ['期限', 'time'],
          ['事件', 'text'],
        ] as const),
        ...([
          ['事件状态', 'text'],
          ['整改前照片', 'number'],
          ['整改后照片', 'number'],
        ] as const),
        ...([
          ['经度', 'number'],
          ['纬度', 'number'],
        ] as const),
      ],
      report.findings.map(one => [
        ...[one.id, one.at, one.text, names.category(one.category), names.grid(one.grid), one.party, one.legalBasis],
        ...[one.measure, one.deadline, one.incident, one.incidentState && names.incidentState(one.incidentState)],
        ...[one.photos.length, one.photosAfter.length, one.lon, one.lat],
      ]),
    ),
  ];
}

const UNIT: Partial<Record<keyof ReportFigures, string>> = { durationMs: '分钟', distanceM: '米' };

function inUnit(figure: keyof ReportFigures, value: number | null): number | null {
  if (value === null) return null;
  return figure === 'durationMs' ? Math.round(value / 60_000) : Math.round(value);
}

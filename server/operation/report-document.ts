/**
 * The report as an official document (公文) [O-86]. In: the report, names, its map, its photos. Out: plain data for document-files/. It says
 * what the screen says; what did not fit in is counted and lies in the system.
 */
import type { OperationFinding } from '../contract/operation.ts';
import type { OperationReport, ReportSquad } from '../contract/operation-report.ts';
import { chineseNumber } from '../document-files/chinese-number.ts';
import type { DocumentBlock, DocumentTable, OfficeDocument } from '../document-files/office-document.ts';
import type { DrawnPicture } from '../picture/pictures.ts';
import {
  COMPARED,
  changeText,
  distanceText,
  durationText,
  figureText,
  type ReportNames,
  STOP_WORDS,
} from './report-words.ts';

export interface ReportDocumentParts extends ReportNames {
  map: DrawnPicture | null;
  photos: ReadonlyMap<string, DrawnPicture>;
  photosLeftOut: number;
  footer: readonly string[];
}

export function reportDocument(report: OperationReport, parts: ReportDocumentParts): OfficeDocument {
  const { id, title, zone, kind, period, asOf } = report;
  const titled: [heading: string, blocks: DocumentBlock[]][] = [
    ['总体情况', overall(report, parts)],
    ['参加力量', participants(report, parts)],
    ['小组行程与点位', squads(report, parts)],
    ['现场发现', findings(report, parts)],
    ['整改前后照片', photoBlocks(report, parts)],
    ['与上次行动对比', comparison(report, parts)],
    ['总结', [paragraph(report.summary ?? '尚未总结。')]],
  ];
  return {
    title: `${title}报告`,
    subtitle: [
      `${id}　${parts.kind(kind)}（${parts.zone(zone)}）${period === null ? '' : `　${period}`}`,
      `统计截至 ${parts.clock(asOf).slice(0, 16)}`,
    ],
    sections: titled.map(([heading, blocks], i) => ({ heading: `${chineseNumber(i + 1)}、${heading}`, blocks })),
    footer: parts.footer,
  };
}

function overall(report: OperationReport, { organ, clock }: ReportNames): DocumentBlock[] {
  const { figures, startedAt, finishedAt, leaderPost, leadOrgan, purpose, legalBasis } = report;
  const time = (ms: number | null) => (ms === null ? '—' : clock(ms).slice(0, 16));
  return [
    paragraph(
      `行动于 ${time(startedAt)} 开始，${finishedAt === null ? '尚未收队' : `${time(finishedAt)} 收队`}。带队：${leaderPost ?? '未定'}；牵头：${leadOrgan === null ? '未定' : organ(leadOrgan)}。${purpose}`,
    ),
    ...(legalBasis.length === 0 ? [] : [paragraph(`依据：${legalBasis.join('；')}。`)]),
    {
      kind: 'figures',
      figures: [
        { label: '到场部门', value: `${figures.organsArrived}/${figures.organsCalled}` },
        { label: '参加人员', value: String(figures.present) },
        { label: '历时', value: figures.durationMs === null ? null : durationText(figures.durationMs) },
        { label: '行程', value: figures.distanceM === null ? null : distanceText(figures.distanceM), note: '按轨迹' },
        {
          label: '到点',
          value: `${figures.stopsVisited}/${figures.stopsPlanned}`,
          note: `跳过 ${figures.stopsSkipped}`,
        },
        { label: '现场发现', value: String(figures.findings) },
        { label: '转为事件', value: String(figures.incidents), note: `已结案 ${figures.incidentsClosed}` },
        { label: '迟到点位', value: String(figures.stopsLate) },
      ],
    },
  ];
}

function participants({ organs, composition, volunteerTeams }: OperationReport, names: ReportNames): DocumentBlock[] {
  return [
    table(
      ['部门', '职责', '到场', '人数'],
      organs.map(({ organ, lead, called, arrivedAt, persons }) => [
        names.organ(organ),
        lead ? '牵头' : '配合',
        arrivedAt === null ? (called ? '未到场' : '未召集') : names.clock(arrivedAt).slice(5, 16),
        persons === null ? null : String(persons),
      ]),
    ),
    ...(volunteerTeams.length === 0 ? [] : [paragraph(`志愿队伍：${volunteerTeams.join('、')}。`)]),
    composition === null
      ? paragraph('人员构成：未设定。')
      : table(
          ['人员构成', '应到', '实到', '结果'],
          composition.map(({ name, required, present, met }) => [
            name,
            String(required),
            String(present),
            met ? '达标' : '未达标',
          ]),
        ),
  ];
}

function squads(report: OperationReport, parts: ReportDocumentParts): DocumentBlock[] {
  const { map } = parts;
  return [
    table(
      ['小组', '人员', '行程', '计划', '到点', '跳过', '迟到'],
      report.squads.map(({ name, headcount, absent, distanceM, progress }) => [
        name,
        absent === 0 ? String(headcount) : `${headcount - absent}（缺勤 ${absent}）`,
        distanceText(distanceM),
        ...[progress.planned, progress.visited, progress.skipped, progress.late].map(String),
      ]),
    ),
    ...(map ? [{ kind: 'picture' as const, ...map, caption: '图1　点位与现场发现（点位编号见下表）' }] : []),
    ...report.squads.flatMap((squad, i) => squadBlocks(squad, i, report, parts)),
  ];
}

function squadBlocks(squad: ReportSquad, i: number, report: OperationReport, names: ReportNames): DocumentBlock[] {
  const { name, leader, members, vehicles, stops } = squad;
  const people = members.map(one => `${one.name}（${names.organ(one.organ)}${one.absent ? '，缺勤' : ''}）`);
  const first = report.squads.slice(0, i).reduce((sum, before) => sum + before.stops.length, 0);
  return [
    { kind: 'heading', text: `（${chineseNumber(i + 1)}）${name}` },
    paragraph(
      [
        ...(leader === null ? [] : [`组长：${leader}`]),
        ...(people.length === 0 ? [] : [`成员：${people.join('、')}`]),
        ...(vehicles.length === 0 ? [] : [`车辆：${vehicles.join('、')}`]),
      ].join('；') || '未列人员。',
    ),
    ...stopTable(stops, first, names),
  ];
}

/** Of a day with more stops than this a document names those of which there is something to say; the sheets have all. */
const MOST_STOPS = 15;

function stopTable(stops: ReportSquad['stops'], first: number, names: ReportNames): DocumentBlock[] {
  const numbered = stops.map((stop, n) => ({ ...stop, number: first + n + 1 }));
  const told = stops.length <= MOST_STOPS ? numbered : numbered.filter(isToldOf).slice(0, MOST_STOPS);
  const time = (ms: number | null) => (ms === null ? null : names.clock(ms).slice(11, 16));
  const rows = told.map(stop => [
    ...[String(stop.number), stop.name, time(stop.plannedAt), time(stop.arrivedAt), durationText(stop.dwellMs)],
    stop.findings === 0 ? null : String(stop.findings),
    [
      STOP_WORDS[stop.state],
      ...(stop.late ? ['迟到'] : []),
      ...(stop.skipReason === null ? [] : [stop.skipReason]),
    ].join('，'),
  ]);
  const widths = [0.7, 2.4, 0.9, 0.9, 1.1, 0.7, 2];
  const left = stops.length - told.length;
  return [
    ...(rows.length === 0 ? [] : [table(['编号', '点位', '计划', '到点', '停留', '发现', '情况'], rows, widths)]),
    ...(left === 0 ? [] : [paragraph(`其余 ${left} 个点位见表格文件。`)]),
  ];
}

function isToldOf({ state, late, findings: found }: ReportSquad['stops'][number]): boolean {
  return state === 'skipped' || state === 'planned' || late || found > 0;
}

function findings(report: OperationReport, names: ReportNames): DocumentBlock[] {
  if (report.findings.length === 0) return [paragraph('没有现场发现。')];
  return [
    table(
      ['类别', '数量'],
      report.byCategory.map(({ category, count }) => [names.category(category), String(count)]),
    ),
    table(
      ['网格', '数量'],
      report.byGrid.map(({ grid, count }) => [names.grid(grid), String(count)]),
    ),
    table(
      ['序号', '时间', '内容', '类别', '网格', '措施', '事件'],
      report.findings.slice(0, MOST_FINDINGS).map((one, i) => findingCells(one, i, names)),
      [0.6, 1.2, 3, 1.4, 1.4, 1.2, 1.6],
    ),
    ...(report.findings.length > MOST_FINDINGS
      ? [paragraph(`其余 ${report.findings.length - MOST_FINDINGS} 条现场发现见表格文件。`)]
      : []),
  ];
}

/** As many as the issue asks for. */
const MOST_FINDINGS = 200;

function findingCells(finding: OperationFinding, i: number, names: ReportNames): (string | null)[] {
  const { at, text, party, category, grid, measure, incident, incidentState } = finding;
  return [
    String(i + 1),
    names.clock(at).slice(5, 16),
    party === null ? text : `${text}（${party}）`,
    names.category(category),
    names.grid(grid),
    measure,
    incident === null ? null : `${incident} ${incidentState === null ? '' : names.incidentState(incidentState)}`,
  ];
}

function photoBlocks(report: OperationReport, { photos, photosLeftOut }: ReportDocumentParts): DocumentBlock[] {
  const pictures = report.findings.flatMap((finding, i) => [
    ...captioned(finding.photos, `发现 ${i + 1}　整改前`, photos),
    ...captioned(finding.photosAfter, `发现 ${i + 1}　整改后`, photos),
  ]);
  return [
    ...(pictures.length > 0 ? [{ kind: 'pictures' as const, pictures }] : [paragraph('没有照片。')]),
    ...(photosLeftOut > 0 ? [paragraph(`另有 ${photosLeftOut} 张照片未列入本文，见系统。`)] : []),
  ];
}

function captioned(ids: readonly string[], caption: string, photos: ReportDocumentParts['photos']) {
  return ids.flatMap(id => {
    const picture = photos.get(id);
    return picture ? [{ ...picture, caption }] : [];
  });
}

function comparison({ before, figures }: OperationReport, names: ReportNames): DocumentBlock[] {
  if (before === null) return [paragraph('没有可对比的同类行动。')];
  const at = before.startedAt === null ? '' : `，${names.clock(before.startedAt).slice(0, 10)}`;
  return [
    paragraph(`上次行动：${before.title}（${before.id}${at}）。`),
    table(
      ['项目', '本次', '上次', '变化'],
      COMPARED.map(([figure, name]) => [
        name,
        figureText(figure, figures[figure]),
        figureText(figure, before.figures[figure]),
        changeText(figure, figures[figure], before.figures[figure]),
      ]),
    ),
  ];
}

function table(
  headings: readonly string[],
  rows: DocumentTable['rows'],
  widths: readonly number[] = [],
): DocumentTable {
  return { kind: 'table', columns: headings.map((heading, i) => ({ heading, width: widths[i] ?? 1 })), rows };
}

function paragraph(text: string): DocumentBlock {
  return { kind: 'paragraph', text };
}

/** What a report counts, and what its files say when they are read back by other libraries than those that wrote them. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import type { UnitId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { operationReport } from '../contract/operation-report.ts';
import { writeDocx } from '../document-files/document-answer.ts';
import { wallClock } from '../table-files/table.ts';
import { xlsxStream } from '../table-files/write-xlsx.ts';
import { aSquad, CHIEF, DUTY, did, HOUR, MINUTE, NOW, PHOTO, underWay } from './operation-builders.ts';
import { withoutPersons } from './operation-view.ts';
import { countReport, type UnitWays } from './report-counts.ts';
import { reportDocument } from './report-document.ts';
import { reportSheets } from './report-sheets.ts';
import { changeText, durationText, figureText, type ReportNames } from './report-words.ts';

const NAMES: ReportNames = {
  ...{ kind: id => `类型${id}`, zone: id => id ?? '全街道', organ: id => `部门${id}`, grid: code => code ?? '网格外' },
  ...{ category: id => id ?? '未分类', incidentState: state => `状态${state}`, clock: wallClock('Asia/Shanghai') },
};
const NO_WAYS: UnitWays = new Map();
const ways = (...of: [string, number, number][]): UnitWays =>
  new Map(of.map(([id, positions, distanceM]) => [id as UnitId, { callSign: `巡${id}`, positions, distanceM }]));

/** Two squads; one stop reached in time, one late and left, one skipped, one not reached; three findings, one of them put right. */
function aDay(): OperationRecord {
  const places = ['p3', 'p4'].map(id => ({ id, name: id, lon: 113.903, lat: 22.567, plannedAt: NOW + 40 * MINUTE }));
  const own = { members: [], vehicles: [], units: ['unit-2', 'unit-3'], stops: places };
  const second = aSquad({ id: 's2', name: '二组', ...own });
  const at = (minutes: number) => ({ now: NOW + minutes * MINUTE });
  let record = underWay({ squads: [aSquad(), second] });
  record = did(record, DUTY, 'arrive-stop', { squad: 's1', stop: 'p1' }, at(31));
  record = did(record, DUTY, 'leave-stop', { squad: 's1', stop: 'p1' }, at(46));
  record = did(record, DUTY, 'arrive-stop', { squad: 's1', stop: 'p2' }, at(75));
  record = did(record, DUTY, 'skip-stop', { squad: 's2', stop: 'p3', reason: '修路' }, at(40));
  const finding = (more: object) => ({
    ...{ finding: randomUUID(), happenedAt: NOW + 40 * MINUTE, lon: 113.901, lat: 22.566, text: '占道经营' },
    ...{ squad: 's1', stop: 'p1', category: 'street-vending', party: '某商铺', photos: [PHOTO], ...more },
  });
  record = did(record, DUTY, 'add-finding', finding({}), at(41));
  record = did(record, DUTY, 'add-finding', finding({ measure: '现场整改' }), at(42));
  record = did(record, DUTY, 'add-finding', finding({ category: undefined, stop: 'p2' }), at(43));
  return did(record, CHIEF, 'finish', { reason: '收队' }, at(180));
}

test('[O-80] [O-83] [O-85] figures are those of the record, and every group names its findings', () => {
  const record = aDay();
  const report = countReport({ record, ways: NO_WAYS }, null, NOW + 4 * HOUR);
  expect(operationReport.parse(report)).toEqual(report);
  expect(report.figures).toMatchObject({
    ...{ stopsPlanned: 4, stopsVisited: 2, stopsSkipped: 1, stopsLate: 2, findings: 3, incidents: 0, present: 1 },
    ...{ durationMs: 180 * MINUTE, organsCalled: 2, organsArrived: 0 },
  });
  expect(report.figures.stopsLate).toBe(record.progress.late);
  const { byCategory } = report;
  expect(byCategory.map(({ category, count }) => [category, count])).toEqual([
    ['street-vending', 2],
    [null, 1],
  ]);
  for (const groups of [byCategory, report.byGrid, report.byMeasure]) {
    const named = groups.flatMap(({ findings }) => findings);
    expect(named.sort()).toEqual(record.findings.map(({ id }) => id).sort());
    expect(groups.every(({ count, findings }) => count === findings.length)).toBe(true);
  }
  const [p1, p2] = report.squads[0]!.stops;
  expect([p1?.dwellMs, p1?.findings, p1?.late]).toEqual([15 * MINUTE, 2, false]);
  expect([p2?.dwellMs, p2?.findings, p2?.late]).toEqual([105 * MINUTE, 1, true]);
});

test('[O-81] [O-82] no track is no distance; a squad goes as far as its farthest unit; one position is no way', () => {
  const record = aDay();
  const far = (of: UnitWays) => {
    const { figures, squads } = countReport({ record, ways: of }, null, NOW);
    return [figures.distanceM, ...squads.map(({ distanceM }) => distanceM)];
  };
  expect(far(NO_WAYS)).toEqual([null, null, null]);
  expect(far(ways(['unit-1', 1, 0]))).toEqual([null, null, null]);
  expect(far(ways(['unit-1', 2, 0]))).toEqual([0, 0, null]);
  expect(far(ways(['unit-1', 60, 1200], ['unit-2', 60, 800], ['unit-3', 60, 900]))).toEqual([2100, 1200, 900]);
});

test('[O-84] the comparison is figure by figure; what is unknown on one side has no change', () => {
  const record = aDay();
  const last = { ...record, findings: record.findings.slice(0, 1), finishedAt: record.startedAt! + HOUR };
  const report = countReport({ record, ways: ways(['unit-1', 9, 500]) }, { record: last, ways: NO_WAYS }, NOW);
  const { figures, before } = report;
  expect([figures.findings, before?.figures.findings]).toEqual([3, 1]);
  expect(changeText('findings', 3, 1)).toBe('+2');
  expect(changeText('durationMs', 180 * MINUTE, 60 * MINUTE)).toBe('+2小时00分');
  expect(changeText('distanceM', figures.distanceM, before!.figures.distanceM)).toBe('—');
  expect(changeText('stopsLate', 2, 2)).toBe('持平');
  expect([figureText('distanceM', null), figureText('distanceM', 2100), durationText(59 * MINUTE)]).toEqual([
    '—',
    '2.1 公里',
    '59分',
  ]);
});

test('[O-89] of what a wall may see there are counts and no people', () => {
  const record = withoutPersons(aDay());
  const text = JSON.stringify(countReport({ record, ways: NO_WAYS }, null, NOW));
  for (const secret of ['张三', '某商铺', '占道经营', PHOTO]) expect(text).not.toContain(secret);
  expect(text).toContain('street-vending');
});

const REPORT = () => countReport({ record: aDay(), ways: ways(['unit-1', 9, 1234]) }, null, NOW + 4 * HOUR);

test('[O-86] the document, read back, says what the report says', async () => {
  const parts = { ...NAMES, map: null, photos: new Map(), photosLeftOut: 3, footer: ['演示数据'] };
  const { value } = await mammoth.extractRawText({ buffer: await writeDocx(reportDocument(REPORT(), parts)) });
  for (const words of [
    ...['一、总体情况', '七、总结', '2026-11-23 09:00', '带队：片区长', '部门enforcement-team', '人员构成：未设定'],
    ...[
      '1.2 公里',
      '2/4',
      '成员：张三',
      '修路',
      '占道经营（某商铺）',
      '另有 3 张照片',
      '没有可对比的同类行动',
      '尚未总结',
    ],
  ])
    expect(value).toContain(words);
});

test('[O-87] the sheets, read back: one line a record, numbers as numbers, times by the clock of the profile', async () => {
  const stream = xlsxStream(...reportSheets(REPORT(), NAMES, 'Asia/Shanghai'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await buffer(stream)).buffer as ArrayBuffer);
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['概况', 13],
    ['部门', 3],
    ['人员', 2],
    ['行程', 4],
    ['点位', 5],
    ['发现', 4],
  ]);
  const cells = (sheet: string, row: number) => (book.getWorksheet(sheet)!.getRow(row).values as unknown[]).slice(1);
  expect(cells('概况', 6).slice(0, 2)).toEqual(['行程', 1234]);
  expect(cells('行程', 2)).toEqual(['一组', '巡unit-1', 'unit-1', 9, 1234]);
  expect(cells('行程', 3)[4], 'not known is empty, not 0').toBeUndefined();
  expect(cells('点位', 2)[4]).toEqual(new Date('2026-11-23T09:31:00Z'));
});

test('a reader that leaves in the middle of several sheets ends the writing', async () => {
  const stream = xlsxStream(...reportSheets(REPORT(), NAMES, 'Asia/Shanghai'));
  stream.destroy();
  await once(stream, 'close');
  expect(stream.destroyed).toBe(true);
});

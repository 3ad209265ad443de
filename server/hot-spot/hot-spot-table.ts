/** A ranking as a sheet: the answer the screen got, one row a spot, then what lies outside and all together. */
import type { HotSpot, HotSpotFigures, HotSpotMeasure, HotSpots } from '../contract/hot-spot.ts';
import type { Table, TableColumn } from '../table-files/table.ts';

export interface HotSpotNames {
  zone(id: string): string;
  community(code: string): string;
}

const MEASURE_WORDS: Record<HotSpotMeasure, string> = {
  incidents: '事件数',
  repeats: '重复事件数',
  overdue: '超时事件数',
  'lost-score': '扣分',
};

type Line = HotSpotFigures & { rank: number | null; called: string; spot: HotSpot | null };

/** Nobody recorded it, or no rule says what it is. */
const NOT_KNOWN = '—';
const NOT_SET = '未设定';

export function hotSpotTable(answer: HotSpots, names: HotSpotNames, timeZone: string): Table<Line> {
  const { measure, period, before, by } = answer;
  const text = (heading: string, value: TableColumn<Line>['value'], width?: number): TableColumn<Line> => ({
    ...{ heading, kind: 'text', value },
    ...(width !== undefined && { width }),
  });
  const number = (heading: string, value: (line: Line) => number | null, none: string): TableColumn<Line> => ({
    ...{ heading, kind: 'number', value: line => value(line) ?? none },
  });
  const lines: Line[] = answer.spots.map((spot, i) => ({ ...spot, rank: i + 1, called: spot.name ?? spot.id, spot }));
  if (answer.outside) lines.push({ ...answer.outside, rank: null, called: '网格之外', spot: null });
  lines.push({ ...answer.total, rank: null, called: '合计', spot: null });
  return {
    sheet: '热点',
    timeZone,
    columns: [
      { heading: '名次', kind: 'number', value: ({ rank }) => rank },
      text(by === 'grid' ? '网格' : '六边形（附近）', ({ called }) => called, 24),
      text('编码', ({ spot }) => spot?.id ?? null, 20),
      text('社区', ({ spot }) => (spot?.community ? names.community(spot.community) : null)),
      text('片区', ({ spot }) => (spot?.zone ? names.zone(spot.zone) : null)),
      text('本期', () => `${period.from} 至 ${period.to}`, 26),
      text('上期', () => `${before.from} 至 ${before.to}`, 26),
      text('排名依据', () => MEASURE_WORDS[measure]),
      number('本期数', ({ number }) => number, NOT_KNOWN),
      number('较上期', ({ change }) => change, NOT_KNOWN),
      number('占比（%）', ({ share }) => share && Math.round(share * 1000) / 10, NOT_KNOWN),
      number('事件', ({ counts }) => counts.incidents, NOT_KNOWN),
      number('上期事件', ({ before }) => before.incidents, NOT_KNOWN),
      number('重复', ({ counts }) => counts.repeats, NOT_SET),
      number('超时', ({ counts }) => counts.overdue, NOT_KNOWN),
      number('扣分', ({ counts }) => counts.lostScore, NOT_KNOWN),
      number('经度', ({ spot }) => spot?.lon ?? null, ''),
      number('纬度', ({ spot }) => spot?.lat ?? null, ''),
      { heading: '统计时间', kind: 'time', value: () => answer.countedAt },
    ],
    rows: lines,
  };
}

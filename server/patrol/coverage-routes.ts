/** Patrol coverage over HTTP, on screen and as a file; a zone chief gets the grids of the zone. Days are those of the profile. */
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { type CoverageAnswer, coverageAnswer, coverageCells, type GridCoverage } from '../contract/coverage.ts';
import { gridCode } from '../contract/ids.ts';
import { badInput, notFound } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import { type CoverageBook, dayName } from './coverage-book.ts';
import { type CoverageParts, countCoverage, readCells } from './coverage-count.ts';

const DAY_MS = 86_400_000;

export interface CoverageRouteParts extends CoverageParts {
  book: Pick<CoverageBook, 'write'>;
  changeLog: ChangeLog;
  days: LocalDays;
  timeZone: string;
  names: Pick<ProfileNames, 'grid' | 'community' | 'zone'>;
}

const query = z.strictObject({
  /** Default: today. */
  day: z.iso.date().optional(),
});

export function coverageRoutes(parts: CoverageRouteParts): Route[] {
  const { book, changeLog, days, timeZone, map } = parts;
  const { zone: zoneName, community: communityName, grid: gridName } = parts.names;
  const columns: TableColumn<GridCoverage>[] = [
    { heading: '片区', kind: 'text', value: ({ zone }) => zone && zoneName(zone) },
    { heading: '社区', kind: 'text', value: ({ community }) => communityName(community) },
    { heading: '网格', kind: 'text', value: ({ grid }) => gridName(grid) },
    { heading: '网格编码', kind: 'text', value: ({ grid }) => grid },
    { heading: '巡查力量数', kind: 'number', value: ({ units }) => units },
    { heading: '最近巡查', kind: 'time', value: ({ lastVisitAt }) => lastVisitAt },
    { heading: '方格数', kind: 'number', value: ({ cells }) => cells },
    { heading: '已巡方格', kind: 'number', value: ({ visited }) => visited },
    {
      heading: '覆盖比例（%）',
      kind: 'number',
      value: ({ share }) => (share === null ? null : Math.round(share * 1000) / 10),
    },
    { heading: '全面巡查', kind: 'text', value: ({ full }) => (full === null ? '未设定' : full ? '是' : '否') },
  ];

  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/coverage',
      action: 'coverage:read',
      summary:
        '某日各网格巡查覆盖：方格数、已巡方格、最近巡查时间、是否全面巡查，按社区、片区汇总；片区长只得到本片区的。',
      query,
      answer: coverageAnswer,
      handle: ({ viewer, query, now }) => count(viewer, query.day, now),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/coverage/cells',
      action: 'coverage:read',
      summary: '某日一个网格的方格与到过的巡查力量。',
      query: query.extend({ grid: gridCode }),
      answer: coverageCells,
      async handle({ query, now, require }) {
        const grid = map.grids.find(({ code }) => code === query.grid);
        if (!grid) throw notFound({ zh: '网格', en: 'grid' }, query.grid);
        require({ zone: grid.zone });
        const day = knownDay(query.day, now);
        await book.write(false);
        return readCells(parts, grid.code, day);
      },
    }),
    ...TABLE_FORMATS.map(format =>
      defineRoute({
        method: 'get',
        path: `/api/v1/coverage.${format}`,
        action: 'table:export',
        summary: `某日各网格巡查覆盖导出为 ${format.toUpperCase()}；片区长只得到本片区的。`,
        query,
        answer: z.unknown(),
        async handle({ viewer, query, now }) {
          const { grids, day } = await count(viewer, query.day, now);
          const filter = { day, zone: viewer.scope.zone };
          const rows = auditedRows(
            { changeLog, cause: causeOf(viewer), subject: 'coverage', filter, format, at: now },
            grids,
          );
          const sheet = '巡查覆盖';
          return tableAnswer(format, sheet + day.replaceAll('-', ''), { sheet, timeZone, columns, rows });
        },
      }),
    ),
  ];

  async function count(viewer: Viewer, day: string | undefined, now: number): Promise<CoverageAnswer> {
    const known = knownDay(day, now);
    await book.write(false);
    return countCoverage(parts, { day: known, zone: viewer.scope.zone }, now);
  }

  function knownDay(day: string | undefined, now: number): string {
    const today = days.dayNumber(now);
    if (day === undefined) return dayName(today);
    if (Date.parse(day) / DAY_MS > today)
      throw badInput('day', { zh: `day：${day} 还没有到`, en: `day: ${day} is yet to come` });
    return day;
  }
}

/** Hot spots over HTTP, on screen and as a file, and the evidence of one. A zone chief gets the own zone. */
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { hotSpotEvidence, hotSpots, hotSpotTargets } from '../contract/hot-spot.ts';
import { plainText } from '../contract/plain-text.ts';
import { badInput, notFound } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import {
  cellResolution,
  idList,
  type QuestionParts,
  readQuestion,
  type SpotQuery,
  spotQuery,
} from './hot-spot-question.ts';
import { type HotSpotNames, hotSpotTable } from './hot-spot-table.ts';
import { type HotSpotParts, rankHotSpots } from './rank-hot-spots.ts';
import { spotEvidence, spotTargets } from './spot-evidence.ts';
import { OUTSIDE } from './spot-ground.ts';

export interface HotSpotRouteParts extends HotSpotParts, QuestionParts {
  changeLog: ChangeLog;
  timeZone: string;
  names: HotSpotNames;
}

const MOST_SPOTS = 2000;

const rankQuery = spotQuery.extend({ limit: z.coerce.number().int().min(1).max(MOST_SPOTS).default(100) });

/** As many as a person takes by lasso; each may carry 200 incidents. */
const MOST_TARGETS = 100;

const targetsQuery = spotQuery.extend({ spots: idList });

const tooMany = (n: number) =>
  badInput('spots', {
    zh: `spots：一次至多 ${MOST_TARGETS} 处热点，收到 ${n} 处`,
    en: `spots: at most ${MOST_TARGETS} hot spots at once, received ${n}`,
  });
const oneSize = () =>
  badInput('spots', { zh: 'spots：六边形须为同一级', en: 'spots: hexagons must be of one resolution' });

type Require = (reach: { zone: string }) => void;

export function hotSpotRoutes(parts: HotSpotRouteParts): Route[] {
  const { changeLog, timeZone, names } = parts;
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/hot-spots',
      action: 'hot-spot:read',
      summary:
        '热点：按网格或六边形（by=grid|hexagon），以事件、重复、超时、扣分（measure）排名，附上期数、增减、占比；from、to 为当地日期（含），可按类别、组别、片区筛选；网格之外的另列。片区长只得到本片区的。',
      query: rankQuery,
      answer: hotSpots,
      handle({ viewer, query: { limit, ...query }, now, require }) {
        return rankHotSpots(parts, ask(viewer, query, now, require), limit, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/hot-spots/targets',
      action: 'hot-spot:read',
      summary: `选入行动方案的若干热点（spots，至多 ${MOST_TARGETS} 处）及各自的依据摘要，一次统计得出；筛选条件与热点相同。`,
      query: targetsQuery,
      answer: hotSpotTargets,
      handle({ viewer, query: { spots, ...query }, now, require }) {
        if (spots.length > MOST_TARGETS) throw tooMany(spots.length);
        const question = ask(viewer, query, now, require);
        const resolutions = query.by === 'hexagon' ? new Set(spots.map(cellResolution)) : new Set([null]);
        if (resolutions.size > 1) throw oneSize();
        const [resolution = question.resolution] = resolutions;
        if (query.by === 'grid') for (const id of spots) mayReadGrid(id, require);
        return spotTargets(parts, { ...question, resolution }, spots, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/hot-spots/:id/evidence',
      action: 'hot-spot:read',
      summary: '一处热点的依据：所计的事件与扣分，以及行动方案的目标所保存的摘要（evidence）；筛选条件与热点相同。',
      params: z.strictObject({ id: plainText.min(1).max(40) }),
      query: spotQuery,
      answer: hotSpotEvidence,
      handle({ viewer, params: { id }, query, now, require }) {
        const question = ask(viewer, query, now, require);
        if (query.by === 'hexagon')
          return spotEvidence(parts, { ...question, resolution: cellResolution(id) }, id, now);
        if (id !== OUTSIDE) mayReadGrid(id, require);
        return spotEvidence(parts, question, id, now);
      },
    }),
    ...TABLE_FORMATS.map(format =>
      defineRoute({
        method: 'get',
        path: `/api/v1/hot-spots.${format}`,
        action: 'table:export',
        summary: `热点排名导出为 ${format.toUpperCase()}，筛选条件与热点相同，与屏幕同一次统计口径。`,
        query: rankQuery,
        answer: z.unknown(),
        async handle({ viewer, query: { limit, ...query }, now, require }) {
          const question = ask(viewer, query, now, require);
          const table = hotSpotTable(await rankHotSpots(parts, question, limit, now), names, timeZone);
          const filter = { ...query, from: question.period.from, to: question.period.to, zone: question.zone };
          const rows = auditedRows(
            { changeLog, cause: causeOf(viewer), subject: 'hot-spots', filter, format, at: now },
            table.rows,
          );
          return tableAnswer(format, stampedName('热点', timeZone, now), { ...table, rows });
        },
      }),
    ),
  ];

  /** [HS-13] [HS-16] */
  function mayReadGrid(id: string, require: Require) {
    const grid = parts.ground.byGrid.place(id, { community: null, zone: null });
    if (!grid) throw notFound({ zh: '网格', en: 'grid' }, id);
    if (grid.zone !== null) require({ zone: grid.zone });
  }

  /** [HS-13] */
  function ask(viewer: Viewer, query: SpotQuery, now: number, require: Require) {
    const question = readQuestion(parts, query, viewer.scope.zone, now);
    if (question.zone !== null) require({ zone: question.zone });
    return question;
  }
}

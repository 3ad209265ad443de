/** Scores, rounds and deductions over HTTP, and every list as a sheet. Rules [SP-16] to [SP-20]. A chief gets the own zone. */
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { indexBy, sanitationIndex, sanitationRound } from '../contract/sanitation-index.ts';
import { pointDeduction, roundName } from '../contract/scoring-point.ts';
import { badInput } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import { countIndex, type IndexParts } from './count-index.ts';
import { listRounds } from './list-rounds.ts';
import { registeredPoints } from './point-history.ts';
import { ownPoints } from './point-register.ts';
import { assessedColumns, indexColumns, registerColumns } from './point-tables.ts';
import type { PointWords } from './point-words.ts';
import { assessedLines, deductionsOfRound } from './read-assessed.ts';
import type { RoundCalendar } from './round-calendar.ts';

export interface IndexRouteParts extends IndexParts {
  rounds: RoundCalendar;
  changeLog: ChangeLog;
  words: PointWords;
  timeZone: string;
}

/** Five years of months. */
const MOST_ROUNDS = 60;

const period = z.strictObject({ round: roundName.optional(), from: roundName.optional(), to: roundName.optional() });
type Period = z.infer<typeof period>;
const indexQuery = period.extend({ by: indexBy.default('community') });

export function sanitationIndexRoutes(parts: IndexRouteParts): Route[] {
  const { db, register, rounds, rules, words, changeLog, timeZone } = parts;
  const count = (viewer: Viewer, { by, ...asked }: z.infer<typeof indexQuery>, now: number) =>
    countIndex(parts, { by, period: readPeriod(asked), zone: viewer.scope.zone }, now);

  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-index',
      action: 'point:read',
      summary:
        '环卫指数得分：round 为一轮，或 from、to 为轮次区间（含），缺省为最近有测评的一轮；by 为 point|community|zone|venueType|grid|role|all。附参评点数、扣分、重复扣分、上期数值、重复扣分率与销号率的分子分母。未测评的没有得分。',
      query: indexQuery,
      answer: sanitationIndex,
      handle: ({ viewer, query, now }) => count(viewer, query, now),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-rounds',
      action: 'point:read',
      summary: '有测评的各轮，新的在前：参评点数、得分、扣分，以及导入的表。',
      answer: z.array(sanitationRound),
      handle: ({ viewer }) => listRounds(parts, viewer.scope.zone),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-deductions',
      action: 'point:read',
      summary: '一轮的全部扣分，按测评点排列。',
      query: z.strictObject({ round: roundName }),
      answer: z.array(pointDeduction),
      handle({ viewer, query: { round } }) {
        rounds.refuseForeign('round', round);
        return deductionsOfRound(db, round, ownPoints(viewer, register), rules, viewer);
      },
    }),
    ...TABLE_FORMATS.flatMap(format => {
      const file = (name: string, now: number) => stampedName(name, timeZone, now);
      const audited = <Row>(
        viewer: Viewer,
        subject: string,
        filter: object,
        now: number,
        rows: Iterable<Row> | AsyncIterable<Row>,
      ) =>
        auditedRows(
          {
            changeLog,
            cause: causeOf(viewer),
            subject,
            filter: { ...filter, zone: viewer.scope.zone },
            format,
            at: now,
          },
          rows,
        );
      const sheetOf = { action: 'table:export', method: 'get', answer: z.unknown() } as const;
      return [
        defineRoute({
          ...sheetOf,
          path: `/api/v1/sanitation-points/register.${format}`,
          summary: `测评点名册导出为 ${format.toUpperCase()}。`,
          async handle({ viewer, now }) {
            const points = await registeredPoints(db, ownPoints(viewer, register), rules, viewer);
            const rows = audited(viewer, 'sanitation-points', {}, now, points);
            return tableAnswer(format, file('测评点名册', now), {
              ...{ sheet: '测评点名册', timeZone, rows, columns: registerColumns(words) },
            });
          },
        }),
        defineRoute({
          ...sheetOf,
          path: `/api/v1/sanitation-index.${format}`,
          summary: `环卫指数得分导出为 ${format.toUpperCase()}，与屏幕同一次统计口径，首行为合计。`,
          query: indexQuery,
          async handle({ viewer, query, now }) {
            const answer = await count(viewer, query, now);
            const rows = audited(viewer, 'sanitation-index', query, now, [answer.total, ...answer.rows]);
            return tableAnswer(format, file('环卫指数', now), {
              ...{ sheet: '环卫指数', timeZone, rows, columns: indexColumns(answer, words) },
            });
          },
        }),
        defineRoute({
          ...sheetOf,
          path: `/api/v1/sanitation-assessments.${format}`,
          summary: `测评记录导出为 ${format.toUpperCase()}：一轮或若干轮中每个已测评的点及其扣分；单轮的表可再次导入。`,
          query: period,
          async handle({ viewer, query, now }) {
            const { from, to } = readPeriod(query) ?? {};
            if (from === undefined || to === undefined) throw missingRound();
            const names = Array.from({ length: rounds.count(from, to) }, (_, i) => rounds.shifted(from, i));
            const lines = assessedLines(db, names, ownPoints(viewer, register), rules, viewer);
            return tableAnswer(format, file('测评记录', now), {
              ...{ sheet: '测评记录', timeZone, columns: assessedColumns(words) },
              rows: audited(viewer, 'sanitation-assessments', query, now, lines),
            });
          },
        }),
      ];
    }),
  ];

  function readPeriod({ round, from, to }: Period): { from: string; to: string } | null {
    const first = round ?? from ?? to;
    const last = round ?? to ?? from;
    if (first === undefined || last === undefined) return null;
    if (round !== undefined && (from !== undefined || to !== undefined))
      throw badInput('round', { zh: 'round：不能与 from、to 同时给出', en: 'round: not together with from and to' });
    rounds.refuseForeign(round === undefined ? 'from' : 'round', first);
    rounds.refuseForeign('to', last);
    const length = rounds.count(first, last);
    if (length < 1) throw badInput('to', { zh: 'to：不应早于 from', en: 'to: must not be earlier than from' });
    if (length > MOST_ROUNDS)
      throw badInput('to', { zh: `to：最多 ${MOST_ROUNDS} 轮`, en: `to: at most ${MOST_ROUNDS} rounds` });
    return { from: first, to: last };
  }
}

function missingRound() {
  return badInput('round', { zh: 'round：请给出轮次', en: 'round: name a round' });
}

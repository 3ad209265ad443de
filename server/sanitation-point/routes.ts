/** Scoring points over HTTP: deductions and assessments in, records and the register out. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import { plainText } from '../contract/plain-text.ts';
import {
  assessmentReport,
  deductionReport,
  pointHistory as pointHistoryShape,
  pointRecord,
  pointTargets,
  registeredPoint,
} from '../contract/scoring-point.ts';
import { checkInput } from '../http/bad-input.ts';
import { batchAnswer, takeEach } from '../http/batch.ts';
import { notFound } from '../http/refused.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import type { LocalDays } from '../profile/local-day.ts';
import type { Tables } from '../store/tables.ts';
import type { PointBook } from './point-book.ts';
import { pointTargets as targetsOf } from './point-evidence.ts';
import { pointHistory, registeredPoints } from './point-history.ts';
import { readPointRecords } from './point-records.ts';
import { ownPoints } from './point-register.ts';

const MOST_DEDUCTIONS_A_REQUEST = 1000;

/** As many as a person takes by lasso. */
const MOST_TARGETS = 100;
/** `a,b`: each once. */
const codeList = z
  .string()
  .min(1)
  .max(4000)
  .transform(text => [...new Set(text.split(','))].filter(code => code !== ''))
  .refine(codes => codes.length <= MOST_TARGETS, {
    params: { zh: `一次至多 ${MOST_TARGETS} 个测评点`, en: `at most ${MOST_TARGETS} scoring points at once` },
  })
  .meta({ type: 'string' });

export function sanitationPointRoutes(
  db: Kysely<Tables>,
  book: PointBook,
  days: Pick<LocalDays, 'dayNumber'>,
): Route[] {
  const { register, rules, rounds } = book.parts;
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-points',
      action: 'point:read',
      summary: '未达清零的测评点：已扣分、重复扣分、已通报；未列出的均为未扣分。片区长只看到本片区的。',
      answer: z.array(pointRecord),
      async handle({ viewer }) {
        const own = new Set<string>(ownPoints(viewer, register).map(({ code }) => code));
        return (await readPointRecords(db)).filter(({ code }) => own.has(code));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-points/register',
      action: 'point:read',
      summary:
        '测评点名册：场所类型、社区、责任岗位、当前状态与最近得分；位置与所列社区不一致的注明。片区长只看到本片区的。',
      answer: z.array(registeredPoint),
      handle: ({ viewer }) => registeredPoints(db, ownPoints(viewer, register), rules, viewer),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-points/targets',
      action: 'point:read',
      summary: `选入行动方案的若干测评点（points，至多 ${MOST_TARGETS} 个）及各自的依据摘要：自上次合格以来各轮的扣分与重复扣分。`,
      query: z.strictObject({ points: codeList }),
      answer: pointTargets,
      handle({ viewer, query: { points }, now, require }) {
        const asked = points.map(code => {
          const point = register.get(code);
          if (!point) throw notFound({ zh: '测评点', en: 'scoring point' }, code);
          require({ zone: point.zone });
          return point;
        });
        return targetsOf({ db, rules, rounds, days }, asked, viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-points/:code',
      action: 'point:read',
      summary: '一个测评点的全部轮次、扣分、照片与通报。',
      params: z.strictObject({ code: plainText.min(1).max(24) }),
      answer: pointHistoryShape,
      async handle({ viewer, params, require }) {
        const point = register.get(params.code);
        if (!point) throw notFound({ zh: '测评点', en: 'scoring point' }, params.code);
        require({ zone: point.zone });
        return pointHistory(db, point, rules, viewer);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/sanitation-points/deductions',
      action: 'point:deduct',
      summary: '登记测评扣分：一条或一组（不超过 1000 条），按编号幂等，逐条判定。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z.union([z.array(z.unknown()).min(1).max(MOST_DEDUCTIONS_A_REQUEST), z.record(z.string(), z.unknown())]),
      answer: batchAnswer,
      handle({ viewer, body, now, language }) {
        const cause = causeOf(viewer);
        return takeEach(Array.isArray(body) ? body : [body], language, async item =>
          book.deduct(checkInput(deductionReport, item), cause, now),
        );
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/sanitation-points/assessments',
      action: 'point:deduct',
      summary: '登记一轮中已测评的测评点；没有扣分的即为本轮合格，未登记的视为本轮未测评。全部写入或全部不写入。',
      body: assessmentReport,
      answer: z.object({ accepted: z.int(), unchanged: z.int() }),
      async handle({ viewer, body, now }) {
        const accepted = await book.assess(body, causeOf(viewer), now);
        return { accepted, unchanged: new Set(body.points).size - accepted };
      },
    }),
  ];
}

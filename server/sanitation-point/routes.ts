/** Scoring points over HTTP: deductions in, records out. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import { deductionReport, pointRecord, registeredPoint } from '../contract/scoring-point.ts';
import { checkInput } from '../http/bad-input.ts';
import { batchAnswer, takeEach } from '../http/batch.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import { readPointRecords } from './point-records.ts';
import type { PointRegister } from './point-register.ts';
import { type PointBookParts, recordDeduction } from './record-deduction.ts';

const MOST_DEDUCTIONS_A_REQUEST = 1000;

export function sanitationPointRoutes(db: Kysely<Tables>, parts: PointBookParts, register: PointRegister): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-points/register',
      action: 'point:read',
      summary: '测评点登记册：场所类型、社区、责任岗位；位置与名册所列社区不一致的注明。片区长只看到本片区的。',
      answer: z.array(registeredPoint),
      async handle({ viewer, now }) {
        const { zone } = viewer.scope;
        const standings = new Map((await readPointRecords(db, parts.rounds(now))).map(record => [record.code, record]));
        return register.all
          .filter(point => zone === undefined || point.zone === zone)
          .map(point => ({
            ...point,
            responsiblePerson: viewer.role === 'wall' ? null : point.responsiblePerson,
            state: standings.get(point.code)?.state ?? 'clean',
            bulletin: standings.get(point.code)?.bulletin ?? null,
            round: standings.get(point.code)?.round ?? null,
            score: null,
            grade: null,
          }));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-points',
      action: 'point:read',
      summary: '本轮有扣分的测评点；未列出的均为未扣分。片区长只看到本片区的。',
      answer: z.array(pointRecord),
      async handle({ viewer, now }) {
        const { zone } = viewer.scope;
        const records = await readPointRecords(db, parts.rounds(now));
        return records.filter(({ code }) => zone === undefined || parts.zoneOfPoint(code) === zone);
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
          recordDeduction(parts, checkInput(deductionReport, item), cause, now),
        );
      },
    }),
  ];
}

/** Joint operations over HTTP. What each viewer sees of them is operation-view.ts's part. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { viewerAsActor } from '../access/actor.ts';
import type { Viewer } from '../access/viewer.ts';
import { instantMs } from '../contract/coordinates.ts';
import { evidenceId, operationId } from '../contract/ids.ts';
import {
  type OperationRecord,
  operationCopy,
  operationPlan,
  operationRecord,
  operationState,
  operationWays,
  planCheck,
  stopOrder,
  stopOrderQuestion,
} from '../contract/operation.ts';
import { operationCommand } from '../contract/operation-event.ts';
import { operationImport } from '../contract/operation-import.ts';
import { plainText } from '../contract/plain-text.ts';
import { checkInput } from '../http/bad-input.ts';
import { batchAnswer, takeEach } from '../http/batch.ts';
import { readCursor, writeCursor } from '../http/page-cursor.ts';
import { queryInstant } from '../http/query-values.ts';
import { notFound, Refused } from '../http/refused.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import { declaredType, LARGEST_PHOTO_BYTES, servedPhoto } from '../photo/serve-photo.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { historyOf, operationHistory } from './history.ts';
import { planAgain } from './new-operation.ts';
import { OPERATION, type OperationDesk } from './operation-desk.ts';
import { findOperation, listOperations } from './operation-repository.ts';
import type { ShowOperation } from './operation-view.ts';
import type { OperationPhotos } from './photos.ts';
import type { OperationContext } from './situation.ts';

import { SquadWays } from './squad-ways.ts';
import { readStopCodes } from './stop-codes.ts';
import { layOut, proposeStopOrder } from './stop-order.ts';
import type { StreetGraph } from './street-graph.ts';
import { actorMay } from './who-may.ts';

/** A plan is a few kilobytes, one with 30 squads a hundred. */
const MOST_IMPORTED = 100;

const idParams = z.strictObject({ id: plainText.min(1).max(40) });

/** `planned,under-way`: any of these. */
const states = z
  .string()
  .transform(text => text.split(','))
  .pipe(z.array(operationState))
  .meta({ type: 'string' });

const listQuery = z.strictObject({
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  zone: plainText.max(40).optional(),
  kind: plainText.max(40).optional(),
  state: states.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

export interface OperationRouteParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  desk: OperationDesk;
  photos: OperationPhotos;
  show: ShowOperation;
  streets: StreetGraph;
  /** Throws `Refused` for what is no place. */
  place: OperationContext['place'];
}

export function operationRoutes({ db, changeLog, desk, photos, show, streets, place }: OperationRouteParts): Route[] {
  const ways = new SquadWays(streets);
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/operations',
      action: 'operation:plan',
      status: 201,
      summary: '制定联合行动方案（草案）；片区长限本片区，部门限本部门牵头的。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: operationPlan,
      answer: operationRecord,
      async handle({ viewer, body, now }) {
        return shown(viewer, await desk.create(body, viewer, now), now);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/check',
      action: 'operation:plan',
      summary: '检查方案而不保存：人员、车辆、力量的时间冲突，人员构成，下达前尚缺什么。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      query: z.strictObject({ operation: operationId.optional() }),
      body: operationPlan,
      answer: planCheck,
      handle: ({ viewer, query, body, now }) => desk.check(body, query.operation ?? null, viewer, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/stop-order',
      action: 'operation:plan',
      summary: '为一个小组建议点位先后：沿街道总路程最短，附各点位计划到达时刻；不保存。',
      body: stopOrderQuestion,
      answer: stopOrder,
      handle({ body }) {
        for (const { lon, lat } of [body.start, ...body.stops]) place(lon, lat, 'WGS84');
        return proposeStopOrder(streets, body);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/stop-times',
      action: 'operation:plan',
      summary: '按给定先后计算沿街道路程与各点位计划到达时刻；不保存。',
      body: stopOrderQuestion,
      answer: stopOrder,
      handle({ body }) {
        for (const { lon, lat } of [body.start, ...body.stops]) place(lon, lat, 'WGS84');
        return layOut(streets, body);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/import',
      action: 'operation:import',
      summary:
        '导入旧系统或纸面上已结束的联合行动（不超过 100 次），按编号幂等，逐次判定；导入后为“已收队”，发现、照片、总结照常补录。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z
        .array(z.unknown())
        .min(1)
        .max(MOST_IMPORTED)
        .meta({ items: z.toJSONSchema(operationImport, { io: 'input' }) }),
      answer: batchAnswer,
      handle({ viewer, body, now, language }) {
        return takeEach(body, language, async item => desk.import(checkInput(operationImport, item), viewer, now));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operations',
      action: 'operation:read',
      summary: '联合行动列表，新的在前；from、to 取与该时段有重叠的。下一页用返回的 next 作 cursor。',
      query: listQuery,
      answer: z.object({ operations: z.array(operationRecord), next: z.string().nullable() }),
      async handle({ viewer, query, now, require }) {
        const { limit, cursor, state, zone: asked, ...times } = query;
        if (asked !== undefined) require({ zone: asked });
        const filter = { ...times, zone: asked ?? viewer.scope.zone, states: state };
        const found = await listOperations(db, filter, limit + 1, cursor === undefined ? null : readCursor(cursor));
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          operations: page.flatMap(one => show(one, viewer, now) ?? []),
          next: found.length > limit && last ? writeCursor({ at: last.startsAt, id: last.id }) : null,
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/:id',
      action: 'operation:read',
      summary: '一次联合行动。',
      params: idParams,
      answer: operationRecord,
      async handle({ viewer, params, now }) {
        return shown(viewer, await find(params.id), now);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/:id/events',
      action: 'operation:event',
      summary: '办理一次联合行动：会签、下达、报到、到点、登记发现、收队、总结等，见 allowed。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      params: idParams,
      body: operationCommand,
      answer: operationRecord,
      async handle({ viewer, params, body, now }) {
        shown(viewer, await find(params.id), now);
        return shown(viewer, await desk.carryOut(params.id, body, viewer, now), now);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/:id/copy',
      action: 'operation:plan',
      status: 201,
      summary: '复制上期方案：目标、小组、路线、清单按新的开始时间平移，成为草案。',
      params: idParams,
      body: operationCopy,
      answer: operationRecord,
      async handle({ viewer, params, body, now }) {
        const source = await find(params.id);
        shown(viewer, source, now);
        const plan = planAgain(source, instantMs(body.startsAt), body.title);
        return shown(viewer, await desk.create(plan, viewer, now, source.id), now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/:id/history',
      action: 'operation:read',
      summary: '一次联合行动的全部变更，旧的在前。',
      params: idParams,
      answer: operationHistory,
      async handle({ viewer, params, now }) {
        shown(viewer, await find(params.id), now);
        return historyOf(await changeLog.history('operation', params.id), viewer.role !== 'wall');
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/:id/ways',
      action: 'operation:read',
      summary: '各小组沿街道的路线，自集结点起逐点位，供地图绘制。',
      params: idParams,
      answer: operationWays,
      async handle({ viewer, params, now }) {
        const operation = await find(params.id);
        shown(viewer, operation, now);
        return ways.of(operation);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/:id/stop-codes',
      action: 'operation:plan',
      summary: '各点位的签到码，供打印张贴；下达后才有。',
      params: idParams,
      answer: z.array(z.object({ stop: z.string(), code: z.string() })),
      async handle({ viewer, params, now }) {
        const operation = await find(params.id);
        const { id } = shown(viewer, operation, now);
        // [O-35] Who leads the day hangs the signs out; whoever may only look could arrive from the chair.
        if (!actorMay(viewerAsActor(viewer), 'begin', operation)) throw notTheirs(viewer);
        return [...(await readStopCodes(db, id))].map(([stop, code]) => ({ stop, code }));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/operations/:id/photos',
      action: 'operation:event',
      status: 201,
      summary: '为行动上传一张照片：请求体即 JPEG、PNG 或 WebP 文件，不超过 8 MB；登记发现时引用其编号。',
      params: idParams,
      bodyTypes: ['image'],
      bodyLimitBytes: LARGEST_PHOTO_BYTES,
      body: z.instanceof(Buffer).meta({ type: 'string', format: 'binary' }),
      answer: z.object({ id: evidenceId }),
      async handle({ viewer, params, body, now, headers }) {
        const { id, allowed } = shown(viewer, await find(params.id), now);
        // [O-42] Who may add no finding has no photo of one.
        if (!allowed.includes('add-finding') && !allowed.includes('add-after-photos')) throw notTheirs(viewer);
        return photos.add(id, body, declaredType(headers), viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/operation-photos/:id',
      action: 'operation:read',
      summary: '行动中的一张照片；大屏不可查看。',
      params: z.strictObject({ id: evidenceId }),
      answer: z.unknown(),
      async handle({ viewer, params, now }) {
        const photo = viewer.role === 'wall' ? undefined : await photos.find(params.id);
        if (!photo) throw notFound({ zh: '照片', en: 'photo' }, params.id);
        shown(viewer, await find(photo.operation), now);
        return servedPhoto(await photos.read(params.id), photo.type);
      },
    }),
  ];

  function notTheirs({ title }: Viewer): Refused {
    return new Refused('not-allowed', {
      zh: `${title}不参与此行动，或行动不在进行`,
      en: `${title} has no part in this operation, or it is not under way`,
    });
  }

  async function find(id: string): Promise<OperationRecord> {
    const operation = await findOperation(db, id);
    if (!operation) throw notFound(OPERATION, id);
    return operation;
  }

  /** Who may not see it is not told that there is one. */
  function shown(viewer: Viewer, operation: OperationRecord, now: number): OperationRecord {
    const view = show(operation, viewer, now);
    if (!view) throw notFound(OPERATION, operation.id);
    return view;
  }
}

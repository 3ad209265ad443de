/** Emergencies over HTTP: declared, listed, commanded. Who may not see one is told that there is none. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { emergencyDeclaration, emergencyRecord, emergencyState } from '../contract/emergency.ts';
import { emergencyCommand } from '../contract/emergency-event.ts';
import { emergencyReporting } from '../contract/emergency-reporting.ts';
import { plainText } from '../contract/plain-text.ts';
import { readCursor, writeCursor } from '../http/page-cursor.ts';
import { queryInstant } from '../http/query-values.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import type { EmergencyDesk } from './emergency-desk.ts';
import { emergenciesThatHappened, listEmergencies } from './emergency-repository.ts';
import { type EmergencySight, emergencyParams } from './emergency-sight.ts';
import { reportingFigures } from './reporting-figures.ts';

/** `command,expanded`: any of these. */
const states = z
  .string()
  .transform(text => text.split(','))
  .pipe(z.array(emergencyState))
  .meta({ type: 'string' });

const listQuery = z.strictObject({
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  zone: plainText.max(40).optional(),
  nature: plainText.max(40).optional(),
  state: states.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

const periodQuery = z.strictObject({ from: queryInstant, to: queryInstant });

export interface EmergencyRouteParts {
  db: Kysely<Tables>;
  desk: EmergencyDesk;
  sight: EmergencySight;
}

export function emergencyRoutes({ db, desk, sight }: EmergencyRouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/emergencies',
      action: 'emergency:declare',
      status: 201,
      summary:
        '宣布突发事件：由事件转来（incident）或在地图上直接上报；性质、等级可未定，报告时限自事发时起算；片区长限本片区。',
      body: emergencyDeclaration,
      answer: emergencyRecord,
      async handle({ viewer, body, now }) {
        return sight.shown(viewer, await desk.declare(body, viewer, now), now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/emergencies',
      action: 'emergency:read',
      summary: '突发事件列表，新的在前；片区长只看到本片区的。下一页用返回的 next 作 cursor。',
      query: listQuery,
      answer: z.object({ emergencies: z.array(emergencyRecord), next: z.string().nullable() }),
      async handle({ viewer, query, now, require }) {
        const { limit, cursor, state, zone: asked, ...rest } = query;
        if (asked !== undefined) require({ zone: asked });
        const filter = { ...rest, zone: asked ?? viewer.scope.zone, states: state };
        const after = cursor === undefined ? null : readCursor(cursor);
        const found = await listEmergencies(db, filter, limit + 1, after);
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          emergencies: page.map(one => sight.shown(viewer, one, now)),
          next: found.length > limit && last ? writeCursor({ at: last.declaredAt, id: last.id }) : null,
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/emergency-reporting',
      action: 'kpi:read',
      summary: 'K12 突发事件报送：该时段发生的突发事件，各时限按时、迟报、未到期的次数；片区长只计本片区。',
      query: periodQuery,
      answer: emergencyReporting,
      async handle({ viewer, query: { from, to }, now }) {
        const { zone } = viewer.scope;
        return reportingFigures(await emergenciesThatHappened(db, { from, to, zone }), { from, to }, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/emergencies/:id',
      action: 'emergency:read',
      summary: '一次突发事件：状态、等级、牵头单位、处置清单、报告时限与报送记录。',
      params: emergencyParams,
      answer: emergencyRecord,
      handle: ({ viewer, params, now }) => sight.find(viewer, params.id, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/emergencies/:id/events',
      action: 'emergency:event',
      summary:
        '办理一次突发事件：研判、先期处置、明确牵头、扩大、结束、总结、重启，报告起草、审定、登记报送，见 allowed。',
      params: emergencyParams,
      body: emergencyCommand,
      answer: emergencyRecord,
      async handle({ viewer, params, body, now }) {
        await sight.find(viewer, params.id, now);
        return sight.shown(viewer, await desk.carryOut(params.id, body, viewer, now), now);
      },
    }),
  ];
}

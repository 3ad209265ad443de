/** Incidents over HTTP. What each viewer sees of them is show-incident.ts's part. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { organId, seq, utcMs } from '../contract/ids.ts';
import {
  grade,
  type IncidentRecord,
  incidentImport,
  incidentIntake,
  incidentRecord,
  incidentState,
} from '../contract/incident.ts';
import { incidentCommand } from '../contract/incident-event.ts';
import { plainText } from '../contract/plain-text.ts';
import { checkInput } from '../http/bad-input.ts';
import { batchAnswer, takeEach } from '../http/batch.ts';
import { queryInstant } from '../http/query-values.ts';
import { notFound } from '../http/refused.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import type { IncidentCommands } from './command-incident.ts';
import { historyFor } from './incident-history.ts';
import { listIncidents, readCursor, writeCursor } from './incident-list.ts';
import { findIncident } from './incident-repository.ts';
import { sightOf } from './incident-view.ts';
import type { ShowIncident } from './show-incident.ts';
import type { IncidentDesk } from './take-report.ts';

const MOST_CASES_A_REQUEST = 1000;
const INCIDENT = { zh: '事件', en: 'incident' };

const idParams = z.strictObject({ id: plainText.min(1).max(40) });

/** `received,accepted`: any of these. */
const states = z
  .string()
  .transform(text => text.split(','))
  .pipe(z.array(incidentState))
  .meta({ type: 'string' });

export const listQuery = z.strictObject({
  state: states.optional(),
  zone: plainText.max(40).optional(),
  community: plainText.max(24).optional(),
  grid: plainText.max(24).optional(),
  category: plainText.max(60).optional(),
  organ: organId.optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  grade: grade.optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform(text => text === 'true')
    .optional(),
  q: plainText.trim().min(1).max(60).optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  sort: z.enum(['newest', 'time-left']).default('newest'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});

/** Answer of `GET /api/v1/incidents/:id/history`, oldest first. */
const history = z.array(
  z.object({
    seq,
    at: utcMs,
    kind: z.string(),
    /** Account or token; null for those who see incidents masked. */
    actor: z.string().nullable(),
    /** Name of the event; null for the receipt and an import. */
    event: z.string().nullable(),
    /** What people call who did it. */
    by: z.string().nullable(),
    onBehalfOf: organId.nullable(),
    note: z.string().nullable(),
    from: incidentState.nullable(),
    to: incidentState,
    incident: incidentRecord,
  }),
);

export interface IncidentRouteParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  desk: IncidentDesk;
  commands: IncidentCommands;
  show: ShowIncident;
}

export function incidentRoutes({ db, changeLog, desk, commands, show }: IncidentRouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/incidents',
      action: 'incident:report',
      status: 201,
      summary: '上报事件：自动判定网格、社区、片区、等级，返回事件记录。',
      body: incidentIntake,
      answer: incidentRecord,
      async handle({ viewer, body, now }) {
        const incident = await desk.receive(body, causeOf(viewer), now);
        // Who reports is shown all of what he reported; buttons only where he may press them.
        return show(incident, viewer, now, 'full') ?? incident;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/incidents/import',
      action: 'incident:import',
      summary: '导入旧系统的已结案件（不超过 1000 件），按编号幂等，逐件判定。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z
        .array(z.unknown())
        .min(1)
        .max(MOST_CASES_A_REQUEST)
        .meta({ items: z.toJSONSchema(incidentImport, { io: 'input' }) }),
      answer: batchAnswer,
      handle({ viewer, body, now, language }) {
        const cause = causeOf(viewer);
        return takeEach(body, language, async item => desk.import(checkInput(incidentImport, item), cause, now));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/incidents',
      action: 'incident:read',
      summary:
        '事件列表：状态（可多个，逗号分隔）、部门、级别、超时等条件，q 查编号、内容、地址；新的在前或剩余时间少的在前（sort=time-left）；片区长只看到本片区的。下一页用返回的 next 作 cursor。',
      query: listQuery,
      answer: z.object({ incidents: z.array(incidentRecord), next: z.string().nullable() }),
      async handle({ viewer, query, now, require }) {
        const { limit, cursor, sort, ...filter } = query;
        if (filter.zone !== undefined) require({ zone: filter.zone });
        const zone = filter.zone ?? viewer.scope.zone;
        const found = await listIncidents(db, {
          filter: { ...filter, zone },
          order: sort,
          limit: limit + 1,
          after: cursor === undefined ? null : readCursor(cursor, sort),
          numbersOnly: sightOf(viewer, viewer.scope.zone ?? null) === 'masked',
          now,
        });
        const page = found.slice(0, limit);
        const last = page.at(-1);
        const incidents = page.flatMap(incident => show(incident, viewer, now) ?? []);
        return { incidents, next: found.length > limit && last ? writeCursor(last, sort) : null };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/incidents/:id',
      action: 'incident:read',
      summary: '一件事件。',
      params: idParams,
      answer: incidentRecord,
      async handle({ viewer, params, now, require }) {
        const incident = await find(params.id);
        require({ zone: incident.zone });
        return shown(viewer, incident, now);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/incidents/:id/events',
      action: 'incident:event',
      summary: '办理一件事件：受理、分拨、签收、办结、回访、评价等，见 allowed；返回办理后的记录，或 409 与原因。',
      params: idParams,
      body: incidentCommand,
      answer: incidentRecord,
      async handle({ viewer, params, body, now, require }) {
        require({ zone: (await find(params.id)).zone });
        return shown(viewer, await commands.carryOut(params.id, body, viewer, now), now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/incidents/:id/history',
      action: 'incident:read',
      summary: '一件事件的全部变更，旧的在前：何人、代何部门、何事、由何状态到何状态。',
      params: idParams,
      answer: history,
      async handle({ viewer, params, require }) {
        const { zone } = await find(params.id);
        require({ zone });
        return historyFor(await changeLog.history('incident', params.id), sightOf(viewer, zone));
      },
    }),
  ];

  async function find(id: string): Promise<IncidentRecord> {
    const incident = await findIncident(db, id);
    if (!incident) throw notFound(INCIDENT, id);
    return incident;
  }

  function shown(viewer: Viewer, incident: IncidentRecord, now: number): IncidentRecord {
    const view = show(incident, viewer, now);
    if (!view) throw notFound(INCIDENT, incident.id);
    return view;
  }
}

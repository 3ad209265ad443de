/** Incidents over HTTP. What each viewer sees of them is incident-view.ts's part. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { seq, utcMs } from '../contract/ids.ts';
import {
  type IncidentRecord,
  incidentImport,
  incidentIntake,
  incidentRecord,
  incidentState,
} from '../contract/incident.ts';
import { plainText } from '../contract/plain-text.ts';
import { checkInput } from '../http/bad-input.ts';
import { batchAnswer, takeEach } from '../http/batch.ts';
import { queryInstant } from '../http/query-values.ts';
import { badInput, notFound } from '../http/refused.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { findIncident, type IncidentCursor, listIncidents } from './incident-repository.ts';
import { sightOf, viewIncident } from './incident-view.ts';
import type { IncidentDesk } from './take-report.ts';

const MOST_CASES_A_REQUEST = 1000;
const INCIDENT = { zh: '事件', en: 'incident' };

const idParams = z.strictObject({ id: plainText.min(1).max(40) });

const listQuery = z.strictObject({
  state: incidentState.optional(),
  zone: plainText.max(40).optional(),
  community: plainText.max(24).optional(),
  grid: plainText.max(24).optional(),
  category: plainText.max(60).optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});

export interface IncidentRouteParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  desk: IncidentDesk;
}

export function incidentRoutes({ db, changeLog, desk }: IncidentRouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/incidents',
      action: 'incident:report',
      status: 201,
      summary: '上报事件：自动判定网格、社区、片区、等级，返回事件记录。',
      body: incidentIntake,
      answer: incidentRecord,
      handle: ({ viewer, body, now }) => desk.receive(body, causeOf(viewer), now),
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
      summary: '事件列表，新的在前；片区长只看到本片区的。下一页用返回的 next 作 cursor。',
      query: listQuery,
      answer: z.object({ incidents: z.array(incidentRecord), next: z.string().nullable() }),
      async handle({ viewer, query, require }) {
        const { limit, cursor, ...filter } = query;
        if (filter.zone !== undefined) require({ zone: filter.zone });
        const found = await listIncidents(
          db,
          { ...filter, zone: filter.zone ?? viewer.scope.zone },
          limit + 1,
          cursor === undefined ? null : readCursor(cursor),
        );
        const page = found.slice(0, limit);
        const last = page.at(-1);
        const incidents = page.flatMap(incident => viewIncident(incident, sightOf(viewer, incident.zone)) ?? []);
        return { incidents, next: found.length > limit && last ? writeCursor(last) : null };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/incidents/:id',
      action: 'incident:read',
      summary: '一件事件。',
      params: idParams,
      answer: incidentRecord,
      async handle({ viewer, params, require }) {
        const incident = await find(params.id);
        require({ zone: incident.zone });
        return shown(viewer, incident);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/incidents/:id/history',
      action: 'incident:read',
      summary: '一件事件的全部变更，旧的在前。',
      params: idParams,
      answer: z.array(
        z.object({ seq, at: utcMs, kind: z.string(), actor: z.string().nullable(), incident: incidentRecord }),
      ),
      async handle({ viewer, params, require }) {
        const { zone } = await find(params.id);
        require({ zone });
        const facts = await changeLog.history('incident', params.id);
        const actorShown = sightOf(viewer, zone) !== 'masked';
        return facts.map(({ seq, at, kind, actor, data }) => ({
          seq,
          at,
          kind,
          actor: actorShown ? actor : null,
          incident: shown(viewer, (data as { incident: IncidentRecord }).incident),
        }));
      },
    }),
  ];

  async function find(id: string): Promise<IncidentRecord> {
    const incident = await findIncident(db, id);
    if (!incident) throw notFound(INCIDENT, id);
    return incident;
  }
}

function shown(viewer: Viewer, incident: IncidentRecord): IncidentRecord {
  const view = viewIncident(incident, sightOf(viewer, incident.zone));
  if (!view) throw notFound(INCIDENT, incident.id);
  return view;
}

function writeCursor({ receivedAt, id }: IncidentRecord): string {
  return Buffer.from(`${receivedAt} ${id}`).toString('base64url');
}

function readCursor(text: string): IncidentCursor {
  const [, receivedAt, id] = /^(\d{1,16}) ([^\0]{1,40})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (receivedAt === undefined || id === undefined)
    throw badInput('cursor', {
      zh: 'cursor：不是本接口返回的值',
      en: 'cursor: not a value this interface has returned',
    });
  return { receivedAt: Number(receivedAt), id };
}

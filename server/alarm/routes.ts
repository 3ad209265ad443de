/** Alarms over HTTP: the history, the answers of people, and the call for help of a unit. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import {
  type AlarmRecord,
  alarmAcknowledge,
  alarmClear,
  alarmKind,
  alarmRecord,
  alarmShelve,
  alarmState,
  helpCall,
} from '../contract/alarm.ts';
import { type Crs, instantMs, type LonLat } from '../contract/coordinates.ts';
import { type AlarmId, type UnitId, unitId } from '../contract/ids.ts';
import { plainText } from '../contract/plain-text.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { readCursor, writeCursor } from '../http/page-cursor.ts';
import { queryInstant } from '../http/query-values.ts';
import { notFound } from '../http/refused.ts';
import { defineRoute, type RawRequest, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import type { AlarmDesk } from './alarm-desk.ts';
import { findAlarm, listAlarms } from './alarm-repository.ts';
import { withoutWords } from './alarm-view.ts';
import type { HelpCalls } from './help-calls.ts';

const ALARM = { zh: '告警', en: 'alarm' };
const idParams = z.strictObject({ id: plainText.min(1).max(40) });

export const alarmFilter = z.strictObject({
  state: alarmState.optional(),
  kind: alarmKind.optional(),
  zone: plainText.max(40).optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
});

const listQuery = alarmFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});

/** `clearReason`: a code of the server (`heard-again`, `came-late` …) or what a person wrote; null for walls. */
const listedAlarm = alarmRecord.extend({ clearReason: z.string().nullable() });
type ListedAlarm = z.infer<typeof listedAlarm>;

export interface AlarmRouteParts {
  db: Kysely<Tables>;
  desk: AlarmDesk;
  help: HelpCalls;
  units: { get(id: UnitId): UnitRecord | undefined };
  /** Checks and converts a pair; throws `Refused` for what is no place. */
  place(lon: number, lat: number, crs: Crs): { lonLat: LonLat };
}

export function alarmRoutes(parts: AlarmRouteParts): Route[] {
  const { db, desk, help, units, place } = parts;
  /** What every answer of a person to an alarm has in common. */
  const anAnswer = { method: 'post', action: 'alarm:answer', params: idParams, answer: alarmRecord } as const;
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/alarms',
      action: 'alarm:read',
      summary: '告警列表（含历史），新的在前；片区长只看到本片区的。下一页用返回的 next 作 cursor。',
      query: listQuery,
      answer: z.object({ alarms: z.array(listedAlarm), next: z.string().nullable() }),
      async handle({ viewer, query, require }) {
        const { limit, cursor, ...filter } = query;
        if (filter.zone !== undefined) require({ zone: filter.zone });
        const after = cursor === undefined ? null : readCursor(cursor);
        const found = await listAlarms(db, { ...filter, zone: filter.zone ?? viewer.scope.zone }, limit + 1, after);
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          alarms: page.map(({ clearedBy: _, ...alarm }) => seenBy(viewer, alarm)),
          next: found.length > limit && last ? writeCursor({ at: last.raisedAt, id: last.id }) : null,
        };
      },
    }),
    defineRoute({
      ...anAnswer,
      path: '/api/v1/alarms/:id/acknowledge',
      summary: '确认告警。先到者有效，其余返回 409 并说明何人何时已确认。',
      body: alarmAcknowledge,
      handle: async ({ viewer, params, body, now, require }) =>
        desk.acknowledge(await reached(params.id, require), body, viewer, now),
    }),
    defineRoute({
      ...anAnswer,
      path: '/api/v1/alarms/:id/shelve',
      summary: '搁置告警 5、10 或 15 分钟，须写理由；到时自动恢复为未确认。',
      body: alarmShelve,
      handle: async ({ viewer, params, body, now, require }) =>
        desk.shelve(await reached(params.id, require), body, viewer, now),
    }),
    defineRoute({
      ...anAnswer,
      path: '/api/v1/alarms/:id/clear',
      summary: '解除求助告警，须写理由。其他告警随原因消失自动解除。',
      body: alarmClear,
      handle: async ({ viewer, params, body, now, require }) =>
        desk.clear(await reached(params.id, require), body, viewer, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/units/:id/help',
      action: 'unit:help',
      status: 201,
      summary: '求助：产生一级告警。未解除前再次求助返回同一条告警；超过 5 分钟才到的（happenedAt）只记入告警历史。',
      params: z.strictObject({ id: unitId }),
      body: helpCall,
      answer: alarmRecord,
      handle({ viewer, params, body, now, require }) {
        const unit = units.get(params.id as UnitId);
        if (!unit) throw notFound({ zh: '单位', en: 'unit' }, params.id);
        require({ unit: unit.id, zone: unit.homeZone });
        const { lon, lat, crs = 'WGS84', text, happenedAt } = body;
        const from = lon !== undefined && lat !== undefined ? place(lon, lat, crs).lonLat : null;
        const call = { from, said: text || null, happenedAt: happenedAt === undefined ? now : instantMs(happenedAt) };
        return help.call(unit, call, causeOf(viewer), now);
      },
    }),
  ];

  /** The alarm exists and lies on the viewer's ground. */
  async function reached(id: string, require: RawRequest['require']): Promise<AlarmId> {
    const { zone } = await find(id);
    require({ zone });
    return id as AlarmId;
  }

  async function find(id: string): Promise<AlarmRecord> {
    const alarm = await findAlarm(db, id);
    if (!alarm) throw notFound(ALARM, id);
    return alarm;
  }
}

function seenBy(viewer: Viewer, alarm: ListedAlarm): ListedAlarm {
  return viewer.role === 'wall' ? { ...withoutWords(alarm), clearReason: null } : alarm;
}

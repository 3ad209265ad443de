/**
 * Tracks over HTTP. Asked with POST although nothing changes but the audit: the reason belongs in a body, not in an address that every log
 * on the way keeps.
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { trackAnswer, trackExport, trackQuestion, trackRetention } from '../contract/track.ts';
import { Answer, defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import { trackAnswerStream } from './track-answer.ts';
import { TrackDesk, type TrackDeskParts } from './track-desk.ts';
import { trackFile } from './track-files.ts';

export interface TrackRouteParts extends TrackDeskParts {
  db: Kysely<Tables>;
  timeZone: string;
  /** [P-77] */
  retentionDays: number;
}

const MOST_RUNS = 200;

export function trackRoutes(parts: TrackRouteParts): Route[] {
  const desk = new TrackDesk(parts);
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/tracks/query',
      action: 'track:read',
      summary: '查询轨迹：1 至 10 个力量、不超过 24 小时，须写明事由；答复之前先写入审计。片区长只能查本片区的力量。',
      body: trackQuestion,
      answer: trackAnswer,
      async handle({ viewer, body, now, require }) {
        const tracks = await desk.look({ viewer, question: body, format: null, now, require });
        const headers = { 'Content-Type': 'application/json; charset=utf-8' };
        return new Answer<never>(trackAnswerStream(body, tracks), { headers });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/tracks/export',
      action: 'track:read',
      summary: '导出轨迹（GeoJSON、GPX、CSV、XLSX），查询条件与限制同上，单独写入审计。',
      body: trackExport,
      answer: z.unknown(),
      async handle({ viewer, body, now, require }) {
        const { format, ...question } = body;
        const tracks = await desk.look({ viewer, question, format, now, require });
        return trackFile(format, tracks, { timeZone: parts.timeZone, now });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/tracks/retention',
      action: 'audit:read',
      summary: '轨迹留存：现行天数，以及每小时清理任务最近 200 次的清理数量，新的在前。',
      answer: trackRetention,
      async handle() {
        const rows = await parts.db
          .selectFrom('track_forget_run')
          .selectAll()
          .orderBy('id', 'desc')
          .limit(MOST_RUNS)
          .execute();
        const runs = rows.map(({ id: _, took_ms, ...run }) => ({ ...run, tookMs: took_ms }));
        return { days: parts.retentionDays, runs };
      },
    }),
  ];
}

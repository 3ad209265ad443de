/** Photos over HTTP. A photo goes out under the type its bytes have, and can do nothing in a browser but be looked at. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { evidenceId } from '../contract/ids.ts';
import { evidenceAdded } from '../contract/incident.ts';
import { plainText } from '../contract/plain-text.ts';
import { notFound } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { declaredType, LARGEST_PHOTO_BYTES, servedPhoto } from '../photo/serve-photo.ts';
import type { Tables } from '../store/tables.ts';
import type { EvidenceDesk } from './evidence.ts';
import { findIncident } from './incident-repository.ts';

export function evidenceRoutes(db: Kysely<Tables>, desk: EvidenceDesk): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/incidents/:id/evidence',
      action: 'evidence:add',
      status: 201,
      summary: '为事件添加一张照片：请求体即 JPEG、PNG 或 WebP 文件，不超过 8 MB；同一张照片重复上传只算一张。',
      params: z.strictObject({ id: plainText.min(1).max(40) }),
      bodyTypes: ['image'],
      bodyLimitBytes: LARGEST_PHOTO_BYTES,
      body: z.instanceof(Buffer).meta({ type: 'string', format: 'binary' }),
      answer: evidenceAdded,
      async handle({ viewer, params, body, now, headers, require }) {
        const incident = await findIncident(db, params.id);
        if (!incident) throw notFound({ zh: '事件', en: 'incident' }, params.id);
        require({ zone: incident.zone });
        return desk.add(incident, body, declaredType(headers), viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/evidence/:id',
      action: 'evidence:read',
      summary: '一张照片；大屏不可查看。',
      params: z.strictObject({ id: evidenceId }),
      answer: z.unknown(),
      async handle({ params, require }) {
        const found = await desk.find(params.id);
        if (!found) throw notFound({ zh: '照片', en: 'photo' }, params.id);
        require({ zone: found.incident.zone });
        return servedPhoto(await desk.read(params.id), found.type);
      },
    }),
  ];
}

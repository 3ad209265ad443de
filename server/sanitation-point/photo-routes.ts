/** Photos of scoring points over HTTP. Whoever brings rounds brings photos; walls see none. */
import { z } from 'zod';
import { evidenceId } from '../contract/ids.ts';
import { plainText } from '../contract/plain-text.ts';
import { notFound } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { declaredType, LARGEST_PHOTO_BYTES, servedPhoto } from '../photo/serve-photo.ts';
import type { PointPhotos } from './point-photos.ts';
import type { PointRegister } from './point-register.ts';
import type { OfficeRule } from './who-brings-rounds.ts';

const POINT = { zh: '测评点', en: 'scoring point' };

export function pointPhotoRoutes(photos: PointPhotos, register: PointRegister, office: OfficeRule): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/sanitation-points/:code/photos',
      action: 'point:import',
      status: 201,
      summary:
        '为测评点上传一张照片：请求体即 JPEG、PNG 或 WebP 文件，不超过 8 MB；deduction 为扣分编号时同时附到该项扣分。',
      params: z.strictObject({ code: plainText.min(1).max(24) }),
      query: z.strictObject({ deduction: plainText.min(1).max(60).optional() }),
      bodyTypes: ['image'],
      bodyLimitBytes: LARGEST_PHOTO_BYTES,
      body: z.instanceof(Buffer).meta({ type: 'string', format: 'binary' }),
      answer: z.object({ id: evidenceId }),
      handle({ viewer, params, query, body, now, headers }) {
        office.refuseOthers(viewer);
        const point = register.get(params.code);
        if (!point) throw notFound(POINT, params.code);
        const of = { point: point.code, deduction: query.deduction ?? null };
        return photos.add(of, body, declaredType(headers), viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-photos/:id',
      action: 'evidence:read',
      summary: '测评点的一张照片；大屏不可查看。',
      params: z.strictObject({ id: evidenceId }),
      answer: z.unknown(),
      async handle({ params, require }) {
        const photo = await photos.find(params.id);
        if (!photo) throw notFound({ zh: '照片', en: 'photo' }, params.id);
        require({ zone: register.get(photo.point)?.zone ?? null });
        return servedPhoto(await photos.read(params.id), photo.type);
      },
    }),
  ];
}

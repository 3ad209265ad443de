/** The jurisdiction for whoever draws it: settings and map layers. A client that has them already gets 304. */
import { z } from 'zod';
import { Answer, defineRoute, type RawRequest, type Route } from '../http/route.ts';
import { LAYER_NAMES, readLayerFiles, type TaggedBytes, tagged } from './layer-files.ts';
import type { Profile } from './load.ts';

export async function profileRoutes(profile: Profile): Promise<Route[]> {
  const layers = await readLayerFiles(profile.dir);
  const { all: organs, bodies, command } = profile.organs;
  const settings = tagged(Buffer.from(JSON.stringify({ ...profile.data.settings, organs, bodies, command })));
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/profile',
      action: 'geography:read',
      summary: '辖区设置：时区、范围、单位类别、渠道、事件类别、等级、部门及功能组。',
      answer: z.unknown(),
      handle: ({ headers }) => answerOnce(settings, 'application/json; charset=utf-8', headers),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/geodata/:layer',
      action: 'geography:read',
      summary: '地理图层（GeoJSON，WGS-84）：片区、社区、网格、测评点、道路、水系、绿地、地名、轮廓。',
      params: z.strictObject({ layer: z.enum(LAYER_NAMES) }),
      answer: z.unknown(),
      handle: ({ params, headers }) => answerOnce(layers[params.layer], 'application/geo+json; charset=utf-8', headers),
    }),
  ];
}

/** `no-cache` means: keep it, but ask whether it still holds. Boundaries change rarely, and then everyone must have the new ones. */
function answerOnce({ bytes, etag }: TaggedBytes, type: string, headers: RawRequest['headers']): Answer {
  const caching = { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding' };
  // Compression on the way may have turned the tag into a weak one.
  const known = String(headers['if-none-match'] ?? '').includes(etag);
  return known
    ? new Answer(undefined, { status: 304, headers: caching })
    : new Answer(bytes, { headers: { ...caching, 'Content-Type': type } });
}

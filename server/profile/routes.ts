/** The jurisdiction for whoever draws it: settings and map layers. A client that has them already gets 304. */
import { z } from 'zod';
import type { Category } from '../../geodata/profile-settings.ts';
import type { NegativeList, NegativeListItem } from '../contract/negative-list.ts';
import { Answer, defineRoute, type RawRequest, type Route } from '../http/route.ts';
import { LAYER_NAMES, readLayerFiles, type TaggedBytes, tagged } from './layer-files.ts';
import type { Profile } from './load.ts';

export async function profileRoutes(profile: Profile, lists: { current(): NegativeList }): Promise<Route[]> {
  const layers = await readLayerFiles(profile.dir);
  let served: { version: number; settings: TaggedBytes } | undefined;

  /** Made anew when another negative list takes force. */
  function settings(): TaggedBytes {
    const { version, items } = lists.current();
    if (served?.version !== version) {
      const { all: organs, bodies, command } = profile.organs;
      const answer = { ...profile.data.settings, categories: items.map(categoryOf), organs, bodies, command };
      served = { version, settings: tagged(Buffer.from(JSON.stringify(answer))) };
    }
    return served.settings;
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/profile',
      action: 'geography:read',
      summary: '辖区设置：时区、范围、单位类别、渠道、事件类别、等级、部门及功能组。',
      answer: z.unknown(),
      handle: ({ headers }) => answerOnce(settings(), 'application/json; charset=utf-8', headers),
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

function categoryOf({ id, name, shortName, code, group, level, grade, source }: NegativeListItem): Category {
  return {
    ...{ id, name, code, group, source },
    ...(shortName !== null && { shortName }),
    defaultLevel: level,
    defaultGrade: grade,
  };
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

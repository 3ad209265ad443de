/**
 * A question for hot spots, read from the query of a route. In: parsed values, who asks, now. Out: what is counted, or a refusal that
 * names field and value.
 */
import { z } from 'zod';
import {
  type HotSpotBy,
  type HotSpotMeasure,
  type HotSpotPeriod,
  hotSpotBy,
  hotSpotMeasure,
} from '../contract/hot-spot.ts';
import type { CategoryId, ZoneId } from '../contract/ids.ts';
import type { NegativeListItem } from '../contract/negative-list.ts';
import { plainText } from '../contract/plain-text.ts';
import { badInput, Refused } from '../http/refused.ts';
import type { LocalDays } from '../profile/local-day.ts';
import { comparedPeriods, DAY_MS } from './compared-periods.ts';
import { resolutionOf } from './spot-ground.ts';

const MOST_DAYS = 400;
const DEFAULT_DAYS = 30;
/** About as large as a grid (0.1 km²); 8 is a community, 10 a street corner. */
const DEFAULT_RESOLUTION = 9;
const COARSEST = 8;
const FINEST = 10;

/** `a,b`: any of these. */
export const idList = z
  .string()
  .max(4000)
  .transform(text => [...new Set(text.split(',').map(part => part.trim()))].filter(part => part !== ''))
  .meta({ type: 'string' });

export const spotQuery = z.strictObject({
  /** Default: 29 days before `to`. */
  from: z.iso.date().optional(),
  /** Included. Default: today, which is also the latest that is counted. */
  to: z.iso.date().optional(),
  categories: idList.optional(),
  groups: idList.optional(),
  zone: plainText.max(40).optional(),
  by: hotSpotBy.default('grid'),
  measure: hotSpotMeasure.default('incidents'),
  /** Of hexagons; default 9. */
  resolution: z.coerce.number().int().min(COARSEST).max(FINEST).optional(),
});
export type SpotQuery = z.output<typeof spotQuery>;

export interface QuestionParts {
  days: LocalDays;
  isZone(id: string): boolean;
  isGroup(id: string): boolean;
  /** Row of a category, also of one that is gone. */
  category(id: string): Pick<NegativeListItem, 'group' | 'duplicateRadiusM'> | undefined;
}

export interface HotSpotQuestion {
  by: HotSpotBy;
  measure: HotSpotMeasure;
  resolution: number | null;
  period: HotSpotPeriod;
  before: HotSpotPeriod;
  categories: CategoryId[];
  groups: string[];
  zone: ZoneId | null;
}

export function readQuestion(parts: QuestionParts, query: SpotQuery, ownZone: ZoneId | undefined, now: number) {
  const { by, measure, categories = [], groups = [] } = query;
  for (const id of categories)
    if (parts.category(id) === undefined)
      throw new Refused(
        'unknown-category',
        { zh: `categories：负面清单没有类别 "${id}"`, en: `categories: the negative list has no category "${id}"` },
        { field: 'categories' },
      );
  for (const id of groups) if (!parts.isGroup(id)) throw unknown('groups', id, '组别', 'group');
  if (query.zone !== undefined && !parts.isZone(query.zone)) throw unknown('zone', query.zone, '片区', 'zone');
  const question: HotSpotQuestion = {
    ...{ by, measure, groups },
    resolution: by === 'grid' ? null : (query.resolution ?? DEFAULT_RESOLUTION),
    ...comparedPeriods(parts.days, daysOf(parts.days, query, now), now),
    categories: categories as CategoryId[],
    zone: (query.zone as ZoneId | undefined) ?? ownZone ?? null,
  };
  return question;
}

/** [HS-6] Those named and those of the groups; both empty = all. Asked for every incident: answers are kept. */
export function wantedCategories(
  parts: Pick<QuestionParts, 'category'>,
  { categories, groups }: Pick<HotSpotQuestion, 'categories' | 'groups'>,
): (category: string | null) => boolean {
  if (categories.length === 0 && groups.length === 0) return () => true;
  const known = new Map<string, boolean>(categories.map(id => [id, true]));
  return category => {
    if (category === null) return false;
    let wanted = known.get(category);
    if (wanted === undefined) {
      const group = parts.category(category)?.group;
      wanted = group !== undefined && groups.includes(group);
      known.set(category, wanted);
    }
    return wanted;
  };
}

/** Resolution of a cell that somebody names; throws for what is none of ours. */
export function cellResolution(id: string): number {
  const resolution = resolutionOf(id);
  if (resolution === null || resolution < COARSEST || resolution > FINEST)
    throw badInput('id', {
      zh: `id：不是 ${COARSEST} 至 ${FINEST} 级的 H3 六边形，收到 "${id}"`,
      en: `id: expected an H3 cell of resolution ${COARSEST} to ${FINEST}, received "${id}"`,
    });
  return resolution;
}

function daysOf(days: LocalDays, query: Pick<SpotQuery, 'from' | 'to'>, now: number): { first: number; last: number } {
  const today = days.dayNumber(now);
  const last = query.to === undefined ? today : Date.parse(query.to) / DAY_MS;
  const first = query.from === undefined ? Math.min(last, today) - DEFAULT_DAYS + 1 : Date.parse(query.from) / DAY_MS;
  if (first > last)
    throw badInput('from', {
      zh: `from：${query.from} 晚于 to ${query.to ?? '（今天）'}`,
      en: `from: ${query.from} is after to ${query.to ?? '(today)'}`,
    });
  if (first > today)
    throw badInput('from', { zh: `from：${query.from} 还没有到`, en: `from: ${query.from} is yet to come` });
  if (last - first + 1 > MOST_DAYS)
    throw badInput('to', {
      zh: `to：至多 ${MOST_DAYS} 天，收到 ${query.from} 至 ${query.to ?? '今天'}，共 ${last - first + 1} 天`,
      en: `to: at most ${MOST_DAYS} days, received ${query.from} to ${query.to ?? 'today'}, ${last - first + 1} days`,
    });
  return { first, last: Math.min(last, today) };
}

function unknown(field: string, id: string, zh: string, en: string) {
  return badInput(field, { zh: `${field}：没有${zh} "${id}"`, en: `${field}: there is no ${en} "${id}"` });
}

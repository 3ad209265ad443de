/**
 * What the tab 热点 asks for, as the address says it, and as `GET /api/v1/hot-spots` takes it. In: texts of the address. Out: typed choices;
 * what nobody knows means what is usual.
 */
import { type HotSpotBy, type HotSpotMeasure, hotSpotBy, hotSpotMeasure } from '../../server/contract/hot-spot.ts';
import { type Dates, isPeriod } from '../report/kpi-period.ts';
import { spotDates } from './spot-period.ts';

/** `period`: spot-period.ts; `from`, `to` only for a typed one; `spot`: the one that is looked at. */
export const USUAL_CHOICE = {
  ...{ period: 'month', from: '', to: '' },
  ...{ by: 'grid', measure: 'incidents', resolution: '9', categories: '', groups: '', zone: '', spot: '' },
} as const satisfies Record<string, string>;
export type ChoiceName = keyof typeof USUAL_CHOICE;
export type ChoiceTexts = Readonly<Record<ChoiceName, string>>;

export const RESOLUTIONS = ['8', '9', '10'] as const;

export interface HotSpotChoice {
  dates: Dates;
  by: HotSpotBy;
  measure: HotSpotMeasure;
  /** Of hexagons. */
  resolution: (typeof RESOLUTIONS)[number];
  categories: readonly string[];
  groups: readonly string[];
  zone: string;
}

export function readChoice(texts: ChoiceTexts, now: number, timeZone: string): HotSpotChoice {
  return {
    dates: spotDates(texts.period, now, timeZone, texts),
    by: hotSpotBy.safeParse(texts.by).data ?? 'grid',
    measure: hotSpotMeasure.safeParse(texts.measure).data ?? 'incidents',
    resolution: RESOLUTIONS.find(resolution => resolution === texts.resolution) ?? '9',
    categories: names(texts.categories),
    groups: names(texts.groups),
    zone: texts.zone,
  };
}

const names = (text: string): string[] => text.split(',').filter(name => name !== '');

/** Null = not a period yet: somebody is typing it. */
export function questionOf(choice: HotSpotChoice): Record<string, string> | null {
  if (!isPeriod(choice.dates)) return null;
  return {
    ...choice.dates,
    ...{ by: choice.by, measure: choice.measure, zone: choice.zone },
    ...(choice.by === 'hexagon' && { resolution: choice.resolution }),
    ...{ categories: choice.categories.join(), groups: choice.groups.join() },
  };
}

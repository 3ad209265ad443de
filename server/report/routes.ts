/** Indicators over HTTP: `GET /api/v1/kpi`, and the same as a sheet. Whole days are those of the profile's time zone. */
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import type { ZoneId } from '../contract/ids.ts';
import { incidentState } from '../contract/incident.ts';
import { type KpiAnswer, kpiAnswer, kpiBy } from '../contract/kpi.ts';
import { queryInstant } from '../http/query-values.ts';
import { badInput } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { LocalDays } from '../profile/local-day.ts';
import { TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import { countKpi, type KpiParts } from './count-kpi.ts';
import { type KpiNames, kpiTable } from './kpi-table.ts';

const DAY_MS = 86_400_000;

/** A local date, or an instant. Out: days since 1970, or UTC ms. */
const dateOrInstant = z
  .union([z.iso.date().transform(text => ({ day: Date.parse(text) / DAY_MS })), queryInstant.transform(ms => ({ ms }))])
  .meta({ type: ['string', 'integer'] });

const query = z.strictObject({
  /** Default: today. A date means its beginning. */
  from: dateOrInstant.optional(),
  /** Default: the end of today. A date means its end: `from=2026-11-01&to=2026-11-30` is November. */
  to: dateOrInstant.optional(),
  by: kpiBy.default('all'),
});
type Query = z.infer<typeof query>;

export interface ReportRouteParts extends KpiParts, KpiNames {
  days: LocalDays;
  timeZone: string;
  /** [K-14] Null = 未设定. `zone`: of a viewer who sees one zone only. */
  postedDesk(
    period: { fromMs: number; toMs: number },
    zone: ZoneId | undefined,
    now: number,
  ): Promise<KpiAnswer['postedDesk']>;
}

export function reportRoutes(parts: ReportRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/kpi',
      action: 'kpi:read',
      summary:
        '指标：结案率、按期处置率、返工率、发现率、受理及时率、一次复查合格率、环节用时、派驻值守达标率，按部门、网格、社区、片区分组，附分子分母。',
      query,
      answer: kpiAnswer,
      handle: ({ viewer, query, now }) => count(viewer, query, now),
    }),
    ...TABLE_FORMATS.map(format =>
      defineRoute({
        method: 'get',
        path: `/api/v1/kpi.${format}`,
        action: 'table:export',
        summary: `指标导出（${format.toUpperCase()}），与屏幕同一次统计口径。`,
        query,
        answer: z.unknown(),
        async handle({ viewer, query, now }) {
          const answer = await count(viewer, query, now);
          return tableAnswer(format, '指标', kpiTable(answer, parts, incidentState.options, parts.timeZone));
        },
      }),
    ),
  ];

  async function count(viewer: Viewer, { from, to, by }: Query, now: number): Promise<KpiAnswer> {
    const period = { from: beginning(from, now), to: end(to, now) };
    if (period.from >= period.to) throw badInput('to', { zh: 'to：应晚于 from', en: 'to: must be later than from' });
    const { zone } = viewer.scope; // [K-13]
    const counted = await countKpi(parts, { ...period, by, zone }, now);
    const postedDesk = await parts.postedDesk({ fromMs: period.from, toMs: period.to }, zone, now);
    return { ...counted, postedDesk };
  }

  function beginning(from: Query['from'], now: number): number {
    if (from === undefined) return parts.days.startOfDay(now);
    return 'day' in from ? parts.days.instantOn(from.day, 0) : from.ms;
  }

  function end(to: Query['to'], now: number): number {
    if (to === undefined) return parts.days.startOfNextDay(now);
    return 'day' in to ? parts.days.instantOn(to.day + 1, 0) : to.ms;
  }
}

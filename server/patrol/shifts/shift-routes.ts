/** Shift plan, duty standing and shift cover over HTTP. */
import { z } from 'zod';
import { causeOf } from '../../access/viewer.ts';
import { coverRecord, dutyStanding, type ZoneCover } from '../../contract/duty-standing.ts';
import { localDay, shiftPlanFiled, shiftPlanFiling, shiftPlans } from '../../contract/shift.ts';
import { badInput } from '../../http/refused.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { LocalDays } from '../../profile/local-day.ts';
import type { Database } from '../../store/database.ts';
import { readCover } from './cover-record.ts';
import { type DutyStandingParts, dutyStanding as standingAt } from './duty-standing.ts';
import type { ShiftPlans } from './shift-plans.ts';
import { dayNumberOf, dayText } from './shift-times.ts';

export interface ShiftRouteParts {
  plans: ShiftPlans;
  standing: DutyStandingParts;
  cover(now: number): ZoneCover[];
  database: Database;
  days: LocalDays;
}

const MOST_DAYS = 366;

export function shiftRoutes({ plans, standing, cover, database, days }: ShiftRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/shift-plan',
      action: 'roster:read',
      summary: '班次方案：今天施行的（没有即“未设定”）和全部版本，新的在前。',
      answer: shiftPlans,
      handle: ({ now }) => ({ inForce: plans.planOn(dayText(days.dayNumber(now))), versions: plans.versions() }),
    }),
    defineRoute({
      method: 'put',
      path: '/api/v1/shift-plan',
      action: 'roster:manage',
      summary: '备案一版班次方案，须写明来源和施行日期（今天或以后）；旧版保留，班次为空即恢复“未设定”。',
      body: shiftPlanFiling,
      answer: shiftPlanFiled,
      handle: ({ viewer, body, now }) => plans.file(body, causeOf(viewer), now),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/duty-standing',
      action: 'roster:read',
      summary: '在岗情况：各片区有无力量、当前班次应到与实到、缺额、下一次交接；片区长只得到本片区的。',
      answer: dutyStanding,
      handle({ viewer, now }) {
        const { zone } = viewer.scope;
        const zones = cover(now).filter(line => zone === undefined || line.zone === zone);
        return { ...standingAt(standing, now, zone), zones };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/shift-cover',
      action: 'kpi:read',
      summary: '班次覆盖率（K16）：from 至 to（含）各片区应有力量的时间中有力量在岗的比例；没有应覆盖的时间即为空。',
      query: z.strictObject({ from: localDay, to: localDay }),
      answer: z.array(coverRecord),
      handle({ viewer, query: { from, to }, now }) {
        if (to < from || dayNumberOf(to) - dayNumberOf(from) >= MOST_DAYS)
          throw badInput('to', {
            zh: `to：${to} 应在 ${from} 之后 ${MOST_DAYS} 天之内`,
            en: `to: ${to} must lie within ${MOST_DAYS} days from ${from} on`,
          });
        const { zone } = viewer.scope;
        const zones = standing.zones.filter(one => zone === undefined || one === zone);
        const fromMs = days.instantOn(dayNumberOf(from), 0);
        const toMs = days.instantOn(dayNumberOf(to) + 1, 0);
        return readCover(database.db, zones, { fromMs, toMs }, now);
      },
    }),
  ];
}

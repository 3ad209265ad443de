/** Answer of `GET /api/v1/kpi?from=&to=&by=`: rates with what they are made of (domain §5). Denominator 0 = "—", never 0 % or 100 %. */
import { z } from 'zod';
import { communityCode, organId, utcMs, zoneId } from './ids.ts';
import { localDay } from './shift.ts';

export const ratio = z.object({ numerator: z.int(), denominator: z.int() });
export type Ratio = z.infer<typeof ratio>;

export const kpiRow = z.object({
  /** Organ, grid, community or zone; null = all together. */
  key: z.string().nullable(),
  received: z.int(),
  open: z.int(),
  overdue: z.int(),
  /** 结案率: closed / taken in the period. */
  closed: ratio,
  /** 按期处置率: closed inside every limit / closed + open that are over one. Open overdue count against it (demand 31). */
  onTime: ratio,
  /** 返工率: sent back at least once / revisited. */
  rework: ratio,
  /** 发现率 (K1): found by the area's own patrol / all confirmed there. */
  discovery: ratio,
  /** 受理及时 (K4). */
  acceptOnTime: ratio,
  /** 一次复查合格 (K8). */
  revisitPass: ratio,
  /** Mean time in each state that was left in the period, in ms, and how many times it was left. */
  stages: z.array(z.object({ state: z.string(), meanMs: z.number(), count: z.int() })),
});
export type KpiRow = z.infer<typeof kpiRow>;

/**
 * 派驻值守达标率 (K17): days on which a posted body kept the minimum of its desk / days it had to that are over, counted from rosters and
 * sign-ons as far back as both are known.
 */
export const postedDesk = ratio.extend({
  /** The first day there is a roster of such a desk: nothing before it can be counted. Null = there is none yet. */
  since: localDay.nullable(),
  /** Shifts that are over and had no roster: not judged. */
  withoutRoster: z.int(),
  /** Whoever the minimum is for; exactly one of the three, or none for the whole area. */
  rows: z.array(
    ratio.extend({ zone: zoneId.nullable(), community: communityCode.nullable(), organ: organId.nullable() }),
  ),
});
export type PostedDesk = z.infer<typeof postedDesk>;

export const kpiBy = z.enum(['all', 'organ', 'grid', 'community', 'zone']);

export const kpiAnswer = z.object({
  from: utcMs,
  to: utcMs,
  by: kpiBy,
  /** When it was counted. */
  asOf: utcMs,
  total: kpiRow,
  rows: z.array(kpiRow),
  /** Share of running limits without filing number (K7). */
  unfiledLimits: ratio,
  /** Null = no plan sets a minimum for a desk in the period (未设定). */
  postedDesk: postedDesk.nullable(),
});
export type KpiAnswer = z.infer<typeof kpiAnswer>;

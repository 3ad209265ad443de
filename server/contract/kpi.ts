/** Answer of `GET /api/v1/kpi?from=&to=&by=`: rates with what they are made of (domain §5). Denominator 0 = "—", never 0 % or 100 %. */
import { z } from 'zod';
import { utcMs } from './ids.ts';

const ratio = z.object({ numerator: z.int(), denominator: z.int() });
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
});
export type KpiAnswer = z.infer<typeof kpiAnswer>;

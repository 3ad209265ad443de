/**
 * The negative list (负面清单): what is forbidden or must be put right, and which organs look for it, urge, revisit and punish
 * (S0-70). One row is one category of incidents. A version holds from its date on; older incidents keep the row they were taken by.
 */
import { z } from 'zod';
import { categoryId, organId, utcMs } from './ids.ts';
import { grade, level } from './incident.ts';
import { rowFault } from './refusal.ts';

/** An organ of a column, perhaps reached through a street office (由…协调, S0-69). `community-station` = the station of the place. */
export const dutyOrgan = z.object({ organ: organId, via: organId.nullable() });
export type DutyOrgan = z.infer<typeof dutyOrgan>;

/** Null = 未设定: the paper does not say. Never filled with a guess; an empty list = the paper names nobody on purpose. */
const duty = z.array(dutyOrgan).max(12).nullable();

export const negativeListItem = z.object({
  id: categoryId,
  /** 编号: running number of the printed list. */
  number: z.int().min(1),
  /** 业务类别, 细化类别. */
  businessClass: z.string().min(1).max(40),
  subClass: z.string().min(1).max(60),
  /** 事件名称, and a shorter one for lists and labels. */
  name: z.string().min(1).max(40),
  shortName: z.string().min(1).max(7).nullable(),
  /** 负面清单: what exactly is wrong; null = 未设定. */
  text: z.string().min(1).max(1000).nullable(),
  patrol: duty,
  urge: duty,
  revisit: duty,
  punish: duty,
  /** GB/T 47678.5-2026, five digits; null where none fits. */
  code: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** City-appearance, traffic … of the profile: symbol and grouping. */
  group: z.string().min(1).max(40),
  level: level.nullable(),
  grade: grade.nullable(),
  /** Same matter again: nearer than this, younger than this (demand 20). */
  duplicateRadiusM: z.number().positive().max(2000),
  duplicateWindowH: z.number().positive().max(720),
  /** Rule or standard that names it. */
  source: z.string().min(1).max(80),
});
export type NegativeListItem = z.infer<typeof negativeListItem>;

/** Answer of `GET /api/v1/negative-list`: the version that holds now, or `?version=`. */
export const negativeList = z.object({
  version: z.int().min(1),
  /** 征求意见稿 or 施行. */
  status: z.enum(['draft', 'in-force']),
  effectiveFrom: utcMs,
  publishedBy: z.string(),
  publishedAt: utcMs,
  items: z.array(negativeListItem),
});
export type NegativeList = z.infer<typeof negativeList>;

/** One row of `GET /api/v1/negative-list/versions`, newest first. */
export const negativeListVersion = negativeList.omit({ items: true }).extend({ rows: z.int() });
export type NegativeListVersion = z.infer<typeof negativeListVersion>;

/** Answer of `POST /api/v1/negative-list/import`. Row faults refuse the whole table (`import-refused`); these are only worth a look. */
export const negativeListImport = z.object({
  /** What was published; null on a dry run. */
  version: z.int().nullable(),
  rows: z.int(),
  /** Ids, compared with the list in force. */
  added: z.array(categoryId),
  changed: z.array(categoryId),
  removed: z.array(categoryId),
  warnings: z.array(rowFault),
});
export type NegativeListImport = z.infer<typeof negativeListImport>;

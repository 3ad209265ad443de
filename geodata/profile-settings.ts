/**
 * profile.json: everything about a subdistrict that is not geometry, written by hand and reviewed by its duty room.
 * In: parsed JSON. Out: a typed record, or a zod error naming the field.
 * Surprising rule: `shifts: null`, `patrolCover: null` and a null code or level mean "not set" (未设定); they are never filled with a guess.
 */
import { z } from 'zod';
import { emergencySettings } from './emergency-settings.ts';
import { operationKind } from './operation-kinds.ts';
import { lonLat } from './profile-files.ts';
import { sanitationIndexSettings } from './sanitation-index-settings.ts';
import { shiftPlanSettings } from './shift-plan.ts';
import { workCalendarSettings } from './work-calendar.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a kebab-case id');
const named = z.object({ id, name: z.string().min(1) });

export const CATEGORY_GROUPS = [
  'city-appearance',
  'traffic',
  'safety',
  'market',
  'stability',
  'emergency',
  'facilities',
] as const;
export const GRADES = ['micro', 'general', 'complex', 'sudden'] as const;

const level = z.int().min(1).max(4);

export const unitClass = named.extend({
  shape: z.enum(['person', 'vehicle', 'facility']),
  reportIntervalS: z.number().positive(),
  maxSpeedMps: z.number().positive(), // a faster jump is a bad fix, not a fast unit
  serves: z.array(z.enum(CATEGORY_GROUPS)).min(1).optional(), // matters it is made for; absent = all
  patrols: z.boolean().optional(), // false: being out, it covers no zone and its way patrols no grid (a sweeper); absent = it does
});

/**
 * A grid network (全责网格, 专责网格 …). `geometry` null = the profile has no boundaries of it (未设定); the owner network's polygons
 * are grids.geojson, every other geometry is network-<id>.geojson. Road sections need the distance up to which a place is theirs.
 */
const network = named
  .extend({
    geometry: z.enum(['polygon', 'line']).nullable().default(null),
    toleranceM: z.number().positive().max(1000).optional(),
  })
  .refine(({ geometry, toleranceM }) => (geometry === 'line') === (toleranceM !== undefined), {
    error: 'a network of lines needs toleranceM, and no other has one',
  });

export const profileSettings = z.object({
  id,
  name: z.string().min(1),
  shortName: z.string().min(1),
  district: z.string().min(1),
  city: z.string().min(1),
  divisionCode: z.object({ scheme: z.string().min(1), code: z.string().regex(/^\d{9}$/) }),
  ruleSet: z.object({ version: z.string(), status: z.enum(['draft', 'in-force']), source: z.string() }),
  timeZone: z.string().min(1),
  geometry: z.enum(['demonstration', 'surveyed']), // 'demonstration' obliges every screen to say 示意边界
  geometryNote: z.string().min(1),
  centre: lonLat,
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]), // west, south, east, north
  ownerNetwork: id,
  networks: z.array(network).min(1),
  shifts: shiftPlanSettings.nullable(),
  /** When a zone must have somebody on patrol: `always` (不间断, S0-47); null = during the patrol shifts of the plan, if there is one. */
  patrolCover: z.strictObject({ rule: z.literal('always'), source: z.string().min(1) }).nullable(),
  fullPatrolShare: z.number().gt(0).max(1).nullable().default(null), // share of a grid's cells for 全面巡查; null = 未设定
  workCalendar: workCalendarSettings,
  sanitationIndex: sanitationIndexSettings.nullable().default(null), // null = 未设定
  /** 重复: the same category again at the same place (`duplicateRadiusM` of its row) within that many days; null = 未设定. */
  repeatedMatter: z
    .strictObject({ windowDays: z.int().min(1).max(365), source: z.string().min(1) })
    .nullable()
    .default(null),
  trackRetentionDays: z.int().min(1).max(3650).optional(), // absent = the setting TRACK_RETENTION_DAYS alone
  unitClasses: z.array(unitClass).min(1),
  channels: z.array(named.extend({ ownPatrol: z.boolean().optional() })).min(1), // ownPatrol: counts as found by ourselves (发现率)
  operationKinds: z.array(operationKind).default([]),
  emergency: emergencySettings.nullable().default(null), // null = 未设定
  grades: z.array(z.object({ id: z.enum(GRADES), name: z.string().min(1) })).length(GRADES.length),
  levels: z.array(z.object({ level, name: z.string().min(1) })).length(4),
  /** `body`: the function group of organs.json whose subject it is; null = the paper does not say (未设定). */
  groups: z
    .array(z.object({ id: z.enum(CATEGORY_GROUPS), name: z.string().min(1), body: id.nullable() }))
    .length(CATEGORY_GROUPS.length),
});

export type ProfileSettings = z.infer<typeof profileSettings>;

/** What viewers draw incidents by; made from the negative list in force. */
const category = named.extend({
  shortName: z.string().min(1).max(7).optional(), // for lists and labels, where the standard's name is too long
  code: z.string().nullable(), // national class code, GB/T 47678.5-2026
  group: z.string().min(1),
  defaultLevel: level.nullable(),
  defaultGrade: z.enum(GRADES).nullable(),
  source: z.string().min(1),
});
export type Category = z.infer<typeof category>;

/** Answer of `GET /api/v1/profile`: the settings, and the categories of the negative list that holds now. */
export const servedProfile = profileSettings.extend({ categories: z.array(category).min(1) });

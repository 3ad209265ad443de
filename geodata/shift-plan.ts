/**
 * A shift plan (班次方案): which shifts a day has, for whom they are a duty, and how many people they need at least.
 * In: parsed JSON, of profile.json or of an administrator's filing. Out: typed shifts, or a fault naming the row and the field.
 * Surprising rules: `to` not after `from` means the next day, so 16:00-00:00 ends at midnight and 08:00-08:00 lasts a whole day;
 * a minimum of null is not set (未设定) and never judged.
 */
import { z } from 'zod';
import { zoneId } from './profile-files.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 07:00');
const atLeast = z.int().min(1).max(999).nullable();

export const shift = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a kebab-case id'),
  name: z.string().trim().min(1).max(20),
  from: timeOfDay,
  to: timeOfDay,
  days: z.enum(['every-day', 'working-days', 'days-off']), // by the working calendar of the profile, make-up days included
  kind: z.enum(['patrol', 'desk']),
  minPersons: atLeast, // each ground of `covers` needs them
  minQualified: atLeast, // of them, with the right to enforce (执法资格)
  covers: z.enum(['zone', 'community', 'organ', 'area']), // what one minimum is for; area = the whole jurisdiction
  zones: z.array(zoneId).min(1).nullable(), // null = all of them
});
export type ShiftSettings = z.infer<typeof shift>;

/** `shifts` of profile.json. */
export const shiftPlanSettings = z.strictObject({ source: z.string().min(1), shifts: z.array(shift).min(1) });

export interface ShiftFault {
  /** From 0. */
  row: number;
  field: keyof ShiftSettings;
  zh: string;
  en: string;
}

type Judged = Pick<ShiftSettings, 'id' | 'name' | 'minPersons' | 'minQualified'> & { zones: readonly string[] | null };

/** What the shape cannot say; null = nothing is wrong. */
export function shiftFault(shifts: readonly Judged[], isZone: (id: string) => boolean): ShiftFault | null {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const [row, { id, name, minPersons, minQualified, zones }] of shifts.entries()) {
    const fault = (field: ShiftFault['field'], zh: string, en: string) => ({ row, field, zh, en });
    if (ids.has(id)) return fault('id', `${id} 出现两次`, `${id} stands there twice`);
    // Rosters name shifts by what people call them.
    if (names.has(name)) return fault('name', `“${name}”出现两次`, `"${name}" stands there twice`);
    ids.add(id);
    names.add(name);
    if (minQualified !== null && minQualified > (minPersons ?? minQualified))
      return fault('minQualified', `不能多于最少人数 ${minPersons}`, `must not be more than minPersons ${minPersons}`);
    const stray = zones?.find(zone => !isZone(zone));
    if (stray !== undefined) return fault('zones', `辖区没有片区 ${stray}`, `the profile has no zone ${stray}`);
  }
  return null;
}

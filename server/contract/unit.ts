/** A patrol unit (巡查力量): person, squad or vehicle. Its position is not part of the record; see position-frame.ts. */
import { z } from 'zod';
import { organId, unitId, unitIndex, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

export const unitRecord = z.object({
  id: unitId,
  index: unitIndex,
  version: z.int().min(1),
  /** Call sign shown on the wall, for example `巡05`. */
  callSign: z.string().min(1).max(12),
  /** Unit class of the profile (`patrol-person`, `patrol-vehicle` …): reporting interval, symbol, top speed. */
  unitClass: z.string().min(1).max(40),
  homeZone: zoneId.nullable(),
  /** The body it belongs to; null = not said. */
  organ: organId.nullable(),
  onDuty: z.boolean(),
  dutyChangedAt: utcMs,
});
export type UnitRecord = z.infer<typeof unitRecord>;

/** Body of `POST /api/v1/units`: one object or an array (<= 1,000). An existing id is updated. */
export const unitRegistration = z.strictObject({
  id: z.string(),
  callSign: plainText.trim().min(1).max(12),
  unitClass: z.string().min(1).max(40),
  homeZone: z.string().nullable().optional(),
  organ: z.string().nullable().optional(),
});
export type UnitRegistration = z.infer<typeof unitRegistration>;

/** Body of `POST /api/v1/units/:id/duty`: sign-on 上岗 and sign-off 离岗. */
export const dutyChange = z.strictObject({ onDuty: z.boolean() });

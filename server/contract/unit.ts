/** A patrol unit (巡查力量): person, squad or vehicle. Its position is not part of the record; see position-frame.ts. */
import { z } from 'zod';
import { communityCode, organId, unitId, unitIndex, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';

/** Where a unit is, as the server found it: with hysteresis, so that a unit on a border does not flicker. */
export const unitGround = z.object({
  /** Null = outside every zone, community. */
  zone: zoneId.nullable(),
  community: communityCode.nullable(),
  /** When it was found there. */
  since: utcMs,
  /** It has left the ground it covers (`community`, else `homeZone`); false when it covers none. */
  away: z.boolean(),
});
export type UnitGround = z.infer<typeof unitGround>;

export const unitRecord = z.object({
  id: unitId,
  index: unitIndex,
  version: z.int().min(1),
  /** Call sign shown on the wall, for example `巡05`. */
  callSign: z.string().min(1).max(12),
  /** Unit class of the profile (`patrol-person`, `patrol-vehicle` …): reporting interval, symbol, top speed. */
  unitClass: z.string().min(1).max(40),
  homeZone: zoneId.nullable(),
  /** The community it covers, inside its home zone; null = the whole zone. */
  community: communityCode.nullable(),
  /** The body it belongs to; null = not said. */
  organ: organId.nullable(),
  onDuty: z.boolean(),
  dutyChangedAt: utcMs,
  /** Null = not known yet. */
  ground: unitGround.nullable(),
  /**
   * Seconds between two reports of the device it is heard by (P-95); null = as its class says. Facts of before protocol 4 say nothing.
   */
  reportIntervalS: z.number().nullable().default(null),
});
export type UnitRecord = z.infer<typeof unitRecord>;

/** Body of `POST /api/v1/units`: one object or an array (<= 1,000). An existing id is updated. */
export const unitRegistration = z.strictObject({
  id: z.string(),
  callSign: plainText.trim().min(1).max(12),
  unitClass: z.string().min(1).max(40),
  homeZone: z.string().nullable().optional(),
  /** Its zone is the home zone; naming another one beside it is refused. */
  community: z.string().nullable().optional(),
  organ: z.string().nullable().optional(),
});
export type UnitRegistration = z.infer<typeof unitRegistration>;

/** Body of `POST /api/v1/units/:id/duty`: sign-on 上岗 and sign-off 离岗. */
export const dutyChange = z.strictObject({ onDuty: z.boolean() });

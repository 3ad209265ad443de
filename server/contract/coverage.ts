/**
 * Which grids were patrolled on a day (每日巡查覆盖, S1-102), counted by cells: a grid is cut into squares, and a square counts as patrolled
 * when the way of a unit on duty led through it. Answers of `GET /api/v1/coverage` and `GET /api/v1/coverage/cells`.
 */
import { z } from 'zod';
import { communityCode, gridCode, unitId, utcMs, zoneId } from './ids.ts';

export const gridCoverage = z.object({
  grid: gridCode,
  community: communityCode,
  zone: zoneId.nullable(),
  cells: z.int(),
  visited: z.int(),
  /** 0..1; null for a grid too small for a cell of its own. */
  share: z.number().nullable(),
  /** Last seen in it, that day; null = nobody was. */
  lastVisitAt: utcMs.nullable(),
  /** How many units patrolled it. */
  units: z.int(),
  /** 全面巡查: at least the profile's share of cells; null = the profile sets none (未设定). */
  full: z.boolean().nullable(),
});
export type GridCoverage = z.infer<typeof gridCoverage>;

/** K15: `fullGrids` ÷ `grids`. */
const sums = { grids: z.int(), visitedGrids: z.int(), fullGrids: z.int().nullable() };
export const coverageSum = z.object(sums);
export type CoverageSum = z.infer<typeof coverageSum>;

export const coverageAnswer = z.object({
  /** Of the profile's time zone. */
  day: z.iso.date(),
  at: utcMs,
  /** Side of a cell. */
  cellM: z.number(),
  /** The profile's share for 全面巡查; null = 未设定. */
  fullShare: z.number().nullable(),
  grids: z.array(gridCoverage),
  communities: z.array(z.object({ community: communityCode, zone: zoneId.nullable(), ...sums })),
  zones: z.array(z.object({ zone: zoneId.nullable(), ...sums })),
  all: coverageSum,
});
export type CoverageAnswer = z.infer<typeof coverageAnswer>;

export const coverageCells = z.object({
  grid: gridCode,
  day: z.iso.date(),
  /** Size of a cell in degrees. */
  width: z.number(),
  height: z.number(),
  /** South-western corners, WGS-84. */
  cells: z.array(z.object({ lon: z.number(), lat: z.number(), visited: z.boolean() })),
  visits: z.array(z.object({ unit: unitId, firstAt: utcMs, lastAt: utcMs })),
});
export type CoverageCells = z.infer<typeof coverageCells>;

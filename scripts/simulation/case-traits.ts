/**
 * How one simulated matter goes: how long everybody takes, and what is special about it. In: chance. Out: traits, in minutes.
 * Most are done within two hours; one in seven goes a crooked way, as the wall, the clocks and the rates are there to show.
 */
import type { Chance } from './random-stream.ts';

/** returned 退回 · reworked 返工 · extended 延期 · late 逾期. */
export type Quirk = 'returned' | 'reworked' | 'extended' | 'late';

export interface CaseTraits {
  acceptMinutes: number;
  dispatchMinutes: number;
  acknowledgeMinutes: number;
  arriveMinutes: number;
  workMinutes: number;
  revisitMinutes: number;
  evaluateMinutes: number;
  /** A micro matter settled where it was found (即巡即整). */
  onTheSpot: boolean;
  /** A general matter that its causer is ordered to put right (限期整改). */
  rectified: boolean;
  /** Two organs are sent instead of one. */
  twoOrgans: boolean;
  quirk: Quirk | null;
}

const QUIRKS = [
  ['returned', 3],
  ['reworked', 5],
  ['extended', 3],
  ['late', 3],
  [null, 86],
] as const satisfies readonly (readonly [Quirk | null, number])[];

export function drawTraits(chance: Chance): CaseTraits {
  const quirk = chance.weighted<Quirk | null>(QUIRKS);
  return {
    acceptMinutes: chance.between(1, 6),
    dispatchMinutes: chance.between(2, 9),
    acknowledgeMinutes: chance.between(1, 5),
    arriveMinutes: chance.between(6, 20),
    workMinutes: quirk === 'late' ? chance.between(380, 460) : chance.between(12, 70),
    revisitMinutes: chance.between(8, 30),
    evaluateMinutes: chance.between(3, 12),
    onTheSpot: chance.happens(0.35),
    rectified: chance.happens(0.3),
    twoOrgans: chance.happens(0.1),
    quirk,
  };
}

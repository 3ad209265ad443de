/**
 * The cars of the demonstration's joint operations: on no shift of the roster, so that they are free at any hour, and on duty only while an
 * operation has them. In: nothing. Out: units for the world and for the register. The first three play the operation of the day, the
 * others stand in the plan that is being countersigned.
 */
import type { UnitRegistration } from '../../server/contract/unit.ts';
import type { RosterUnit } from './unit-roster.ts';

const CARS = 6;
export const PLAYED_CARS = ['joint-01', 'joint-02', 'joint-03'] as const;
export const PLANNED_CARS = ['joint-04', 'joint-05', 'joint-06'] as const;
const UNIT_CLASS = 'enforcement-vehicle';
const ORGAN = 'enforcement-team';

/** City traffic with its lights, a little faster than a plan reckons; how long it stands at a stop is the operation's business. */
const GAIT = {
  cruiseMps: 7,
  accelerationMps2: 1.5,
  reportIntervalMs: 2000,
  legM: [0, 0],
  dwellS: [1, 2],
} as const;

export function jointFleet(homeZone: string): RosterUnit[] {
  return Array.from({ length: CARS }, (_, i) => {
    const number = String(i + 1).padStart(2, '0');
    return {
      ...{ id: `joint-${number}`, callSign: `联勤${number}`, unitClass: UNIT_CLASS, homeZone, organ: ORGAN },
      ...{ post: null, gait: GAIT, habit: 'prompt' },
    };
  });
}

/** They belong to no zone: an operation goes where it is needed. */
export function fleetRegistrations(isOrgan: (id: string) => boolean): UnitRegistration[] {
  return jointFleet('').map(({ id, callSign, unitClass, organ }) => ({
    ...{ id, callSign, unitClass, homeZone: null },
    organ: isOrgan(organ) ? organ : null,
  }));
}

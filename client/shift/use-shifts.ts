/** Shift plan, roster and duty standing as the server tells them, asked again when somebody filed or rostered. Null until the first answer. */
import { useEffect } from 'react';
import { z } from 'zod';
import { dutyStanding } from '../../server/contract/duty-standing.ts';
import { rosterRow, shiftPlans } from '../../server/contract/shift.ts';
import { type Asked, useAnswer, useAskedEvery } from '../connection/use-answer.ts';
import { type Publication, usePublications } from '../store/publications.ts';

/** Units sign on and get lost without a fact about shifts. */
const EVERY_MS = 10_000;

const roster = z.array(rosterRow);

export function useShiftPlans() {
  const asked = useAnswer('/api/v1/shift-plan', shiftPlans);
  useAskedOn('shift-plan-filed', asked);
  return asked;
}

/** Of the days `from` to `to`, both included. */
export function useRoster(from: string, to: string) {
  const asked = useAnswer('/api/v1/roster', roster, { from, to });
  useAskedOn('roster-changed', asked);
  return asked;
}

export function useDutyStanding() {
  const asked = useAnswer('/api/v1/duty-standing', dutyStanding);
  useAskedOn('shift-plan-filed', asked);
  useAskedOn('roster-changed', asked);
  useAskedEvery(asked.ask, EVERY_MS);
  return asked;
}

function useAskedOn(kind: Publication, { ask }: Asked<unknown>): void {
  const published = usePublications(kind);
  useEffect(() => {
    if (published !== null) ask();
  }, [published, ask]);
}

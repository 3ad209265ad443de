/**
 * What is still open when a demonstration is first started, and how far each of them has come: every stage of an ordinary life, some
 * close to their limit and some over it. In: town, vocabulary, seed, the present. Out: bodies of `POST /api/v1/incidents` with the point
 * they are to be brought to, oldest first. The last ones are minutes old, so that the wall has something fresh to show.
 */
import type { IncidentIntake } from '../../server/contract/incident.ts';
import { incidentDrafts } from '../simulation/incident-flow.ts';
import type { Vocabulary } from '../simulation/incident-vocabulary.ts';
import { chanceFor } from '../simulation/random-stream.ts';
import type { Town } from '../simulation/town.ts';
import { DEMO_LIMITS } from './demo-limits.ts';
import { MINUTE_MS } from './local-calendar.ts';
import type { Goal } from './open-life.ts';

/**
 * Handling is limited from the report on (demo-limits.ts): older than 80 % of it is amber, older than all of it is over. What has been
 * done in time keeps its clock behind it.
 */
const HANDLE = DEMO_LIMITS.handleMinutes;
const OPEN: readonly (readonly [ageMinutes: number, goal: Goal])[] = [
  [HANDLE + 190, 'acknowledged'],
  [HANDLE + 75, 'arrived'],
  [HANDLE + 20, 'arrived'],
  [HANDLE - 25, 'arrived'],
  [HANDLE - 55, 'progress'],
  [HANDLE - 80, 'extension-asked'],
  [HANDLE - 110, 'extension-granted'],
  [225, 'pending-evaluation'],
  [205, 'reworked'],
  [180, 'revisit-due'],
  [150, 'returned'],
  [125, 'held'],
  [100, 'arrived'],
  [82, 'rectifying'],
  [66, 'arrived'],
  [50, 'acknowledged'],
  [38, 'sent'],
  [29, 'sent'],
  [21, 'accepted'],
  [14, 'accepted'],
  [9, 'received'],
  [5, 'received'],
  [2, 'received'],
];

export interface OpenIncident {
  intake: IncidentIntake;
  goal: Goal;
}

export function openIncidents(
  town: Town,
  vocabulary: Vocabulary,
  options: { seed: number; nowMs: number },
): OpenIncident[] {
  const draft = incidentDrafts(town, vocabulary, options.seed);
  const chance = chanceFor(options.seed, 'still open');
  return OPEN.map(([ageMinutes, goal]) => ({
    intake: draft(Math.round(options.nowMs - ageMinutes * MINUTE_MS), chance),
    goal,
  }));
}

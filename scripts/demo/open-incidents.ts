/**
 * What is still open when a demonstration is first started: a dozen matters of the last hours.
 * In: town, vocabulary, seed, the present. Out: bodies of `POST /api/v1/incidents`, oldest first.
 * The last ones are minutes old, so that the wall has something fresh to show.
 */
import type { IncidentIntake } from '../../server/contract/incident.ts';
import { incidentDrafts } from '../simulation/incident-flow.ts';
import type { Vocabulary } from '../simulation/incident-vocabulary.ts';
import { chanceFor } from '../simulation/random-stream.ts';
import type { Town } from '../simulation/town.ts';
import { MINUTE_MS } from './local-calendar.ts';

const COUNT = 12;
const OLDEST_MINUTES = 17 * 60;

export function openIncidents(
  town: Town,
  vocabulary: Vocabulary,
  options: { seed: number; nowMs: number },
): IncidentIntake[] {
  const draft = incidentDrafts(town, vocabulary, options.seed);
  const chance = chanceFor(options.seed, 'still open');
  return Array.from({ length: COUNT }, (_, i) => {
    // Cubed: most are young, because most old ones would be closed.
    const ageMinutes = 2 + OLDEST_MINUTES * ((COUNT - 1 - i) / (COUNT - 1)) ** 3;
    return draft(Math.round(options.nowMs - ageMinutes * MINUTE_MS), chance);
  });
}

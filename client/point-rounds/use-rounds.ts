/** Rounds in which anything was assessed, and the scores of the one that the address names. In: nothing. Out: both, and how to choose. */
import { z } from 'zod';
import { type IndexBy, sanitationIndex, sanitationRound } from '../../server/contract/sanitation-index.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { usePointChanges } from '../sanitation-point/use-point-changes.ts';

const rounds = z.array(sanitationRound);

/** By what scores are put together, in the order of the segments. */
export const SCORES_BY = ['community', 'zone', 'venueType', 'role', 'point'] as const satisfies IndexBy[];
export type ScoresBy = (typeof SCORES_BY)[number];

/** `round` empty = the newest. */
const USUAL = { round: '', by: 'community' };

export function useRounds() {
  const [texts, change] = useAddressValues(USUAL);
  const listed = useAnswer('/api/v1/sanitation-rounds', rounds);
  const by: ScoresBy = SCORES_BY.find(id => id === texts.by) ?? 'community';
  const known = listed.value;
  const round = known?.find(one => one.round === texts.round) ?? known?.[0] ?? null;
  const scores = useAnswer(round && '/api/v1/sanitation-index', sanitationIndex, { round: round?.round, by });
  const { ask: askListed } = listed;
  const { ask: askScores } = scores;
  usePointChanges(askListed);
  usePointChanges(askScores);
  // While the next one is on its way the last one is still held.
  const fitting = scores.value?.by === by && scores.value.to === round?.round ? scores.value : null;
  return { listed, round, by, scores: fitting, problem: listed.problem ?? scores.problem, change };
}

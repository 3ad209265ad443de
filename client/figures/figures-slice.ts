/**
 * The numbers of the panels, exactly as the server computed them; null = none yet, shown as "—", never as 0 (wall-ux §10).
 * Surprises: figures have their own time and may come without facts, so `asOf` decides which are newer, not the sequence;
 * those of the same millisecond count as newer, because two facts can fall into one.
 */
import type { Figures } from '../../server/contract/figures.ts';

export type FiguresSlice = Figures | null;

export function withFigures(slice: FiguresSlice, figures: Figures | undefined): FiguresSlice {
  if (!figures || (slice && slice.asOf > figures.asOf)) return slice;
  return figures;
}

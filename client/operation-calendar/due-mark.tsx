/** The state of what is due, as a shape of its own besides its colour: ring, half disc, triangle, disc with a tick, cross, dots, dash. */
import type { DueState } from '../../server/contract/operation-calendar.ts';
import { say } from '../wording/wording.ts';

const SHAPES: Record<DueState, string> = {
  due: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z',
  planned: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM8 2.5v11M8 5h3.6M8 8h5M8 11h3.6',
  'under-way': 'M4 2.5l9 5.5-9 5.5z',
  held: 'M2.5 8.5l3.5 4 7.5-9',
  missed: 'M3 3l10 10M13 3l-10 10',
  open: 'M3 8h.1M8 8h.1M13 8h.1',
  unrecorded: 'M3 8h10',
};

export function DueMark({ state }: { state: DueState }) {
  return (
    <svg className="due-mark" data-state={state} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}

/** Shape and word. */
export function DueStateText({ state }: { state: DueState }) {
  return (
    <span className="due-state" data-state={state}>
      <DueMark state={state} />
      {say(`calendar.state.${state}`)}
    </span>
  );
}

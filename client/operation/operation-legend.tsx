/** Signs of an operation on a map, for legends: stops by shape, ways by line; before it begins and during it. */
import type { ReactNode } from 'react';
import type { WordingKey } from '../wording/zh.ts';
import { StopFigure } from './stop-icon.tsx';

export interface OperationSign {
  name: WordingKey;
  sign: ReactNode;
}

const stop = (look: Parameters<typeof StopFigure>[0]['look']): OperationSign => ({
  name: `operation.legend.${look}`,
  sign: <StopFigure look={look} />,
});

const AHEAD: OperationSign = {
  name: 'operation.legend.ahead',
  sign: <path d="M-1 0H-.4M-.1 0H.5M.8 0H1" stroke="var(--text-mid)" strokeWidth=".24" />,
};
const DONE: OperationSign = {
  name: 'operation.legend.done',
  sign: <path d="M-1 0H1" stroke="var(--text-hi)" strokeWidth=".36" />,
};

export const PLAN_SIGNS: readonly OperationSign[] = [stop('muster'), stop('planned'), AHEAD];
export const LIVE_SIGNS: readonly OperationSign[] = [
  ...[stop('here'), stop('next'), stop('planned'), stop('left'), stop('skipped')],
  ...[DONE, AHEAD],
];

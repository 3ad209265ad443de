/**
 * What stands against a plan and where: a field that is not filled in, a refusal of the server, what is still missing before it can be
 * issued. In: problems with the path of their field (`leadOrgan`, `squads[0].members[1].name`). Out: the sentence for one field.
 */
import { createContext, use } from 'react';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';
import { fieldOf } from './plan-draft.ts';

export interface PlanProblem {
  path: string;
  sentence: string;
}

export const PlanProblemsContext = createContext<readonly PlanProblem[]>([]);

/** `path` and everything below it; `exact`: only the field itself. */
export function problemAt(problems: readonly PlanProblem[], path: string, exact = false): string | null {
  const found = problems.find(
    problem =>
      problem.path === path || (!exact && (problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`))),
  );
  return found?.sentence ?? null;
}

export function useProblemAt(): (path: string, exact?: boolean) => string | null {
  const problems = use(PlanProblemsContext);
  return (path, exact) => problemAt(problems, path, exact);
}

/** Where a field is written. */
export const PLAN_PARTS = ['basics', 'targets', 'squads', 'routes'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

export function partOf(path: string): PlanPart {
  const field = fieldOf(path);
  if (field === 'squads') return /^squads\[\d+\]\.stops/.test(path) ? 'routes' : 'squads';
  return field === 'targets' || field === 'area' ? 'targets' : 'basics';
}

const LABEL: Readonly<Record<string, WordingKey>> = {
  kind: 'operations.kind',
  title: 'plan.title',
  startsAt: 'plan.starts-at',
  endsAt: 'plan.ends-at',
  name: 'plan.name',
  organ: 'plan.member.organ',
  at: 'plan.muster.at',
  community: 'plan.whistle.community',
  matter: 'plan.whistle.matter',
  dwellMin: 'plan.stop.dwell',
  radiusM: 'plan.stop.radius',
  corridorM: 'plan.squad.corridor',
  corridorS: 'plan.squad.corridor-s',
};

/** The wire does not take it as it is: what is to be filled in. */
export function faultSentence(path: string): string {
  const last =
    path
      .split('.')
      .at(-1)
      ?.replace(/\[\d+\]$/, '') ?? path;
  const label = LABEL[last];
  return label ? say('form.missing', { field: say(label) }) : say('plan.incomplete');
}

/** [O-13] Of the server's check: told before anybody presses. */
export function missingSentence(field: string): string {
  switch (field) {
    case 'leadOrgan':
      return say('plan.missing.leadOrgan');
    case 'targets':
      return say('plan.missing.targets');
    default:
      return say('plan.missing.squads');
  }
}

/** 概要: what, where, when, why, by whom. In: the draft (draft-store.ts). Out: changes of it. Its parts stand in their own files. */
import type { PlanCheck } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { PlanMuster } from './plan-muster.tsx';
import { PlanOrgans } from './plan-organs.tsx';
import { PlanPapers } from './plan-papers.tsx';
import { PlanTimes } from './plan-times.tsx';
import { PlanWhat } from './plan-what.tsx';

export function PlanBasics({ viewer, check }: { viewer: Viewer; check: PlanCheck | null }) {
  return (
    <>
      <PlanWhat viewer={viewer} />
      <PlanTimes />
      <PlanMuster />
      <PlanOrgans viewer={viewer} check={check} />
      <PlanPapers />
    </>
  );
}

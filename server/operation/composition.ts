/**
 * Is everybody there that the kind asks for (1+3+n, S4-35)? Rules [O-20] to [O-22]. In: the record, the kind. Out: a line a rule, or null
 * where the profile asks for nothing (未设定). Before anybody has registered, what the plan names is counted.
 */
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { Organs } from '../profile/organs.ts';

export type Composition = OperationRecord['composition'];

export function compositionOf(
  record: Pick<OperationRecord, 'leaderPost' | 'volunteerTeams' | 'calls' | 'state'>,
  kind: OperationKind | undefined,
  organs: Pick<Organs, 'get'>,
): Composition {
  if (!kind?.composition) return null;
  const isDrawn = record.state === 'proposed' || record.state === 'countersigning';
  const there = isDrawn ? record.calls : record.calls.filter(({ arrivedAt }) => arrivedAt !== null);
  const present = {
    leader: record.leaderPost === null ? 0 : 1,
    organs: there.length,
    'posted-organs': there.filter(({ organ }) => organs.get(organ)?.tier === 'posted').length,
    'volunteer-teams': record.volunteerTeams.length,
  };
  return kind.composition.map(({ id, name, counts, atLeast }) => ({
    ...{ id, name, required: atLeast, present: present[counts], met: present[counts] >= atLeast },
  }));
}

/** [O-13] Without these nobody would know who goes where: lead organ, where or what for, who. */
export function missingForIssue(record: Pick<OperationRecord, 'leadOrgan' | 'targets' | 'area' | 'squads'>): string[] {
  return [
    ...(record.leadOrgan === null ? ['leadOrgan'] : []),
    ...(record.targets.length === 0 && record.area === null ? ['targets'] : []),
    ...(record.squads.length === 0 ? ['squads'] : []),
  ];
}

/**
 * Opens the draft of a plan for this page and lets it follow the record. In: who writes, the record (null = a new plan, begun as the address
 * says). Out: the store of the draft; what is typed is written to `sessionStorage` before the page is left.
 */
import { useEffect, useState } from 'react';
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { OrganId } from '../../server/contract/ids.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useProfile } from '../profile/profile-names.ts';
import { type DraftStore, followRecord, openDraft } from './draft-store.ts';
import type { OperationsAddress } from './operations-address.ts';
import { draftOf, EMPTY_DRAFT, type PlanDraft } from './plan-draft.ts';
import { type TitleParts, withKind, withTitle } from './plan-kind.ts';
import { useTitleParts } from './use-title-parts.ts';

type Asked = Pick<OperationsAddress, 'kind' | 'zone' | 'cadence' | 'period'>;

/** One draft for each operation, and for each thing a new plan is asked for: whoever looks at another one opens another draft. */
export function draftKey(record: Pick<OperationRecord, 'id'> | null, { kind, zone, cadence, period }: Asked): string {
  return record?.id ?? ['new', kind, zone, cadence, period].join('.');
}

/** Once for each `draftKey`: the component that calls it has that key. */
export function usePlanDraft(viewer: Viewer, record: OperationRecord | null, asked: Asked): DraftStore {
  const { operationKinds } = useProfile().geodata.profile;
  const titleParts = useTitleParts();
  const [kept] = useState(() =>
    record
      ? openDraft(viewer.account, record.id, { version: record.version, draft: draftOf(record) }, sessionStorage)
      : openDraft(
          viewer.account,
          draftKey(null, asked),
          { version: 0, draft: begun(asked, viewer, operationKinds, titleParts) },
          sessionStorage,
        ),
  );
  useEffect(() => {
    if (record) followRecord(kept.store, record);
  }, [kept, record]);
  useEffect(() => {
    window.addEventListener('pagehide', kept.flush);
    return () => {
      window.removeEventListener('pagehide', kept.flush);
      kept.flush();
    };
  }, [kept]);
  return kept.store;
}

/** [O-8] A chief begins in the own zone, an organ with itself in the lead. */
export function begun(
  { kind, zone, cadence, period }: Asked,
  { scope, role }: Pick<Viewer, 'scope' | 'role'>,
  kinds: readonly OperationKind[],
  titleParts: TitleParts,
): PlanDraft {
  const known = kinds.find(({ id }) => id === kind);
  const empty: PlanDraft = {
    ...EMPTY_DRAFT,
    zone: scope.zone ?? (zone === '' ? null : zone),
    ...(cadence !== '' && { origin: 'cadence', cadence }),
    ...(period !== '' && { period }),
  };
  const drawn = known ? withKind(empty, undefined, known) : empty;
  const own = role === 'dept' ? (scope.organ as OrganId | undefined) : undefined;
  const led =
    own === undefined
      ? drawn
      : { ...drawn, leadOrgan: own, assistingOrgans: drawn.assistingOrgans.filter(id => id !== own) };
  return withTitle(empty, led, titleParts);
}

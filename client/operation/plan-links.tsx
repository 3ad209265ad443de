/** What else there is of an operation whose plan is looked at: its day, the signs for its stops, its plan again for another day. In: the record. Out: addresses, a dialog. */
import { useState } from 'react';
import type { OperationRecord, OperationState } from '../../server/contract/operation.ts';
import { Button } from '../design/desk/button.tsx';
import { PageLink } from '../design/page-link.tsx';
import type { ChangeValues } from '../desk-frame/use-address-values.ts';
import { say } from '../wording/wording.ts';
import { CopyDialog } from './copy-dialog.tsx';
import { operationHref, type USUAL_OPERATIONS } from './operations-address.ts';

const HAS_DAY: ReadonlySet<OperationState> = new Set([
  ...(['planned', 'under-way', 'reinforced', 'finished', 'summarised', 'archived'] as const),
]);

export function PlanLinks(props: { record: OperationRecord; change: ChangeValues<keyof typeof USUAL_OPERATIONS> }) {
  const { record, change } = props;
  const [isCopying, setCopying] = useState(false);
  return (
    <>
      {HAS_DAY.has(record.state) && (
        <PageLink className="desk-button small" href={operationHref({ operation: record.id })}>
          {say('operations.day')}
        </PageLink>
      )}
      {mayPrintSigns(record) && (
        <PageLink className="desk-button small" href={operationHref({ operation: record.id, show: 'signs' })}>
          {say('signs.title')}
        </PageLink>
      )}
      <Button small onPress={() => setCopying(true)}>
        {say('plan.copy')}
      </Button>
      {isCopying && (
        <CopyDialog
          source={record}
          onClose={() => setCopying(false)}
          onCopied={id => change({ operation: id, show: '' })}
        />
      )}
    </>
  );
}

/** [O-35] Whoever leads the day: the same who may call organs in it. The server decides; this only spares a useless way. */
export function mayPrintSigns({ allowed, squads }: Pick<OperationRecord, 'allowed' | 'squads'>): boolean {
  return allowed.includes('call-organs') && squads.some(({ stops }) => stops.length > 0);
}

/** How a new plan may begin while nothing is written yet: as an earlier one again. In: earlier ones, as the list tells them. Out: the number of the copy. */
import { useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import type { ChangeValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { CopyDialog } from './copy-dialog.tsx';
import type { USUAL_OPERATIONS } from './operations-address.ts';
import { useEarlierOperations } from './use-operations.ts';

export function NewPlanStart({ change }: { change: ChangeValues<keyof typeof USUAL_OPERATIONS> }) {
  const earlier = useEarlierOperations();
  const { timeZone } = useProfile();
  const [source, setSource] = useState<OperationRecord | null>(null);
  if (earlier.length === 0) return null;
  return (
    <>
      <ComboBox
        label={say('plan.copy.from')}
        note={say('desk.optional')}
        options={earlier.map(({ id, title, startsAt }) => ({
          ...{ id, name: title, detail: fullDate(startsAt, timeZone), alsoCalled: id },
        }))}
        value={source?.id ?? null}
        opensOnFocus={false}
        onChange={id => setSource(earlier.find(one => one.id === id) ?? null)}
      />
      {source && (
        <CopyDialog source={source} onClose={() => setSource(null)} onCopied={id => change({ operation: id })} />
      )}
    </>
  );
}

/** A new version of the list from a sheet: from when it holds, and whether it is a draft. All rows or none. */
import { use, useState } from 'react';
import { type NegativeList, type NegativeListImport, negativeListImport } from '../../server/contract/negative-list.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { SheetImport } from '../sheet-import/sheet-import.tsx';
import { say } from '../wording/wording.ts';
import { useNegativeList } from './use-negative-list.ts';

type Status = NegativeList['status'];

export function ImportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={say('list.import.title')} isOpen={isOpen} onClose={onClose} wide>
      <ListImport onDone={onClose} />
    </Dialog>
  );
}

function ListImport({ onDone }: { onDone: () => void }) {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const [status, setStatus] = useState<Status>('draft');
  /** Null = at once; a moment that was now when the dialog opened would be past by the time of publishing. */
  const [effectiveFrom, setEffectiveFrom] = useState<number | null>(null);
  const tooEarly = effectiveFrom !== null && effectiveFrom <= clock.serverNow() ? say('form.not-later') : null;
  return (
    <SheetImport
      path="/api/v1/negative-list/import"
      answer={negativeListImport}
      query={{ status, ...(effectiveFrom !== null && { effectiveFrom: Math.round(effectiveFrom) }) }}
      help={say('list.import.help')}
      submit={say('list.publish')}
      preview={preview => <Preview preview={preview} />}
      whyNot={tooEarly}
      onImported={published => {
        tell(say('list.published', { n: published.version ?? 0, rows: published.rows }));
        onDone();
      }}
      onCancel={onDone}
    >
      <div className="import-terms">
        <SegmentedFilter
          label={say('list.status')}
          segments={(['draft', 'in-force'] as const).map(id => ({ id, name: say(`list.status.${id}`) }))}
          value={status}
          onChange={setStatus}
        />
        <DateTimeField
          label={say('list.effective-from')}
          note={say('list.import.at-once')}
          value={effectiveFrom}
          error={tooEarly}
          onChange={setEffectiveFrom}
          timeZone={timeZone}
        />
      </div>
    </SheetImport>
  );
}

function Preview({ preview }: { preview: NegativeListImport }) {
  const known = useNegativeList();
  // A row that is new has no name on this page yet.
  const nameOf = (id: string) => known?.item(id)?.name ?? id;
  return (
    <>
      <Notice>
        {say('list.import.preview', {
          rows: preview.rows,
          added: preview.added.length,
          changed: preview.changed.length,
          removed: preview.removed.length,
        })}
      </Notice>
      {(['added', 'changed', 'removed'] as const).map(
        what =>
          preview[what].length > 0 && (
            <p key={what} className="desk-help">
              {say(`import.${what}`, { names: preview[what].map(nameOf).join('、') })}
            </p>
          ),
      )}
    </>
  );
}

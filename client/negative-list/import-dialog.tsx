/**
 * A new version of the list from a sheet: the file is checked as soon as it is there (nothing is published by that), then shown as what
 * would be added, changed and removed, or as every row that is wrong. All rows or none.
 */
import { use, useState } from 'react';
import { type NegativeList, type NegativeListImport, negativeListImport } from '../../server/contract/negative-list.ts';
import type { RowFault } from '../../server/contract/refusal.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { askServer } from '../connection/ask-server.ts';
import { Button } from '../design/desk/button.tsx';
import { DataTable } from '../design/desk/data-table.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { FileDrop } from '../design/desk/file-drop.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { useNegativeList } from './use-negative-list.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_BYTES = 2 * 1_048_576;

type Checked =
  | { name: 'nothing' }
  | { name: 'checking' }
  | { name: 'fits'; preview: NegativeListImport }
  | { name: 'faults'; sentence: string; rows: readonly RowFault[] };

type Status = NegativeList['status'];

export function ImportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={say('list.import.title')} isOpen={isOpen} onClose={onClose} wide>
      <ImportForm onDone={onClose} />
    </Dialog>
  );
}

function ImportForm({ onDone }: { onDone: () => void }) {
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const isLive = useWall(state => state.link.name === 'live');
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<Checked>({ name: 'nothing' });
  const [status, setStatus] = useState<Status>('draft');
  /** Null = at once; a moment that was now when the dialog opened would be past by the time of publishing. */
  const [effectiveFrom, setEffectiveFrom] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);

  const send = async (sheet: File, dryRun: boolean) => {
    const answer = await askServer('/api/v1/negative-list/import', negativeListImport, {
      method: 'POST',
      // Some desks do not know the type of the file; the server looks into it anyway.
      body: new Blob([sheet], { type: XLSX }),
      query: { status, dryRun, ...(effectiveFrom !== null && { effectiveFrom: Math.round(effectiveFrom) }) },
    });
    if (answer.name === 'answered') return answer.value;
    const sentence = answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable');
    const rows = answer.name === 'refused' ? (answer.refusal.rows ?? []) : [];
    setChecked({ name: 'faults', sentence, rows });
    return null;
  };
  const check = async (sheet: File) => {
    setFile(sheet);
    setChecked({ name: 'checking' });
    const preview = await send(sheet, true);
    if (preview) setChecked({ name: 'fits', preview });
  };
  const publish = async () => {
    if (!file || isBusy) return;
    setBusy(true);
    const published = await send(file, false);
    setBusy(false);
    if (!published) return;
    tell(say('list.published', { n: published.version ?? 0, rows: published.rows }));
    onDone();
  };

  const tooEarly = effectiveFrom !== null && effectiveFrom <= clock.serverNow() ? say('form.not-later') : null;
  const whyNot = !isLive
    ? say('command.link-lost')
    : checked.name !== 'fits'
      ? say('list.import.check-first')
      : tooEarly;
  return (
    <div className="desk-form">
      <FileDrop
        label={say('list.import.drop')}
        help={say('list.import.help')}
        types={[XLSX]}
        mostBytes={MOST_BYTES}
        room={1}
        files={file ? [{ key: file.name, name: file.name, share: checked.name === 'checking' ? 0.5 : 1 }] : []}
        onFiles={files => files[0] && void check(files[0])}
        onRemove={() => {
          setFile(null);
          setChecked({ name: 'nothing' });
        }}
      />
      <div role="status" className="import-result">
        {checked.name === 'checking' && say('list.import.checking')}
        {checked.name === 'fits' && <Preview preview={checked.preview} />}
      </div>
      {checked.name === 'faults' && <Faults sentence={checked.sentence} rows={checked.rows} />}
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
      <div className="desk-actions">
        <Button kind="primary" whyNot={whyNot} isPending={isBusy} onPress={() => void publish()}>
          {say('list.publish')}
        </Button>
        <Button onPress={onDone}>{say('desk.cancel')}</Button>
      </div>
    </div>
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
              {say(`list.import.${what}`, { names: preview[what].map(nameOf).join('、') })}
            </p>
          ),
      )}
      {preview.warnings.length > 0 && <FaultTable caption={say('list.import.warnings')} rows={preview.warnings} />}
    </>
  );
}

function Faults({ sentence, rows }: { sentence: string; rows: readonly RowFault[] }) {
  return (
    <div role="alert" className="import-result">
      <Notice urgent>{sentence}</Notice>
      {rows.length > 0 && <FaultTable caption={say('list.import.faults')} rows={rows} />}
    </div>
  );
}

function FaultTable({ caption, rows }: { caption: string; rows: readonly RowFault[] }) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={fault => `${fault.row} ${fault.column} ${fault.message}`}
      emptyText=""
      columns={[
        { id: 'row', name: say('list.fault.row'), isNumber: true, cell: fault => fault.row },
        { id: 'column', name: say('list.fault.column'), cell: fault => fault.column },
        { id: 'value', name: say('list.fault.value'), cell: fault => fault.value },
        { id: 'message', name: say('list.fault.message'), cell: fault => fault.message },
      ]}
    />
  );
}

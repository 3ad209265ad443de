/**
 * Rows from a sheet: the file is checked as soon as it is there (nothing is written by that), then shown as what it would change, or as
 * every row that is wrong. All rows or none. In: where it goes, how its answer reads, what else the import asks. Out: what was written.
 */
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { RowFault } from '../../server/contract/refusal.ts';
import { askServer, type Question } from '../connection/ask-server.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { FileDrop } from '../design/desk/file-drop.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';
import { FaultTable } from './fault-table.tsx';
import './sheet-import.css';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_BYTES = 2 * 1_048_576;

interface Imported {
  warnings: readonly RowFault[];
}

type Checked<Answer> =
  | { name: 'nothing' }
  | { name: 'checking' }
  | { name: 'fits'; preview: Answer }
  | { name: 'faults'; sentence: string; rows: readonly RowFault[] };

export interface SheetImportProps<Answer extends Imported> {
  path: string;
  answer: z.ZodType<Answer>;
  /** Beside `dryRun`. */
  query?: Question['query'];
  help: string;
  submit: string;
  /** What the sheet would change. */
  preview: (answer: Answer) => ReactNode;
  /** Of the fields in `children`. */
  whyNot?: string | null;
  children?: ReactNode;
  onImported: (answer: Answer) => void;
  onCancel: () => void;
}

export function SheetImport<Answer extends Imported>(props: SheetImportProps<Answer>) {
  const block = useCommandBlock();
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<Checked<Answer>>({ name: 'nothing' });
  const [isBusy, setBusy] = useState(false);

  const send = async (sheet: File, dryRun: boolean) => {
    const answer = await askServer(props.path, props.answer, {
      method: 'POST',
      // Some desks do not know the type of the file; the server looks into it anyway.
      body: new Blob([sheet], { type: XLSX }),
      query: { ...props.query, dryRun },
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
  const write = async () => {
    if (!file || isBusy) return;
    setBusy(true);
    const written = await send(file, false);
    setBusy(false);
    if (written) props.onImported(written);
  };

  const whyNot = block ?? (checked.name === 'fits' ? props.whyNot : say('import.check-first'));
  return (
    <div className="desk-form">
      <FileDrop
        label={say('import.drop')}
        help={props.help}
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
        {checked.name === 'checking' && say('import.checking')}
        {checked.name === 'fits' && (
          <>
            {props.preview(checked.preview)}
            {checked.preview.warnings.length > 0 && (
              <FaultTable caption={say('import.warnings')} rows={checked.preview.warnings} />
            )}
          </>
        )}
      </div>
      {checked.name === 'faults' && (
        <div role="alert" className="import-result">
          <Notice urgent>{checked.sentence}</Notice>
          {checked.rows.length > 0 && <FaultTable caption={say('import.faults')} rows={checked.rows} />}
        </div>
      )}
      {props.children}
      <div className="desk-actions">
        <Button kind="primary" whyNot={whyNot} isPending={isBusy} onPress={() => void write()}>
          {props.submit}
        </Button>
        <Button onPress={props.onCancel}>{say('desk.cancel')}</Button>
      </div>
    </div>
  );
}

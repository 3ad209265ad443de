/**
 * 导入测评表: a round from a sheet, looked at on the map and row by row before anything is written; all of it or nothing. In: who is told
 * of the round that was written. Out: the round.
 */
import { useState } from 'react';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { FileDrop } from '../design/desk/file-drop.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { FaultTable } from '../sheet-import/fault-table.tsx';
import { say } from '../wording/wording.ts';
import { RowsOnMap } from './rows-on-map.tsx';
import { SheetPreview } from './sheet-preview.tsx';
import { SheetTerms } from './sheet-terms.tsx';
import { type RoundSheetChoices, useRoundImport } from './use-round-import.ts';
import './point-import.css';

/** As much as the server takes. */
const MOST_BYTES = 2 * 1_048_576;
const TYPES = ['.xlsx', '.csv', '.txt'];
const USUAL: RoundSheetChoices = { round: null, crs: 'WGS84', unlisted: 'not-assessed', mode: 'add' };

export function ImportView({ onImported, onLeave }: { onImported: (round: string) => void; onLeave: () => void }) {
  const { sanitationIndex } = useProfile().geodata.profile;
  const block = useCommandBlock();
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState(USUAL);
  const [chosen, setChosen] = useState<number | null>(null);
  const { previewed, isBusy, write } = useRoundImport(file, choices);
  const length = sanitationIndex?.round?.length;
  if (!length) return <EmptyState text={say('rounds.unset')} />;

  const change = (changed: Partial<RoundSheetChoices>) => setChoices(known => ({ ...known, ...changed }));
  const take = async () => {
    const written = await write();
    if (!written) return;
    const { round, deductions, clean, alreadyDone } = written;
    tell(
      alreadyDone
        ? say('sheet.done-before', { round: roundText(round) })
        : say('sheet.done', { round: roundText(round), deductions, clean }),
    );
    onImported(round);
  };
  return (
    <div className="round-import" data-unsaved={file !== null || undefined}>
      <SheetTerms choices={choices} length={length} onChange={change} />
      <FileDrop
        label={say('import.drop')}
        help={file ? '' : say('sheet.help')}
        types={TYPES}
        mostBytes={MOST_BYTES}
        room={1}
        files={file ? [{ key: file.name, name: file.name, share: previewed.name === 'checking' ? 0.5 : 1 }] : []}
        onFiles={([first]) => first && setFile(first)}
        onRemove={() => setFile(null)}
      />
      {file && choices.round === null && <Notice role="status">{say('sheet.choose-round')}</Notice>}
      {previewed.name === 'checking' && <p role="status">{say('import.checking')}</p>}
      {previewed.name === 'refused' && (
        <div role="alert" className="sheet-refused">
          <Notice urgent>{previewed.sentence}</Notice>
          {previewed.rows.length > 0 && <FaultTable caption={say('import.faults')} rows={previewed.rows} />}
        </div>
      )}
      {previewed.name === 'read' && (
        <>
          <SheetPreview
            preview={previewed.preview}
            chosen={chosen}
            onChoose={setChosen}
            onSystem={crs => change({ crs })}
          />
          <RowsOnMap rows={previewed.preview.rows} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      <div className="desk-actions">
        <Button kind="primary" whyNot={block ?? whyNot()} isPending={isBusy} onPress={() => void take()}>
          {say('sheet.write')}
        </Button>
        <Button onPress={onLeave}>{say('desk.cancel')}</Button>
      </div>
    </div>
  );

  function whyNot(): string | null {
    if (previewed.name !== 'read') return say('import.check-first');
    const { ready, counts } = previewed.preview;
    return ready ? null : say('sheet.not-ready', { n: counts.faults });
  }
}

/** The roster from a sheet: how many rows would be new, changed and taken off, or what is wrong in which row. */
import { z } from 'zod';
import { rowFault } from '../../server/contract/refusal.ts';
import { rosterChanged } from '../../server/contract/shift.ts';
import { Dialog } from '../design/desk/dialog.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SheetImport } from '../sheet-import/sheet-import.tsx';
import { say } from '../wording/wording.ts';

const answer = rosterChanged.extend({ warnings: z.array(rowFault) });

export function RosterImport({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={say('roster.import.title')} isOpen={isOpen} onClose={onClose} wide>
      <SheetImport
        path="/api/v1/roster/import"
        answer={answer}
        help={say('roster.import.help')}
        submit={say('import.write')}
        preview={({ rows, added, changed, removed, unchanged }) => (
          <Notice>{say('roster.import.preview', { rows, added, changed, removed, unchanged })}</Notice>
        )}
        onImported={({ added, changed, removed }) => {
          tell(say('roster.import.done', { n: added + changed + removed }));
          onClose();
        }}
        onCancel={onClose}
      />
    </Dialog>
  );
}

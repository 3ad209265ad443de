/** 单位 from a sheet: what would be registered and changed, or what is wrong in which row. */
import { z } from 'zod';
import { rowFault } from '../../server/contract/refusal.ts';
import { unitImport } from '../../server/contract/shift.ts';
import { Dialog } from '../design/desk/dialog.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SheetImport } from '../sheet-import/sheet-import.tsx';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

const answer = unitImport.extend({ warnings: z.array(rowFault) });

export function UnitImport({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const units = useWall(state => state.units);
  return (
    <Dialog title={say('unit.import.title')} isOpen={isOpen} onClose={onClose} wide>
      <SheetImport
        path="/api/v1/units/import"
        answer={answer}
        help={say('unit.import.help')}
        submit={say('import.write')}
        preview={({ rows, added, changed, unchanged }) => (
          <>
            <Notice>
              {say('unit.import.preview', { rows, added: added.length, changed: changed.length, unchanged })}
            </Notice>
            {changed.length > 0 && (
              <p className="desk-help">
                {say('import.changed', { names: changed.map(id => units.byId.get(id)?.callSign ?? id).join('、') })}
              </p>
            )}
          </>
        )}
        onImported={({ added, changed }) => {
          tell(say('unit.import.done', { added: added.length, changed: changed.length }));
          onClose();
        }}
        onCancel={onClose}
      />
    </Dialog>
  );
}

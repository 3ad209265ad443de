/** The page /admin: where an administrator keeps devices, units, shifts and access. In: nothing but the address. */
import { DeskEntry } from '../desk-frame/desk-entry.tsx';
import { DESK_ROLES } from '../desk-frame/desk-menu.tsx';
import { LivePage } from '../live-page.tsx';
import { say } from '../wording/wording.ts';
import { AdminShell } from './admin-shell.tsx';

/** Whatever a person is writing is marked so; a reload for a newer version waits for it. */
const nothingUnsaved = () => document.querySelector('[data-unsaved]') === null;

export function AdminPage() {
  return (
    <LivePage isSafeMoment={nothingUnsaved}>
      {view => (
        <DeskEntry {...view} roles={DESK_ROLES.admin} title={say('admin.title')}>
          {viewer => <AdminShell viewer={viewer} />}
        </DeskEntry>
      )}
    </LivePage>
  );
}

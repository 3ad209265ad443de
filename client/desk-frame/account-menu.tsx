/** Who one is, and the way out. The ways to other desks stand in the title of the bar (desk-menu.tsx). */
import type { Viewer } from '../../server/contract/viewer.ts';
import { createSession } from '../access/session.ts';
import { Menu } from '../design/desk/menu.tsx';
import { say } from '../wording/wording.ts';

export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const leave = async () => {
    await createSession().signOut();
    window.location.assign('/sign-in');
  };
  return (
    <Menu
      name={viewer.title}
      options={[{ id: 'sign-out', name: say('console.sign-out'), detail: viewer.account }]}
      onChoose={() => void leave()}
    />
  );
}

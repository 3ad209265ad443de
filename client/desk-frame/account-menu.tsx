/** Who one is, the way to the other desk for an administrator, and the way out. */
import type { Viewer } from '../../server/contract/viewer.ts';
import { createSession } from '../access/session.ts';
import { Menu } from '../design/desk/menu.tsx';
import type { Option } from '../design/desk/option.ts';
import { say } from '../wording/wording.ts';

type Desk = 'console' | 'admin';
type Choice = 'sign-out' | Desk;

export function AccountMenu({ viewer, isAt }: { viewer: Viewer; isAt: Desk }) {
  const other: Desk = isAt === 'console' ? 'admin' : 'console';
  const options: Option<Choice>[] = [
    ...(viewer.role === 'admin' ? [{ id: other, name: say(`${other}.title`) }] : []),
    { id: 'sign-out', name: say('console.sign-out'), detail: viewer.account },
  ];
  const choose = async (choice: Choice) => {
    // The language of the page goes along.
    const lang = new URLSearchParams(window.location.search).get('lang');
    if (choice !== 'sign-out') {
      window.location.assign(`/${choice}${lang === null ? '' : `?lang=${lang}`}`);
      return;
    }
    await createSession().signOut();
    window.location.assign('/sign-in');
  };
  return <Menu name={viewer.title} options={options} onChoose={choice => void choose(choice)} />;
}

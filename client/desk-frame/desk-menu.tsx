/**
 * Whose desk this is, and the way to the other desks of this person (值班台, 规划, 系统管理). In: who is here, at which desk. Out: the
 * title of the bar; a menu when there is more than one desk. The language of the page goes along.
 */
import type { Role, Viewer } from '../../server/contract/viewer.ts';
import { Menu } from '../design/desk/menu.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';

export type DeskId = 'console' | 'planning' | 'admin';

const EVERY_PERSON: readonly Role[] = ['duty', 'leader', 'chief', 'dept', 'admin'];

/** Who works at which desk; what a role may do there is the server's business. */
export const DESK_ROLES: Readonly<Record<DeskId, readonly Role[]>> = {
  console: EVERY_PERSON,
  planning: EVERY_PERSON,
  admin: ['admin'],
};
const DESKS = Object.keys(DESK_ROLES) as DeskId[];

export function DeskTitle({ viewer, isAt }: { viewer: Viewer; isAt: DeskId }) {
  const { geodata } = useProfile();
  const desks = DESKS.filter(desk => DESK_ROLES[desk].includes(viewer.role));
  const go = (desk: DeskId) => {
    if (desk === isAt) return;
    const lang = new URLSearchParams(window.location.search).get('lang');
    window.location.assign(`/${desk}${lang === null ? '' : `?lang=${lang}`}`);
  };
  const name = say(`${isAt}.title`);
  return (
    <div className="desk-title">
      <h1>
        {geodata.profile.name} <span className={desks.length > 1 ? 'desk-hidden' : undefined}>{name}</span>
      </h1>
      {desks.length > 1 && (
        <Menu name={name} options={desks.map(id => ({ id, name: say(`${id}.title`) }))} onChoose={go} />
      )}
    </div>
  );
}

/**
 * `/` leads each role to where it works; who is nobody yet is asked to sign in. In: the session and the address. Out: another address.
 * A wall's kiosk may open `/?token=`: its parameters go along. While the server cannot be reached the wall's page is shown, because
 * it waits for ever.
 */
import type { Role } from '../../server/contract/viewer.ts';
import type { Session } from './session.ts';

const HOMES: Partial<Record<Role, string>> = {
  duty: '/console',
  dept: '/console',
  leader: '/console',
  chief: '/console',
  admin: '/console',
  field: '/field',
};
const WALL = '/wall';

export async function goHome(
  session: Pick<Session, 'current'>,
  location: Pick<Location, 'search' | 'replace'>,
): Promise<void> {
  if (new URLSearchParams(location.search).has('token')) {
    location.replace(WALL + location.search);
    return;
  }
  const answer = await session.current();
  if (answer.name === 'refused') location.replace('/sign-in');
  else location.replace(((answer.name === 'signed-in' && HOMES[answer.viewer.role]) || WALL) + location.search);
}

/**
 * The first question of every page: who is here? In: the session and the address bar. Out: the server's answer.
 * A wall's kiosk opens the page with `?token=`; it is traded for a cookie and then removed from the address, so that no
 * photograph of the screen and no browser history shows it. While the server cannot be reached the token stays where it is,
 * because a reload of the kiosk must still find it.
 */
import type { Session, SessionAnswer } from './session.ts';

const TOKEN_PARAMETER = 'token';

export async function enterPage(
  session: Session,
  location: Pick<Location, 'href'>,
  history: Pick<History, 'replaceState' | 'state'>,
): Promise<SessionAnswer> {
  const address = new URL(location.href);
  const token = address.searchParams.get(TOKEN_PARAMETER);
  if (!token) return session.current();
  const answer = await session.enterAsWall(token);
  if (answer.name !== 'unreachable') {
    address.searchParams.delete(TOKEN_PARAMETER);
    history.replaceState(history.state, '', address.pathname + address.search + address.hash);
  }
  return answer;
}

/**
 * Where to go after signing in: the page that was asked for. In: an address. Out: another one, always of this server.
 * A target is a path; anything that a browser could take for another host (`//evil`, `/\evil`, `https:`) becomes `/`, which
 * leads each role to where it works.
 */
const PARAMETER = 'next';
const HOME = '/';

/** `/sign-in?next=…` for a page that needs a session. */
export function signInAddress({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const target = pathname + search;
  return target === HOME ? '/sign-in' : `/sign-in?${new URLSearchParams({ [PARAMETER]: target })}`;
}

/** `search` of the sign-in page. */
export function targetPage(search: string): string {
  const target = new URLSearchParams(search).get(PARAMETER) ?? HOME;
  const isOwnPath = /^\/(?![/\\])/.test(target) && !/[\t\n\r]/.test(target) && !target.startsWith('/sign-in');
  return isOwnPath ? target : HOME;
}

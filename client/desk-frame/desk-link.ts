/** The address of an incident at the desk, for links from other pages; the language of the page goes along. */
export function deskLink(id: string): string {
  const lang = new URLSearchParams(window.location.search).get('lang');
  return `/console?${new URLSearchParams({ id, ...(lang !== null && { lang }) })}`;
}

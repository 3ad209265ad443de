/** Key hints show themselves while Alt is held: `data-hints` on the page. In: the page's element. Out: how to stop. */
export function showHintsOnAlt(page: HTMLElement): () => void {
  const set = (shown: boolean) => page.toggleAttribute('data-hints', shown);
  const down = (event: KeyboardEvent) => {
    if (event.key === 'Alt') set(true);
  };
  const up = (event: KeyboardEvent) => {
    if (event.key === 'Alt') set(false);
  };
  // A window that loses the focus (Alt+Tab) never hears the key go up.
  const hide = () => set(false);
  window.addEventListener('keydown', down);
  window.addEventListener('keyup', up);
  window.addEventListener('blur', hide);
  return () => {
    window.removeEventListener('keydown', down);
    window.removeEventListener('keyup', up);
    window.removeEventListener('blur', hide);
  };
}

/**
 * Keys of the desk. In: key -> what it does (`j`, `arrowdown`, `?`, `alt+1`). No key acts while somebody types, while a dialog or
 * a menu is open, or on a control that uses the key itself (arrows in a group of choices).
 */
import { useHotkeys } from 'react-hotkeys-hook';

type Keys = Readonly<Record<string, () => void>>;

/** Every key is theirs. */
const OWN_KEYS = '[data-own-keys], [role=menu], [role=listbox]:not(.queue-list)';
/** Arrows are theirs (a map moves by them); letters go on meaning what they mean on the page. */
const OWN_ARROWS = '[role=radiogroup], [role=tablist], canvas';
/** Enter and blank are theirs. Not a map's: whoever clicked there goes on with the page; one that asks for a place takes the key first. */
const OWN_PRESS = 'a, button, summary, [role=radiogroup], [role=tablist]';
/** Inputs in which nothing is typed. */
const NOT_TYPED = 'input:is([type=radio], [type=checkbox], [type=button], [type=file])';

export function useKeys(keys: Keys, enabled = true): void {
  useHotkeys(
    '*',
    event => {
      const act = keys[nameOf(event)];
      if (!act) return;
      event.preventDefault();
      act();
    },
    { enabled, enableOnFormTags: true, ignoreEventWhen: belongsToControl },
    [keys, enabled],
  );
}

function belongsToControl(event: KeyboardEvent): boolean {
  if (event.isComposing || document.querySelector('.desk-modal, .desk-popover')) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(OWN_KEYS)) return true;
  if (target.matches('input, textarea, select, [contenteditable]') && !target.matches(NOT_TYPED)) return true;
  if (event.key === 'Enter' || event.key === ' ') return target.closest(OWN_PRESS) !== null;
  return event.key.startsWith('Arrow') && target.closest(OWN_ARROWS) !== null;
}

/** `j`, `arrowdown`, `?`, `alt+1`; with Ctrl or Meta a key is the browser's. */
function nameOf({ key, code, altKey, ctrlKey, metaKey }: KeyboardEvent): string {
  if (ctrlKey || metaKey) return '';
  // With Alt some keyboards write another sign than the one on the key.
  return altKey ? `alt+${code.replace(/^(Digit|Key)/, '').toLowerCase()}` : key.toLowerCase();
}

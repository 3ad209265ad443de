/**
 * Keys of the desk. In: key -> what it does (`j`, `arrowdown`, `?`, `alt+1`). No key acts while somebody types, while a dialog or
 * a menu is open, or on a control that uses the key itself (arrows in a group of choices).
 */
import { useHotkeys } from 'react-hotkeys-hook';

type Keys = Readonly<Record<string, () => void>>;

/** Controls that have a meaning of their own for arrows, Enter and letters. */
const BUSY =
  '[role=dialog], [role=menu], [role=listbox]:not(.queue-list), [role=radiogroup], [role=tablist], [data-own-keys]';
/** Those that keep only arrows and Enter for themselves; letters go on meaning what they mean on the page. */
const OWN_ENTER = 'a, button, summary';

export function useKeys(keys: Keys, enabled = true): void {
  useHotkeys(
    '*',
    event => {
      const act = keys[nameOf(event)];
      if (!act) return;
      event.preventDefault();
      act();
    },
    { enabled, ignoreEventWhen: belongsToControl },
    [keys, enabled],
  );
}

function belongsToControl(event: KeyboardEvent): boolean {
  if (event.isComposing || document.querySelector('.desk-modal, .desk-popover')) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(BUSY)) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest(OWN_ENTER) !== null;
}

/** `j`, `arrowdown`, `?`, `alt+1`; with Ctrl or Meta a key is the browser's. */
function nameOf({ key, code, altKey, ctrlKey, metaKey }: KeyboardEvent): string {
  if (ctrlKey || metaKey) return '';
  // With Alt some keyboards write another sign than the one on the key.
  return altKey ? `alt+${code.replace(/^(Digit|Key)/, '').toLowerCase()}` : key.toLowerCase();
}

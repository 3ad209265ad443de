/** A key beside what it does. `onAlt`: shown only while Alt is held. Screen readers hear `aria-keyshortcuts` of the control instead. */
export function KeyHint({ keys, onAlt = false }: { keys: string; onAlt?: boolean }) {
  return (
    <span className={onAlt ? 'desk-key on-alt' : 'desk-key'} aria-hidden="true">
      {keys}
    </span>
  );
}

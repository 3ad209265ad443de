/** Which key does what: the most used ones at the foot, all of them in a dialog. */

import { Dialog } from '../design/desk/dialog.tsx';
import { KeyHint } from '../design/desk/key-hint.tsx';
import { FootNotes } from '../desk-frame/foot-notes.tsx';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';
import type { Tab } from './console-address.ts';

interface KeyMeaning {
  keys: readonly string[];
  means: Extract<WordingKey, `key.${string}`>;
}

const AT_FOOT: readonly KeyMeaning[] = [
  { keys: ['J', 'K'], means: 'key.move' },
  { keys: ['↵'], means: 'key.open' },
  { keys: ['A'], means: 'key.primary' },
  { keys: ['N'], means: 'key.intake' },
  { keys: ['/'], means: 'key.search' },
];

const FURTHER: readonly KeyMeaning[] = [
  { keys: ['↑', '↓'], means: 'key.move' },
  { keys: ['1', '…', '5'], means: 'key.suggestion' },
  { keys: ['M'], means: 'key.map' },
  { keys: ['Alt', '1…8'], means: 'key.tab' },
  { keys: ['Alt'], means: 'key.hints' },
  { keys: ['⇧', '↵'], means: 'key.new-line' },
  { keys: ['Esc'], means: 'key.leave' },
  { keys: ['?'], means: 'key.all' },
];

const AT_ALARMS: readonly KeyMeaning[] = [
  { keys: ['J', 'K'], means: 'key.move' },
  { keys: ['A'], means: 'key.alarm-acknowledge' },
  { keys: ['S'], means: 'key.alarm-shelve' },
  { keys: ['↵'], means: 'key.alarm-open' },
  { keys: ['/'], means: 'key.search' },
];

const ELSEWHERE: readonly KeyMeaning[] = [
  { keys: ['/'], means: 'key.search' },
  { keys: ['Alt'], means: 'key.hints' },
];

/** Only keys that mean something on this page, to this role. */
export function FootKeys(props: { tab: Tab; takesReports: boolean; onAll: () => void }) {
  const shown = props.tab === 'incidents' ? AT_FOOT : props.tab === 'alarms' ? AT_ALARMS : ELSEWHERE;
  return (
    <footer className="foot-keys">
      {shown
        .filter(({ means }) => props.takesReports || means !== 'key.intake')
        .map(key => (
          <Key key={key.means} {...key} />
        ))}
      <button type="button" onClick={props.onAll} aria-keyshortcuts="?">
        <KeyHint keys="?" /> {say('key.all')}
      </button>
      <FootNotes />
    </footer>
  );
}

function Key({ keys, means }: KeyMeaning) {
  return (
    <span>
      {keys.map(key => (
        <KeyHint key={key} keys={key} />
      ))}{' '}
      {say(means)}
    </span>
  );
}

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={say('key.all')} isOpen={isOpen} onClose={onClose} closesOutside>
      <dl className="keys-list">
        {[...AT_FOOT, ...FURTHER].map(({ keys, means }) => (
          <div key={`${means}${keys.join('')}`}>
            <dt>
              {keys.map(key => (
                <KeyHint key={key} keys={key} />
              ))}
              <span className="desk-hidden">{keys.join(' ')}</span>
            </dt>
            <dd>{say(means)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

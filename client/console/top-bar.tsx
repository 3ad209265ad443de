/** One line: whose desk, where one can go, search, time, whether what one sees is true, and who one is. */
import type { RefObject } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { AlarmCount } from '../alarm/alarm-count.tsx';
import { AlarmSound } from '../alarm/alarm-sound.tsx';
import { KeyHint } from '../design/desk/key-hint.tsx';
import { AccountMenu } from '../desk-frame/account-menu.tsx';
import { DeskTitle } from '../desk-frame/desk-menu.tsx';
import { DeskClock, LinkState } from '../desk-frame/link-state.tsx';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { Tab } from './console-address.ts';

/** Sound is at the desks that answer alarms (wall-ux §7). */
const MAY_HEAR: readonly string[] = ['duty', 'admin', 'leader'];

export function TopBar(props: {
  viewer: Viewer;
  tabs: readonly Tab[];
  tab: Tab;
  onTab: (tab: Tab) => void;
  q: string;
  onSearch: (q: string) => void;
  search: RefObject<HTMLInputElement | null>;
}) {
  return (
    <header className="top-bar">
      <DeskTitle viewer={props.viewer} isAt="console" />
      <nav aria-label={say('console.tabs')} data-tab={props.tab}>
        {props.tabs.map((tab, i) =>
          tab === 'alarms' ? (
            <AlarmCount key={tab} onOpen={() => props.onTab(tab)} />
          ) : (
            <a
              key={tab}
              className="desk-tab"
              href={`?tab=${tab}`}
              aria-current={tab === props.tab ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${i + 1}`}
              onClick={event => {
                // A click with a key held opens a new tab of the browser, as people expect of a link.
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                props.onTab(tab);
              }}
            >
              {say(`console.tab.${tab}`)}
              {tab === 'incidents' && <OpenCount />}
              <KeyHint keys={String(i + 1)} onAlt />
            </a>
          ),
        )}
      </nav>
      <search className="top-search">
        <input
          ref={props.search}
          className="desk-input"
          type="search"
          aria-label={say('console.search')}
          aria-keyshortcuts="/"
          placeholder={say('console.search')}
          value={props.q}
          onChange={event => props.onSearch(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing)
              document.querySelector<HTMLElement>('.queue-list')?.focus();
            if (event.key !== 'Escape') return;
            if (props.q === '') event.currentTarget.blur();
            else props.onSearch('');
          }}
        />
        <KeyHint keys="/" />
      </search>
      <DeskClock />
      <LinkState />
      {MAY_HEAR.includes(props.viewer.role) && <AlarmSound />}
      <AccountMenu viewer={props.viewer} />
    </header>
  );
}

function OpenCount() {
  return <span className="desk-count">{useWall(state => state.incidents.open.length)}</span>;
}

/**
 * What stands around the pages of a desk that is a row of tabs: bar, banner of a lost link, page, foot. In: who is here, the tabs, which
 * one is shown. Out: the wish for another one, by link or by Alt and its number. The desk of the duty room has more in its bar and keeps
 * its own (console/console-shell.tsx).
 */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { showHintsOnAlt } from '../design/desk/hints.ts';
import { KeyHint } from '../design/desk/key-hint.tsx';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { AccountMenu } from './account-menu.tsx';
import { type DeskId, DeskTitle } from './desk-menu.tsx';
import { FootNotes } from './foot-notes.tsx';
import { LinkBanner } from './link-banner.tsx';
import { DeskClock, LinkState } from './link-state.tsx';
import { useKeys } from './use-keys.ts';

export interface DeskTab<Id extends string> {
  id: Id;
  name: string;
  count?: number | undefined;
}

export interface FootKey {
  keys: readonly string[];
  means: string;
}

export function DeskShell<Id extends string>(props: {
  viewer: Viewer;
  desk: DeskId;
  tabs: readonly DeskTab<Id>[];
  tab: Id;
  hrefOf: (tab: Id) => string;
  onTab: (tab: Id) => void;
  footKeys: readonly FootKey[];
  children: ReactNode;
}) {
  const { viewer, desk, tabs, tab, hrefOf, onTab } = props;
  const page = useRef<HTMLDivElement>(null);
  const isLost = useWall(state => state.link.name !== 'live');
  useEffect(() => showHintsOnAlt(page.current!), []);
  useKeys({
    '/': () => page.current?.querySelector<HTMLInputElement>('input[type=search]')?.select(),
    ...Object.fromEntries(tabs.map(({ id }, i) => [`alt+${i + 1}`, () => onTab(id)])),
  });
  return (
    <div ref={page} className="desk desk-frame" data-link={isLost ? 'lost' : 'live'}>
      <a className="skip-link" href={`#${desk}-main`}>
        {say('console.skip')}
      </a>
      <header className="top-bar">
        <DeskTitle viewer={viewer} isAt={desk} />
        <nav aria-label={say('console.tabs')}>
          {tabs.map(({ id, name, count }, i) => (
            <a
              key={id}
              className="desk-tab"
              href={hrefOf(id)}
              aria-current={id === tab ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${i + 1}`}
              onClick={event => {
                // A click with a key held opens a new tab of the browser, as people expect of a link.
                if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                onTab(id);
              }}
            >
              {name}
              {count !== undefined && <span className="desk-count">{count}</span>}
              <KeyHint keys={String(i + 1)} onAlt />
            </a>
          ))}
        </nav>
        <span className="top-gap" />
        <DeskClock />
        <LinkState />
        <AccountMenu viewer={viewer} />
      </header>
      <LinkBanner />
      <main id={`${desk}-main`} className="desk-main" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="foot-keys">
        {props.footKeys.map(({ keys, means }) => (
          <span key={means}>
            {keys.map(key => (
              <KeyHint key={key} keys={key} />
            ))}{' '}
            {means}
          </span>
        ))}
        <FootNotes />
      </footer>
    </div>
  );
}

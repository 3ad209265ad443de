/** One line: whose desk, where one can go, search, time, whether what one sees is true, and who one is. */
import { type RefObject, use } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { createSession } from '../access/session.ts';
import { AlarmCount } from '../alarm/alarm-count.tsx';
import { AlarmSound } from '../alarm/alarm-sound.tsx';
import { LOCAL_CLOCK_TOLERANCE_MS } from '../clock/server-clock.ts';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { KeyHint } from '../design/desk/key-hint.tsx';
import { Menu } from '../design/desk/menu.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTimeWithSeconds, secondsText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { Tab } from './console-address.ts';

/** Sound is at the desks that answer alarms (wall-ux §7). */
const MAY_HEAR: readonly string[] = ['duty', 'admin', 'leader'];
/** wall-ux §10: slower than this is worth saying. */
const SLOW_LINK_MS = 2000;

export function TopBar(props: {
  viewer: Viewer;
  tabs: readonly Tab[];
  tab: Tab;
  onTab: (tab: Tab) => void;
  q: string;
  onSearch: (q: string) => void;
  search: RefObject<HTMLInputElement | null>;
}) {
  const { geodata } = useProfile();
  return (
    <header className="top-bar">
      <h1>
        {geodata.profile.name} <span>{say('console.title')}</span>
      </h1>
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
      <Clock />
      <LinkState />
      {MAY_HEAR.includes(props.viewer.role) && <AlarmSound />}
      <Account viewer={props.viewer} />
    </header>
  );
}

function OpenCount() {
  return <span className="desk-count">{useWall(state => state.incidents.open.length)}</span>;
}

function Clock() {
  const now = useServerNow();
  const { timeZone } = useProfile();
  return <time className="top-clock">{clockTimeWithSeconds(now, timeZone)}</time>;
}

function LinkState() {
  useServerNow();
  const clock = use(ServerClockContext);
  const link = useWall(state => state.link);
  const heardAt = useWall(state => state.heardAt);
  if (link.name !== 'live')
    return <span className="top-link bad">{say(link.name === 'connecting' ? 'link.connecting' : 'link.lost')}</span>;
  const error = clock.localClockErrorMs();
  if (Math.abs(error) > LOCAL_CLOCK_TOLERANCE_MS)
    return <span className="top-link">{say('link.local-clock-error', { s: Math.round(Math.abs(error) / 1000) })}</span>;
  const delay = clock.delayP95Ms();
  const age = heardAt === null ? 0 : clock.monotonicNow() - heardAt;
  return (
    <span className="top-link">
      {delay > SLOW_LINK_MS ? say('link.slow', { s: secondsText(delay) }) : say('link.live')} ·{' '}
      {say('link.data-age', { s: Math.floor(age / 1000) })}
    </span>
  );
}

function Account({ viewer }: { viewer: Viewer }) {
  const signOut = async () => {
    await createSession().signOut();
    window.location.assign('/sign-in');
  };
  return (
    <Menu
      name={viewer.title}
      options={[{ id: 'sign-out', name: say('console.sign-out'), detail: viewer.account }]}
      onChoose={() => void signOut()}
    />
  );
}

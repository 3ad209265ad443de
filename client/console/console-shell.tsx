/** Everything around the page of a tab, and what all tabs share: keys, the address, the alarm sound. */
import { useEffect, useRef, useState } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { showHintsOnAlt } from '../design/desk/hints.ts';
import { LinkBanner } from '../desk-frame/link-banner.tsx';
import { useKeys } from '../desk-frame/use-keys.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { useConsoleAddress } from './console-address.ts';
import { tabsOf, takesReports } from './console-tabs.ts';
import { IncidentsTab } from './incidents-tab.tsx';
import { FootKeys, KeysDialog } from './keys.tsx';
import { TabPage } from './tab-page.tsx';
import { TopBar } from './top-bar.tsx';

export function ConsoleShell({ viewer }: { viewer: Viewer }) {
  const page = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [address, change] = useConsoleAddress();
  const [showsKeys, setShowsKeys] = useState(false);
  const isLost = useWall(state => state.link.name !== 'live');
  const tabs = tabsOf(viewer.role);
  const tab = tabs.includes(address.tab) ? address.tab : 'incidents';

  useEffect(() => showHintsOnAlt(page.current!), []);

  useKeys({
    '/': () => search.current?.select(),
    '?': () => setShowsKeys(true),
    ...Object.fromEntries(tabs.map((name, i) => [`alt+${i + 1}`, () => change({ tab: name })])),
  });

  return (
    <div ref={page} className="desk desk-frame console" data-link={isLost ? 'lost' : 'live'}>
      <a className="skip-link" href="#console-main">
        {say('console.skip')}
      </a>
      <TopBar
        viewer={viewer}
        tabs={tabs}
        tab={tab}
        onTab={name => change({ tab: name })}
        q={address.q}
        onSearch={q => change({ q, tab: 'incidents' }, 'replace')}
        search={search}
      />
      <LinkBanner />
      <main id="console-main" className="desk-main" tabIndex={-1}>
        {/* The map is never taken down (wall-ux 1.8), so the incidents stay behind every other tab. */}
        <IncidentsTab viewer={viewer} address={address} change={change} isHidden={tab !== 'incidents'} />
        {tab !== 'incidents' && (
          <TabPage
            tab={tab}
            onOpen={id => change({ id, unit: '', tab: 'incidents' })}
            onUnit={unit => change({ unit, tab: 'incidents' })}
          />
        )}
      </main>
      <FootKeys tab={tab} takesReports={takesReports(viewer.role)} onAll={() => setShowsKeys(true)} />
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </div>
  );
}

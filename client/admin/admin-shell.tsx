/** Bar, sections and foot of the administrator's desk. The sections belong to their concepts and only stand here. */
import { useEffect, useRef } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { AccountPage } from '../account/account-page.tsx';
import { AuditPage } from '../audit/audit-page.tsx';
import { showHintsOnAlt } from '../design/desk/hints.ts';
import { KeyHint } from '../design/desk/key-hint.tsx';
import { PageLink } from '../design/page-link.tsx';
import { AccountMenu } from '../desk-frame/account-menu.tsx';
import { FootNotes } from '../desk-frame/foot-notes.tsx';
import { LinkBanner } from '../desk-frame/link-banner.tsx';
import { DeskClock, LinkState } from '../desk-frame/link-state.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useKeys } from '../desk-frame/use-keys.ts';
import { DevicePage } from '../device/device-page.tsx';
import { QuarantinePage } from '../device/quarantine-page.tsx';
import { RefusalPage } from '../device/refusal-page.tsx';
import { TrackRetentionPage } from '../patrol/track-retention-page.tsx';
import { UnitRegisterPage } from '../patrol/unit-register-page.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { ShiftPage } from '../shift/shift-page.tsx';
import { useWall } from '../store/use-store.ts';
import { TokenPage } from '../token/token-page.tsx';
import { say } from '../wording/wording.ts';
import { SECTIONS, type Section, sectionOf } from './admin-sections.ts';

const USUAL = { section: SECTIONS[0] as string };

export function AdminShell({ viewer }: { viewer: Viewer }) {
  const page = useRef<HTMLDivElement>(null);
  const [address, change] = useAddressValues(USUAL);
  const isLost = useWall(state => state.link.name !== 'live');
  const { geodata } = useProfile();
  const section = sectionOf(address.section);

  useEffect(() => showHintsOnAlt(page.current!), []);
  useKeys({
    '/': () => page.current?.querySelector<HTMLInputElement>('input[type=search]')?.select(),
    ...Object.fromEntries(SECTIONS.map((name, i) => [`alt+${i + 1}`, () => change({ section: name })])),
  });

  return (
    <div ref={page} className="desk desk-frame" data-link={isLost ? 'lost' : 'live'}>
      <a className="skip-link" href="#admin-main">
        {say('console.skip')}
      </a>
      <header className="top-bar">
        <h1>
          {geodata.profile.name} <span>{say('admin.title')}</span>
        </h1>
        <nav aria-label={say('console.tabs')}>
          {SECTIONS.map((name, i) => (
            <PageLink
              key={name}
              className="desk-tab"
              href={sectionAddress(name)}
              isCurrent={name === section}
              keyShortcuts={`Alt+${i + 1}`}
            >
              {say(`admin.section.${name}`)}
              <KeyHint keys={String(i + 1)} onAlt />
            </PageLink>
          ))}
        </nav>
        <span className="top-gap" />
        <DeskClock />
        <LinkState />
        <AccountMenu viewer={viewer} isAt="admin" />
      </header>
      <LinkBanner />
      <main id="admin-main" className="desk-main" tabIndex={-1}>
        <SectionPage section={section} />
      </main>
      <footer className="foot-keys">
        <span>
          <KeyHint keys="/" /> {say('key.search')}
        </span>
        <span>
          <KeyHint keys="Alt" /> {say('key.hints')}
        </span>
        <FootNotes />
      </footer>
    </div>
  );
}

/** What was chosen in another section is left behind; the language stays. */
function sectionAddress(section: Section): string {
  const lang = new URLSearchParams(window.location.search).get('lang');
  return `?${new URLSearchParams({ section, ...(lang !== null && { lang }) })}`;
}

function SectionPage({ section }: { section: Section }) {
  switch (section) {
    case 'devices':
      return <DevicePage />;
    case 'quarantine':
      return <QuarantinePage />;
    case 'refusals':
      return <RefusalPage />;
    case 'units':
      return <UnitRegisterPage />;
    case 'shifts':
      return <ShiftPage />;
    case 'retention':
      return <TrackRetentionPage />;
    case 'accounts':
      return <AccountPage />;
    case 'tokens':
      return <TokenPage />;
    case 'audit':
      return <AuditPage />;
  }
}

/** Bar, sections and foot of the administrator's desk. The sections belong to their concepts and only stand here. */
import type { Viewer } from '../../server/contract/viewer.ts';
import { AccountPage } from '../account/account-page.tsx';
import { AuditPage } from '../audit/audit-page.tsx';
import { goToAddress } from '../design/page-link.tsx';
import { DeskShell } from '../desk-frame/desk-shell.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { DevicePage } from '../device/device-page.tsx';
import { QuarantinePage } from '../device/quarantine-page.tsx';
import { RefusalPage } from '../device/refusal-page.tsx';
import { TrackRetentionPage } from '../patrol/track-retention-page.tsx';
import { UnitRegisterPage } from '../patrol/unit-register-page.tsx';
import { ShiftPage } from '../shift/shift-page.tsx';
import { TokenPage } from '../token/token-page.tsx';
import { say } from '../wording/wording.ts';
import { SECTIONS, type Section, sectionOf } from './admin-sections.ts';

const USUAL = { section: SECTIONS[0] as string };

export function AdminShell({ viewer }: { viewer: Viewer }) {
  const [address] = useAddressValues(USUAL);
  const section = sectionOf(address.section);
  return (
    <DeskShell<Section>
      viewer={viewer}
      desk="admin"
      tabs={SECTIONS.map(id => ({ id, name: say(`admin.section.${id}`) }))}
      tab={section}
      hrefOf={sectionAddress}
      onTab={name => goToAddress(sectionAddress(name))}
      footKeys={[
        { keys: ['/'], means: say('key.search') },
        { keys: ['Alt'], means: say('key.hints') },
      ]}
    >
      <SectionPage section={section} />
    </DeskShell>
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

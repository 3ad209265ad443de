/** Bar, tabs, the page of the chosen tab beside the one map, and the picked targets that stay while tabs change. It composes and holds no rule. */
import { useRef } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { goToAddress } from '../design/page-link.tsx';
import { DeskShell } from '../desk-frame/desk-shell.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { BasketPanel } from '../operation/basket-panel.tsx';
import { PlanningMap } from '../planning-map/planning-map.tsx';
import { say } from '../wording/wording.ts';
import { PLANNING_TABS, type PlanningTabId, SHOWN_TABS } from './planning-tabs.ts';
import './planning.css';

const USUAL = { tab: SHOWN_TABS[0] as string };

export function PlanningShell({ viewer }: { viewer: Viewer }) {
  const [address] = useAddressValues(USUAL);
  const tab = SHOWN_TABS.find(id => id === address.tab) ?? SHOWN_TABS[0]!;
  /** Where each tab was left: whoever comes back finds the choices made there. */
  const left = useRef(new Map<PlanningTabId, string>());
  const go = (to: PlanningTabId) => {
    if (to === tab) return;
    left.current.set(tab, window.location.search);
    goToAddress(left.current.get(to) ?? addressOf(to));
  };
  const { Page, side } = PLANNING_TABS[tab]!;
  const compose = () => {
    left.current.set(tab, window.location.search);
    goToAddress(addressOf('operations', { operation: 'new' }));
  };
  return (
    <DeskShell<PlanningTabId>
      viewer={viewer}
      desk="planning"
      tabs={SHOWN_TABS.map(id => ({ id, name: say(`planning.tab.${id}`) }))}
      tab={tab}
      hrefOf={id => addressOf(id)}
      onTab={go}
      footKeys={[
        { keys: ['J', 'K'], means: say('key.move') },
        { keys: ['↵'], means: say('key.pick') },
        { keys: ['Alt'], means: say('key.hints') },
      ]}
    >
      <div className="planning" data-side={side}>
        <section className="planning-side" aria-label={say(`planning.tab.${tab}`)}>
          <Page key={tab} viewer={viewer} />
        </section>
        <PlanningMap isHidden={side === 'whole'} ownZone={viewer.scope.zone}>
          <BasketPanel onCompose={PLANNING_TABS.operations && compose} />
        </PlanningMap>
      </div>
    </DeskShell>
  );
}

/** What was chosen in another tab is left behind; the language stays. */
function addressOf(tab: PlanningTabId, values: Readonly<Record<string, string>> = {}): string {
  const lang = new URLSearchParams(window.location.search).get('lang');
  return `?${new URLSearchParams({ tab, ...values, ...(lang !== null && { lang }) })}`;
}

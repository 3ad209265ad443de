/** The page /planning: where zone chiefs and those who plan look for where it hurts and make joint operations. In: the address. */
import { useMemo } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { DeskEntry } from '../desk-frame/desk-entry.tsx';
import { DESK_ROLES } from '../desk-frame/desk-menu.tsx';
import { LivePage } from '../live-page.tsx';
import { createTargetBasket, TargetBasketContext } from '../operation/target-basket.ts';
import { PlanningMapProvider } from '../planning-map/planning-map-parts.tsx';
import { say } from '../wording/wording.ts';
import { PlanningShell } from './planning-shell.tsx';

/** Whatever a person is writing is marked so; a reload for a newer version waits for it. */
const nothingUnsaved = () => document.querySelector('[data-unsaved]') === null;

export function PlanningPage() {
  return (
    <LivePage isSafeMoment={nothingUnsaved}>
      {view => (
        <DeskEntry {...view} roles={DESK_ROLES.planning} title={say('planning.title')}>
          {viewer => <Planning viewer={viewer} />}
        </DeskEntry>
      )}
    </LivePage>
  );
}

function Planning({ viewer }: { viewer: Viewer }) {
  const basket = useMemo(() => createTargetBasket(viewer.account, window.sessionStorage), [viewer.account]);
  return (
    <TargetBasketContext value={basket}>
      <PlanningMapProvider>
        <PlanningShell viewer={viewer} />
      </PlanningMapProvider>
    </TargetBasketContext>
  );
}

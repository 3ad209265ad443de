/**
 * The desk: top bar, banner of a lost link, the page of the chosen tab, keys at the foot. It composes and holds no rule.
 * In: who is here. A wall or a device that comes to this address is asked for a person's account.
 */
import { use, useMemo } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { DeskEntry } from '../desk-frame/desk-entry.tsx';
import { DESK_ROLES } from '../desk-frame/desk-menu.tsx';
import { createCommandSender } from '../incident/send-command.ts';
import { SendCommandContext } from '../incident/use-send-command.ts';
import type { LiveView } from '../live-page.tsx';
import { NegativeListContext, useFetchedNegativeList } from '../negative-list/use-negative-list.ts';
import { WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { ConsoleShell } from './console-shell.tsx';
import './console.css';

export function ConsoleView(view: LiveView) {
  return (
    <DeskEntry {...view} roles={DESK_ROLES.console} title={say('console.title')}>
      {viewer => <Desk viewer={viewer} />}
    </DeskEntry>
  );
}

function Desk({ viewer }: { viewer: Viewer }) {
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const send = useMemo(() => createCommandSender({ store, clock }), [store, clock]);
  const list = useFetchedNegativeList();
  return (
    <SendCommandContext value={send}>
      <NegativeListContext value={list}>
        <ConsoleShell viewer={viewer} />
      </NegativeListContext>
    </SendCommandContext>
  );
}

/**
 * The desk: top bar, banner of a lost link, the page of the chosen tab, keys at the foot. It composes and holds no rule.
 * In: who is here. A wall or a device that comes to this address is asked for a person's account.
 */
import { use, useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Role, Viewer } from '../../server/contract/viewer.ts';
import { signInAddress } from '../access/target-page.ts';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { NoticeCorner } from '../design/desk/notice.tsx';
import { createCommandSender } from '../incident/send-command.ts';
import { SendCommandContext } from '../incident/use-send-command.ts';
import type { LiveView } from '../live-page.tsx';
import type { Geodata } from '../map/geodata.ts';
import { useGeodata } from '../map/use-geodata.ts';
import { NegativeListContext, useFetchedNegativeList } from '../negative-list/use-negative-list.ts';
import { ProfileContext, profileNames } from '../profile/profile-names.ts';
import { useWall, WallStoreContext } from '../store/use-store.ts';
import { elapsedText } from '../wording/format.ts';
import { currentLanguage, say } from '../wording/wording.ts';
import { ConsoleShell } from './console-shell.tsx';
import './console.css';

const PERSONS: readonly Role[] = ['duty', 'leader', 'chief', 'dept', 'admin'];

export function ConsoleView({ viewer, onProfile }: LiveView) {
  const isPerson = viewer !== null && PERSONS.includes(viewer.role);
  useEffect(() => {
    if (viewer !== null && !isPerson) window.location.replace(signInAddress(window.location));
  }, [viewer, isPerson]);
  const geodata = useGeodata(isPerson);
  useEffect(() => {
    if (geodata) onProfile(geodata.profile);
  }, [geodata, onProfile]);
  const ready = useWall(state => state.applied !== null);
  return (
    <I18nProvider locale={currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB'}>
      {geodata && ready && isPerson ? <Desk geodata={geodata} viewer={viewer} /> : <Waiting />}
      <NoticeCorner />
    </I18nProvider>
  );
}

function Desk({ geodata, viewer }: { geodata: Geodata; viewer: Viewer }) {
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const names = useMemo(() => profileNames(geodata), [geodata]);
  const send = useMemo(() => createCommandSender({ store, clock }), [store, clock]);
  const list = useFetchedNegativeList();
  useEffect(() => {
    document.title = `${geodata.profile.name} ${say('console.title')}`;
  }, [geodata]);
  return (
    <ProfileContext value={names}>
      <SendCommandContext value={send}>
        <NegativeListContext value={list}>
          <ConsoleShell viewer={viewer} />
        </NegativeListContext>
      </SendCommandContext>
    </ProfileContext>
  );
}

function Waiting() {
  useServerNow();
  const clock = use(ServerClockContext);
  const link = useWall(state => state.link);
  return (
    <main className="desk console-waiting">
      <h1>{say('product.name')}</h1>
      <p role="status">
        {link.name === 'refused'
          ? link.refusal.message
          : say('link.waiting', { elapsed: elapsedText(clock.monotonicNow() - link.since) })}
      </p>
    </main>
  );
}

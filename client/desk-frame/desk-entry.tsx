/**
 * The door of every desk: waits for the ground and the first snapshot, and asks whoever may not work here to sign in as somebody else.
 * In: who is here, which roles work at this desk, what it is called. Out: the desk, with the names of the jurisdiction and the
 * sentences in the corner around it.
 */
import { type ReactNode, use, useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Role, Viewer } from '../../server/contract/viewer.ts';
import { signInAddress } from '../access/target-page.ts';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { NoticeCorner } from '../design/desk/notice.tsx';
import type { LiveView } from '../live-page.tsx';
import type { Geodata } from '../map/geodata.ts';
import { useGeodata } from '../map/use-geodata.ts';
import { ProfileContext, profileNames } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { elapsedText } from '../wording/format.ts';
import { currentLanguage, say } from '../wording/wording.ts';
import './desk-frame.css';

export function DeskEntry(
  props: LiveView & { roles: readonly Role[]; title: string; children: (viewer: Viewer) => ReactNode },
) {
  const { viewer, onProfile, roles, title, children } = props;
  const mayEnter = viewer !== null && roles.includes(viewer.role);
  useEffect(() => {
    if (viewer !== null && !mayEnter) window.location.replace(signInAddress(window.location));
  }, [viewer, mayEnter]);
  const geodata = useGeodata(mayEnter);
  useEffect(() => {
    if (geodata) onProfile(geodata.profile);
  }, [geodata, onProfile]);
  const ready = useWall(state => state.applied !== null);
  return (
    <I18nProvider locale={currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB'}>
      {geodata && ready && mayEnter ? (
        <Named geodata={geodata} title={title}>
          {children(viewer)}
        </Named>
      ) : (
        <Waiting />
      )}
      <NoticeCorner />
    </I18nProvider>
  );
}

function Named({ geodata, title, children }: { geodata: Geodata; title: string; children: ReactNode }) {
  const names = useMemo(() => profileNames(geodata), [geodata]);
  useEffect(() => {
    document.title = `${geodata.profile.name} ${title}`;
  }, [geodata, title]);
  return <ProfileContext value={names}>{children}</ProfileContext>;
}

function Waiting() {
  useServerNow();
  const clock = use(ServerClockContext);
  const link = useWall(state => state.link);
  return (
    <main className="desk desk-waiting">
      <h1>{say('product.name')}</h1>
      <p role="status">
        {link.name === 'refused'
          ? link.refusal.message
          : say('link.waiting', { elapsed: elapsedText(clock.monotonicNow() - link.since) })}
      </p>
    </main>
  );
}

/**
 * What every page with live data begins with: asks who is here, connects, and gives the parts to what it shows.
 * In: a view that is told when somebody has entered and who tells the rules of the subdistrict back. Out: store, clock and
 * positions in their contexts. A person without a session is sent to sign in; a wall device whose token is not accepted says so
 * and holds nothing on its screen (reliability D8).
 */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ProfileSettings } from '../geodata/profile-settings.ts';
import { reportIntervalOf } from '../server/contract/freshness.ts';
import type { RefusalCode } from '../server/contract/refusal.ts';
import type { Viewer } from '../server/contract/viewer.ts';
import { enterPage } from './access/enter-page.ts';
import { createSession } from './access/session.ts';
import { signInAddress } from './access/target-page.ts';
import { createServerClock } from './clock/server-clock.ts';
import { ServerClockContext } from './clock/use-server-now.ts';
import { startLiveConnection } from './connection/start-live-connection.ts';
import { UnitPositions } from './patrol/unit-positions.ts';
import { UnitPositionsContext } from './patrol/use-unit-summary.ts';
import { createWallStore } from './store/store.ts';
import { WallStoreContext } from './store/use-store.ts';

const RETRY_MS = 1000;
const RETRY_JITTER_MS = 9000;
/** Any other refusal (a server that is starting, too many requests) passes by itself. */
const NEEDS_SIGN_IN: readonly RefusalCode[] = ['not-signed-in', 'session-ended', 'not-allowed', 'sign-in-failed'];

export interface LiveView {
  /** Null until the server knows who is here. */
  viewer: Viewer | null;
  /** Tell the rules of the subdistrict as soon as they are there. */
  onProfile: (profile: ProfileSettings) => void;
}

export function LivePage(props: {
  /** False while a reload for a newer version would tear something away. */
  isSafeMoment: () => boolean;
  children: (view: LiveView) => ReactNode;
}) {
  const parts = useMemo(() => {
    const clock = createServerClock();
    return { clock, store: createWallStore(clock.monotonicNow()), positions: new UnitPositions() };
  }, []);
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [intervals] = useState(() => new Map<string, number>());
  const isSafeMoment = useRef(props.isSafeMoment);
  isSafeMoment.current = props.isSafeMoment;

  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const withToken = new URLSearchParams(window.location.search).has('token');
    const enter = async () => {
      const answer = await enterPage(createSession(), window.location, window.history);
      if (left) return;
      if (answer.name === 'signed-in') setViewer(answer.viewer);
      else if (answer.name === 'unreachable' || !NEEDS_SIGN_IN.includes(answer.refusal.refusal)) {
        timer = setTimeout(enter, RETRY_MS + Math.random() * RETRY_JITTER_MS);
      } else if (withToken) {
        parts.store.setState({
          link: { name: 'signed-out', since: parts.clock.monotonicNow(), refusal: answer.refusal },
        });
      } else window.location.replace(signInAddress(window.location));
    };
    void enter();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [parts]);

  const role = viewer?.role ?? null;
  useEffect(() => {
    if (role === null) return;
    const connection = startLiveConnection({
      ...parts,
      reportIntervalMs: unit => reportIntervalOf(unit, intervals.get(unit.unitClass)) * 1000,
      isSafeMoment: () => isSafeMoment.current(),
    });
    // A wall shows that its authorisation is gone; a person whose session ended can sign in again and come back here.
    const stopWatching = parts.store.subscribe(({ link }) => {
      if (link.name === 'signed-out' && role !== 'wall') window.location.replace(signInAddress(window.location));
    });
    return () => {
      stopWatching();
      connection.stop();
    };
  }, [role, parts, intervals]);

  const onProfile = useCallback(
    (profile: ProfileSettings) => {
      for (const c of profile.unitClasses) intervals.set(c.id, c.reportIntervalS);
      // Units that came before the profile were taken for walkers.
      for (const unit of parts.store.getState().units.byId.values()) {
        const intervalS = reportIntervalOf(unit, intervals.get(unit.unitClass));
        parts.positions.setReportInterval(unit.index, intervalS * 1000);
      }
    },
    [parts, intervals],
  );

  return (
    <WallStoreContext value={parts.store}>
      <ServerClockContext value={parts.clock}>
        <UnitPositionsContext value={parts.positions}>{props.children({ viewer, onProfile })}</UnitPositionsContext>
      </ServerClockContext>
    </WallStoreContext>
  );
}

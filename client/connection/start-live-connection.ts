/**
 * The live connection with the parts of a browser page: its own server, `setInterval`, `sessionStorage`, its build.
 * In: what to fill, and two answers only the page knows. Out: the running connection; `wake()` it after a sign-in.
 * During development the page is newer than any build, so versions are not compared.
 */
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { ServerClock } from '../clock/server-clock.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import type { WallStore } from '../store/store.ts';
import { LiveConnection } from './live-connection.ts';
import { openSocketIo } from './open-socket-io.ts';
import { createReloadOffer } from './page-reload.ts';
import { onWake } from './wake-events.ts';

declare const __BUILD__: string;

export interface PageParts {
  store: WallStore;
  positions: UnitPositions;
  clock: ServerClock;
  /** Of its device, else of its class, which the profile says. */
  reportIntervalMs: (unit: UnitRecord) => number;
  /** False while a reload would tear something away from people. */
  isSafeMoment: () => boolean;
}

export function startLiveConnection({ isSafeMoment, ...parts }: PageParts): LiveConnection {
  const connection = new LiveConnection({
    ...parts,
    openSocket: openSocketIo(),
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    onWake,
    random: Math.random,
    build: import.meta.env.DEV || __BUILD__ === 'unversioned' ? null : __BUILD__,
    offerReload: createReloadOffer({
      storage: sessionStorage,
      wallNow: Date.now,
      isSafeMoment,
      reload: () => location.reload(),
    }),
    log: line => console.warn(line),
  });
  connection.start();
  return connection;
}

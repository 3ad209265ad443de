/** For tests: access on a database of its own for each test, with `anna` at the desk and `boss`, who administers. Call it inside a `describe`. */
import { afterEach, beforeEach } from 'vitest';
import type { TestDatabase } from './test-databases.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const OWN = { 'x-gridwall': '1' };

export type AccessUnderTest = ReturnType<typeof accessUnderTest>;

export function accessUnderTest(newDatabase: () => Promise<TestDatabase>) {
  let place: TestDatabase;
  let server: TestServer;

  beforeEach(async () => {
    place = await newDatabase();
    server = await startTestServer(place.database, { config: { sessionIdleMinutes: 30, sessionAbsoluteHours: 12 } });
    await server.addAccount('anna', 'duty');
    await server.addAccount('boss', 'admin');
  });
  afterEach(async () => {
    await server.close();
    await place.clear();
  });

  const tryPassword = (account: string, password: string) =>
    server.ask('/api/v1/session', { method: 'POST', body: { account, password } });
  const whoAmI = (cookie: string) => server.ask('/api/v1/session', { headers: { cookie } });
  const auditOf = async (action: string) =>
    await place.database.db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('seq').execute();
  const handshake = (cookieHeader: string) =>
    server.access.viewerOfHandshake({ cookieHeader, token: undefined, ip: '127.0.0.1' });
  /** Opens a live link. `ended` grows when it is told that its session is over. */
  async function openLink(cookieHeader: string) {
    const viewer = await handshake(cookieHeader);
    if (!viewer) throw new Error('The handshake was refused.');
    const ended: string[] = [];
    const { sessionKey } = viewer;
    return { viewer, ended, leave: server.access.watchSession(sessionKey, () => ended.push(sessionKey)) };
  }
  /** Moves time a little past the next look at open sessions, and lets it finish. */
  async function look(): Promise<void> {
    server.clock.advance(2000);
    await new Promise(resolve => setTimeout(resolve, 100));
  }

  return {
    ...{ tryPassword, whoAmI, auditOf, handshake, openLink, look },
    get place() {
      return place;
    },
    get server() {
      return server;
    },
  };
}

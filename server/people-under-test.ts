/**
 * For tests: the whole real server at a place, and people of the demonstration who are signed in there and give it commands.
 * In: whom a block of tests needs, where the facts are kept, and a clock. Out: `People`, whose server runs from before the first test
 * of that block to after its last; what is taken out of `People` before it runs may be kept, and serves once it does.
 * Whoever a test names is an account; a machine shows its token instead.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { newSqlitePlace, type TestPlace } from './access/test-databases.ts';
import { type Clock, systemClock } from './clock.ts';
import {
  type Answer,
  type Screen,
  type ServerUnderTest,
  startServerUnderTest,
  until,
  watch,
} from './server-under-test.ts';

export type Who<Account extends string> = Account | { token: string };

interface Versioned {
  id: string;
  version: number;
}

/** What a command says besides what it is about: the fields of its event, or another `commandId`, `issuedAt` … */
export interface Commands<Account extends string, Subject extends Versioned, Event extends string> {
  send(who: Who<Account>, subject: Versioned, event: Event, more?: object): Promise<Answer>;
  /** Throws unless it is carried out. Out: the record as it is then. */
  must(who: Who<Account>, subject: Versioned, event: Event, more?: object): Promise<Subject>;
  read(id: string, who?: Who<Account>): Promise<Subject>;
}

export interface People<Account extends string> {
  server: ServerUnderTest;
  as(who: Who<Account>, path: string, body?: unknown, method?: string): Promise<Answer>;
  /** Throws unless the answer is a success. Out: its body. */
  told(who: Who<Account>, path: string, body?: unknown, method?: string): Promise<unknown>;
  /** Throws unless something new came of it (201). Out: its body. */
  create(who: Who<Account>, path: string, body: unknown): Promise<unknown>;
  /** Once more, where the session of somebody has ended. */
  signIn(account: Account): Promise<void>;
  /** For what is sent past `as`: files. */
  headersOf(who: Who<Account>): Record<string, string>;
  /** A screen that has its first snapshot; close it. */
  screenOf(who: Who<Account>): Promise<Screen>;
  /** Of a concept whose records stand at `path` and take their events below it. `reader`: who reads where nobody is named. */
  commands<Subject extends Versioned, Event extends string>(
    path: string,
    reader: Account,
    write?: (event: Event, more: object, version: number) => object,
  ): Commands<Account, Subject, Event>;
}

/** Called inside a `describe`, or in a file of its own. */
export function peopleUnderTest<Account extends string>(
  accounts: readonly Account[],
  { open = newSqlitePlace, clock = systemClock }: { open?: () => Promise<TestPlace>; clock?: Clock } = {},
): People<Account> {
  let started: ServerUnderTest | undefined;
  let place: TestPlace;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    place = await open();
    started = await startServerUnderTest(place.settings, { clock });
    for (const account of accounts) await signIn(account);
  });
  afterAll(async () => {
    await started?.stop();
    await place.clear();
  });

  const server = laterServer(() => started);
  const signIn = async (account: Account) => void cookies.set(account, await server.signIn(account));

  function headersOf(who: Who<Account>): Record<string, string> {
    if (typeof who !== 'string') return { authorization: `Bearer ${who.token}` };
    const cookie = cookies.get(who);
    if (cookie === undefined) throw new Error(`${who} is not signed in.`);
    return { cookie, 'x-gridwall': '1' };
  }

  const as: People<Account>['as'] = (who, path, body, method) =>
    server.ask(path, {
      ...{ token: '', headers: headersOf(who) },
      ...(body !== undefined && { body }),
      ...(method !== undefined && { method }),
    });

  const told: People<Account>['told'] = async (who, ...asked) => {
    const { status, body } = await as(who, ...asked);
    if (status >= 300) throw new Error(`${asked[0]} answered ${status} ${JSON.stringify(body)}.`);
    return body;
  };

  return {
    ...{ server, as, told, signIn, headersOf },
    async create(who, path, asked) {
      const { status, body } = await as(who, path, asked);
      if (status !== 201) throw new Error(`${path} answered ${status} ${JSON.stringify(body)}.`);
      return body;
    },
    async screenOf(who) {
      const shown = typeof who === 'string' ? { extraHeaders: headersOf(who) } : { auth: who };
      const screen = await watch(server.url, shown);
      await until('a snapshot', () => screen.snapshots.length > 0);
      return screen;
    },
    commands<Subject extends Versioned, Event extends string>(
      path: string,
      reader: Account,
      write = (event: Event, more: object, version: number): object => ({
        ...{ event, commandId: randomUUID(), expectedVersion: version, issuedAt: clock.now() },
        ...more,
      }),
    ): Commands<Account, Subject, Event> {
      const send = (who: Who<Account>, { id, version }: Versioned, event: Event, more: object = {}) =>
        as(who, `${path}/${id}/events`, write(event, more, version));
      return {
        send,
        async must(who, subject, event, more) {
          const { status, body } = await send(who, subject, event, more);
          if (status !== 200) throw new Error(`${event} by ${JSON.stringify(who)}: ${status} ${JSON.stringify(body)}`);
          return body as Subject;
        },
        read: async (id, who = reader) => (await told(who, `${path}/${id}`)) as Subject,
      };
    },
  };
}

/** The server that will run. */
function laterServer(find: () => ServerUnderTest | undefined): ServerUnderTest {
  const now = () => {
    const server = find();
    if (!server) throw new Error('The server runs inside tests and their hooks only.');
    return server;
  };
  return {
    get url() {
      return now().url;
    },
    get running() {
      return now().running;
    },
    ask: (...asked) => now().ask(...asked),
    post: (...asked) => now().post(...asked),
    token: (...asked) => now().token(...asked),
    signIn: account => now().signIn(account),
    restart: () => now().restart(),
    stop: () => now().stop(),
  };
}

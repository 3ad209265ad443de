/** For tests: a server with people who report incidents and command them, each command a second after the one before. Call it inside a `describe`. */
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import { peopleUnderTest, type Who } from '../people-under-test.ts';
import { aReport } from '../server-under-test.ts';
import { aCommand } from './incident-builders.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'dept', 'admin'] as const;
export type Person = Who<(typeof PEOPLE)[number]>;
export const MINUTE = 60_000;
/** What the centre grades a report as. */
export const GENERAL = { grade: 'general', level: 4 };

export type IncidentsUnderTest = ReturnType<typeof incidentsUnderTest>;

export function incidentsUnderTest(open: () => Promise<TestPlace>) {
  const clock = handClock(Date.now());
  const people = peopleUnderTest(PEOPLE, { open, clock });
  const { server, as, commands } = people;
  const { send, read, ...given } = commands<IncidentRecord, IncidentEventName>(
    '/api/v1/incidents',
    'duty',
    (event, more, version) => aCommand(event, { issuedAt: clock.now(), ...more }, version),
  );
  /** A second after what was done before. */
  const must: typeof given.must = (...asked) => {
    clock.advance(1000);
    return given.must(...asked);
  };
  const report = async (more: object = {}) =>
    (await server.post(
      '/api/v1/incidents',
      aReport({ happenedAt: clock.now() - 5000, category: undefined, ...more }),
    )) as IncidentRecord;
  const historyOf = async (id: string, who: Person = 'duty') =>
    (await as(who, `/api/v1/incidents/${id}/history`)).body as Record<string, unknown>[];
  const row = (id: string) =>
    server.running.database.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const deadlinesOf = async (id: string) =>
    (await server.running.database.db.selectFrom('deadline').select('name').where('subject', '=', id).execute()).map(
      one => one.name,
    );
  /** A second at a time would take the ticker for ever; it looks once when the time has come. */
  const wait = async (ms: number) => {
    clock.advance(ms);
    clock.advance(1000);
    await server.running.pipeline.deadlines.settled();
  };
  /** Accepted by the centre and handled by urban management. */
  const handled = async (more: object = {}) => {
    const accepted = await must('duty', await report(more), 'accept', GENERAL);
    return must('duty', accepted, 'dispatch');
  };
  const station = ({ community }: IncidentRecord) => ({ onBehalfOf: `community-station:${community}` });

  return {
    ...{ ...people, clock, send, must, read },
    ...{ report, handled, station, historyOf, row, deadlinesOf, wait },
  };
}

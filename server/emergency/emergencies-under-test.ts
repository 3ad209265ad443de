/** For tests: a server with people who declare emergencies, follow them and read what is kept of them. Call it inside a `describe`. */
import { randomUUID } from 'node:crypto';
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';
import type { TimelineEntry } from '../contract/emergency-timeline.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import { peopleUnderTest } from '../people-under-test.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'chief2', 'dept', 'admin'] as const;
export type Account = (typeof PEOPLE)[number];
export const MINUTE = 60_000;
/** On 创业路. */
const PLACE = { lon: 113.893, lat: 22.565 };

export type EmergenciesUnderTest = ReturnType<typeof emergenciesUnderTest>;

export function emergenciesUnderTest(open: () => Promise<TestPlace>) {
  const clock = handClock(Date.now());
  const people = peopleUnderTest(PEOPLE, { open, clock });
  const { server, as, create, commands } = people;
  const emergencies = commands<EmergencyRecord, EmergencyEventName>('/api/v1/emergencies', 'leader');

  const declaration = (more: object = {}) => ({
    ...{ commandId: randomUUID(), issuedAt: clock.now(), happenedAt: clock.now(), source: '值班电话' },
    ...{ ...PLACE, address: '创业路', words: '厂房起火，联系人李四13812345678', ...more },
  });
  const declare = async (account: Account = 'duty', more: object = {}) =>
    (await create(account, '/api/v1/emergencies', declaration(more))) as EmergencyRecord;
  const fire = async () =>
    (await server.post('/api/v1/incidents', {
      ...{ channel: 'duty-phone', category: 'fire', text: '厂房起火', ...PLACE, address: '创业路1号' },
      happenedAt: clock.now() - 5 * MINUTE,
    })) as IncidentRecord;
  const incidents = commands<IncidentRecord, IncidentEventName>('/api/v1/incidents', 'leader');
  const timeline = async (id: string, query = '', account: Account = 'leader') =>
    (await as(account, `/api/v1/emergencies/${id}/timeline${query}`)).body as TimelineEntry[];
  const alarmsOf = async (id: string) => {
    const { alarms } = (await as('duty', '/api/v1/alarms?limit=200')).body as { alarms: AlarmRecord[] };
    return alarms
      .filter(({ emergency }) => emergency === id)
      .map(({ limit, state, priority }) => `${limit} ${state} ${priority}`);
  };
  return { ...people, ...emergencies, clock, declaration, declare, fire, incidents, timeline, alarmsOf };
}

/** Every role x every event x every state, made from the two tables: who is refused, and with which code. */
import { describe, expect, test } from 'vitest';
import { type IncidentRecord, type IncidentState, incidentState } from '../contract/incident.ts';
import { INCIDENT_EVENTS, type IncidentEventName } from '../contract/incident-event.ts';
import { role } from '../contract/viewer.ts';
import { aCommand, aContext, anIncident, aTask, NOW, refusalOf, STATION } from './incident-builders.ts';
import { isPossible } from './incident-transitions.ts';
import { roleMay, WHO_MAY } from './who-may.ts';

const context = aContext();
const RIGHTS = ['not-allowed', 'not-this-organ', 'same-organ'];

/** One of each state, accepted by the station, handled by urban management with construction, revisited by the grid centre. */
function inState(state: IncidentState): IncidentRecord {
  const untouched = state === 'received';
  return anIncident({
    state,
    ...(!untouched && {
      ...{ acceptedAt: NOW, acceptedBy: STATION as never },
      tasks: [
        aTask('urban-management', { lead: true, unit: 'city-1' as never }),
        aTask('construction', { unit: 'patrol-05' as never }),
      ],
    }),
    ...(state === 'pending-evaluation' && { revisitedBy: 'grid-centre' as never }),
  });
}

/** The organ parts of the table for that incident. */
const PART: Record<string, readonly string[]> = {
  accepting: [STATION],
  lead: ['urban-management'],
  assigned: ['urban-management', 'construction'],
  revisit: ['grid-centre'],
  evaluating: [STATION, 'urban-management'],
  'control-centre': ['control-centre'],
};

const PEOPLE = [
  ...['duty', 'admin', 'leader', 'chief@binhai', 'chief@other', 'chief', 'wall', 'device', 'integration', 'dept'],
  ...['field', 'field:city-1', 'field:patrol-05', 'field:city-9'],
  ...[STATION, 'urban-management', 'construction', 'grid-centre', 'control-centre', 'labour-office'].map(
    o => `dept:${o}`,
  ),
];

/** What the table says, told in the test's own words. */
function mayBeRefused(who: string, event: IncidentEventName, record: IncidentRecord): boolean {
  const [, name, organ] = /^([a-z]+)(?::([^@]+))?/.exec(who) ?? [];
  const acting = name === 'duty' || name === 'admin' ? 'control-centre' : name === 'field' ? undefined : organ;
  return !WHO_MAY[event].some(part => {
    switch (part) {
      case 'desk':
        return name === 'duty' || name === 'admin';
      case 'desk-while-received':
        return (name === 'duty' || name === 'admin') && record.state === 'received';
      case 'leader':
        return name === 'leader';
      case 'chief-of-zone':
        return who === 'chief@binhai';
      case 'leader-for-want-of-organs':
        return false;
      case 'sent-unit':
        return record.state !== 'received' && (who === 'field:city-1' || who === 'field:patrol-05');
      case 'sent-unit-of-lead':
        return record.state !== 'received' && who === 'field:city-1';
      case 'any-organ-while-received':
        return acting !== undefined && record.state === 'received';
      case 'any-organ':
        return acting !== undefined;
      default:
        if (record.state === 'received' && part !== 'revisit' && part !== 'control-centre') return false;
        return acting !== undefined && PART[part]!.includes(acting);
    }
  });
}

describe.each(incidentState.options)('%s', state => {
  const record = inState(state);

  test.each(PEOPLE)('[I-20] [I-50] %s', who => {
    for (const event of INCIDENT_EVENTS) {
      const code = refusalOf(record, who, aCommand(event), { context });
      const what = `${who} ${event} while ${state}`;
      const [name] = who.split(/[:@]/);
      if (!roleMay(name as never, event)) expect(code, what).toBe('not-allowed');
      else if (!isPossible(state, event)) expect(code, what).toBe('illegal-move');
      else if (mayBeRefused(who, event, record)) expect(['not-this-organ', 'same-organ'], what).toContain(code);
      // The right is there; what is refused now is refused for its content, or because the state of that very task says so.
      else if (event !== 'acknowledge') expect(RIGHTS, what).not.toContain(code);
    }
  });
});

test('[I-50] walls and devices may nothing, and every event is somebody’s', () => {
  for (const event of INCIDENT_EVENTS) {
    expect([roleMay('wall', event), roleMay('device', event)], event).toEqual([false, false]);
    expect(
      role.options.some(name => roleMay(name, event)),
      event,
    ).toBe(true);
  }
});

test('[I-20] every event is possible in some state, and every state but the ends leads on', () => {
  for (const event of INCIDENT_EVENTS)
    expect(
      incidentState.options.some(state => isPossible(state, event)),
      event,
    ).toBe(true);
});

describe('[I-51] for whom somebody acts', () => {
  const record = inState('handling');
  const done = (more: object) => aCommand('acknowledge', more);

  test('a department for its own organ, leaders and chiefs as persons', () => {
    expect(refusalOf(record, 'dept:construction', done({ onBehalfOf: 'construction' }))).toBeUndefined();
    expect(refusalOf(record, 'dept:construction', done({ onBehalfOf: 'urban-management' }))).toBe('not-this-organ');
    expect(refusalOf(record, 'leader', aCommand('comment', { onBehalfOf: 'construction' }))).toBe('not-this-organ');
    expect(refusalOf(record, 'dept', done({}))).toBe('not-this-organ');
  });

  test('the desk and integrations name the organ', () => {
    for (const who of ['duty', 'admin', 'integration']) {
      expect(refusalOf(record, who, done({})), who).toBe('not-this-organ');
      expect(refusalOf(record, who, done({ onBehalfOf: 'construction' })), who).toBeUndefined();
      expect(refusalOf(record, who, done({ onBehalfOf: 'nobody' })), who).toBe('unknown-organ');
    }
    expect(refusalOf(record, 'integration:construction', done({}))).toBeUndefined();
    expect(refusalOf(record, 'integration:construction', done({ onBehalfOf: 'urban-management' }))).toBe(
      'not-this-organ',
    );
    const asCentre = aCommand('merge', { onBehalfOf: 'control-centre' });
    expect(refusalOf(record, 'integration', asCentre)).toBe('not-allowed');
  });
});

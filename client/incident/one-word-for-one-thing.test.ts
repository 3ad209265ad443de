/** A refusal of the server names the button that the person has just pressed. */
import { expect, test } from 'vitest';
import { incidentState } from '../../server/contract/incident.ts';
import { INCIDENT_EVENTS } from '../../server/contract/incident-event.ts';
import { EVENT_WORDS, STATE_WORDS } from '../../server/incident/incident-words.ts';
import { zh } from '../wording/zh.ts';

test.each(INCIDENT_EVENTS)('%s is called the same by server and client', event => {
  expect(EVENT_WORDS[event].zh).toBe(zh[`event.${event}`]);
});

test.each(incidentState.options)('%s is called the same by server and client', state => {
  expect(STATE_WORDS[state].zh).toBe(zh[`incident.state.${state}`]);
});

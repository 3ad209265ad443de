/**
 * One line of an incident's history in words. In: an entry, the one before it, names. Out: who (on whose behalf), what happened, and
 * the sentence that was written with it. An event this page does not know is shown by its name, never left out.
 */
import { INCIDENT_EVENTS, type IncidentEventName } from '../../server/contract/incident-event.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';
import { type HistoryEntry, SYSTEM } from './history.ts';

export interface HistorySentence {
  who: string;
  what: string;
  note: string | null;
}

const EVENTS: ReadonlySet<string> = new Set(INCIDENT_EVENTS);

const BY_ITSELF: Readonly<Record<string, WordingKey>> = {
  'incident-imported': 'history.imported',
  'limit-breached': 'history.limit-breached',
  'evidence-added': 'history.evidence-added',
  'hold-ended': 'history.hold-ended',
  'work-time-over': 'history.work-time-over',
  'unit-seen': 'history.unit-seen',
};

export function historySentence(
  entry: HistoryEntry,
  before: HistoryEntry | null,
  names: Pick<ProfileNames, 'organ' | 'channel'>,
): HistorySentence {
  if (entry.event === 'incident-received')
    return { who: names.channel(entry.incident.channel), what: say('history.received'), note: null };
  return { who: who(entry, names), what: what(entry, before, names), note: entry.note };
}

function who({ by, onBehalfOf }: HistoryEntry, names: Pick<ProfileNames, 'organ'>): string {
  const person = by === SYSTEM ? say('history.system') : (by ?? say('history.somebody'));
  return onBehalfOf === null ? person : say('history.on-behalf', { person, organ: names.organ(onBehalfOf) });
}

function what(
  entry: HistoryEntry,
  before: HistoryEntry | null,
  names: Pick<ProfileNames, 'organ' | 'channel'>,
): string {
  const { event, incident } = entry;
  const own = BY_ITSELF[event];
  if (own) return say(own, { step: breachedSteps(entry, before) });
  if (!EVENTS.has(event)) return event;
  const words = [say(`event.${event as IncidentEventName}`)];
  const organs = newOrgans(entry, before).map(names.organ);
  if (organs.length > 0) words.push(organs.join('、'));
  if (before && before.incident.state !== incident.state) words.push(`→ ${say(`incident.state.${incident.state}`)}`);
  return words.join(' ');
}

function newOrgans({ incident }: HistoryEntry, before: HistoryEntry | null) {
  const had = new Set(before?.incident.tasks.map(task => task.organ));
  return incident.tasks.map(task => task.organ).filter(organ => !had.has(organ));
}

function breachedSteps({ incident }: HistoryEntry, before: HistoryEntry | null): string {
  const had = new Set(before?.incident.limits.filter(limit => limit.breachedAt !== null).map(limit => limit.id));
  return incident.limits
    .filter(limit => limit.breachedAt !== null && !had.has(limit.id))
    .map(limit => say(`limit.step.${limit.step}`))
    .join('、');
}

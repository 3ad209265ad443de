/**
 * The timeline of an emergency, read from the change log: its own facts, those of its incidents, those of alarms about either. In: its
 * number. Out: lines, oldest first. Rules [EM-50] to [EM-54]. Nothing is kept for it: the log cannot be changed, so neither can the timeline.
 * The surprise: an incident that was linked later comes in from that moment on, or lines would appear between those people have read.
 */
import type { AlarmRecord } from '../contract/alarm.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { TimelineEntry, TimelineType } from '../contract/emergency-timeline.ts';
import type { AlarmId, EmergencyId, IncidentId, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { Sentence } from '../http/refused.ts';
import type { ChangeLog, LoggedFact } from '../store/change-log.ts';
import { alarmLine, emergencyLine, incidentLine, type TimelineWords } from './timeline-words.ts';

export interface TimelineLine extends Omit<TimelineEntry, 'text'> {
  text: Sentence;
  /** Of an incident: whose ground it is, for chiefs of another one. */
  zone?: ZoneId | null;
}

export interface TimelineSources {
  changeLog: Pick<ChangeLog, 'history'>;
  alarmsAbout(which: {
    emergency: EmergencyId;
    incidents: readonly IncidentId[];
  }): Promise<{ id: AlarmId; incident: IncidentId | null }[]>;
  words: TimelineWords;
}

interface EmergencyFact {
  emergency: EmergencyRecord;
  event: string;
  by: string;
  onBehalfOf: TimelineEntry['onBehalfOf'];
  note: string | null;
  corrects: number | null;
}

/** Facts after `from` and up to `to`. */
interface Span {
  from: number;
  to: number;
}

const SYSTEM = 'system';
const REPORTS = /report/;

export async function readTimeline(
  { changeLog, alarmsAbout, words }: TimelineSources,
  id: EmergencyId,
): Promise<TimelineLine[]> {
  const own = await changeLog.history('emergency', id);
  const spans = incidentSpans(own);
  const lines = own.map(fact => ownLine(fact, words));
  for (const [incident, held] of spans) {
    const facts = await changeLog.history('incident', incident);
    facts.forEach((fact, i) => {
      if (held.some(span => lies(fact, span))) lines.push(ofIncident(fact, facts[i - 1], words));
    });
  }
  const emergency = (own.at(-1)?.data as EmergencyFact | undefined)?.emergency;
  for (const alarm of await alarmsAbout({ emergency: id, incidents: [...spans.keys()] })) {
    const held = alarm.incident === null ? [{ from: 0, to: Number.POSITIVE_INFINITY }] : spans.get(alarm.incident);
    for (const fact of await changeLog.history('alarm', alarm.id))
      if (held?.some(span => lies(fact, span))) lines.push(ofAlarm(fact, emergency, words));
  }
  return withCorrections(lines.toSorted((a, b) => a.seq - b.seq));
}

/** [EM-52] From the declaration all of it; linked later, from then on; unlinked, up to then. */
function incidentSpans(own: readonly LoggedFact[]): Map<IncidentId, Span[]> {
  const spans = new Map<IncidentId, Span[]>();
  let held: readonly IncidentId[] = [];
  own.forEach(({ seq, data }, i) => {
    const { incidents } = (data as EmergencyFact).emergency;
    for (const id of incidents)
      if (!held.includes(id))
        spans.set(id, [...(spans.get(id) ?? []), { from: i === 0 ? 0 : seq, to: Number.POSITIVE_INFINITY }]);
    for (const id of held)
      if (!incidents.includes(id))
        spans.set(
          id,
          (spans.get(id) ?? []).map(span => (span.to === Number.POSITIVE_INFINITY ? { ...span, to: seq } : span)),
        );
    held = incidents;
  });
  return spans;
}

const lies = ({ seq }: LoggedFact, { from, to }: Span) => seq > from && seq <= to;

function ownLine({ seq, at, subject, data }: LoggedFact, words: TimelineWords): TimelineLine {
  const { emergency, event, by, onBehalfOf, note, corrects } = data as EmergencyFact;
  return {
    ...{ seq, at, subject, event, type: typeOf(event), text: emergencyLine(event, emergency, corrects, words) },
    ...{ by: by === SYSTEM ? null : by, onBehalfOf, note, corrects: corrects ?? null, correctedBy: [] },
  };
}

function typeOf(event: string): TimelineType {
  if (event === 'note') return 'note';
  if (event === 'correct-entry') return 'correction';
  return REPORTS.test(event) ? 'report' : 'command';
}

function ofIncident(
  { seq, at, kind, subject, data }: LoggedFact,
  before: LoggedFact | undefined,
  words: TimelineWords,
): TimelineLine {
  const { incident, event, by, onBehalfOf, note } = data as { incident: IncidentRecord } & Partial<EmergencyFact>;
  const was = (before?.data as { incident: IncidentRecord } | undefined)?.incident.state;
  return {
    ...{
      seq,
      at,
      subject,
      zone: incident.zone,
      type: 'incident',
      event: event ?? kind,
      corrects: null,
      correctedBy: [],
    },
    text: incidentLine(incident.id, event ?? kind, was === incident.state ? null : incident.state, words),
    ...{ by: by === undefined || by === SYSTEM ? null : by, onBehalfOf: onBehalfOf ?? null, note: note ?? null },
  };
}

function ofAlarm(
  { seq, at, kind, subject, data }: LoggedFact,
  emergency: EmergencyRecord | undefined,
  words: TimelineWords,
): TimelineLine {
  const { alarm } = data as { alarm: AlarmRecord };
  const clock = emergency?.clocks.find(({ id }) => alarm.kind === 'report-clock' && id === alarm.limit);
  const BY: Record<string, string | null> = {
    'alarm-acknowledged': alarm.acknowledgedBy,
    'alarm-shelved': alarm.shelvedBy,
  };
  return {
    ...{ seq, at, subject, type: 'alarm', event: kind, onBehalfOf: null, corrects: null, correctedBy: [] },
    text: alarmLine(kind, alarm.kind, clock?.name ?? alarm.incident, words),
    ...{ by: BY[kind] ?? null, note: kind === 'alarm-shelved' ? alarm.shelveReason : null },
  };
}

/** [EM-51] */
function withCorrections(lines: readonly TimelineLine[]): TimelineLine[] {
  const correctedBy = new Map<number, number[]>();
  for (const { seq, corrects } of lines)
    if (corrects !== null) correctedBy.set(corrects, [...(correctedBy.get(corrects) ?? []), seq]);
  return lines.map(line => ({ ...line, correctedBy: correctedBy.get(line.seq) ?? [] }));
}

/** What a line of the timeline says, without any name of a person: those stand beside it. In: the fact. Out: a sentence in both languages. */
import { auditActionName } from '../access/audit-words.ts';
import type { AlarmKind } from '../contract/alarm.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';
import type { Sentence } from '../http/refused.ts';
import { EVENT_WORDS } from './emergency-words.ts';

export interface TimelineWords {
  nature(id: string | null): string;
  level(level: number | null): string;
  organ(id: string): string;
  incidentEvent(event: string): Sentence | undefined;
  incidentState(state: string): Sentence;
  alarmKind(kind: AlarmKind): Sentence;
}

const BY_ITSELF: Record<string, Sentence> = {
  declared: { zh: '宣布突发事件', en: 'declared' },
  'report-warned': { zh: '报告将到期', en: 'a report is due soon' },
  'report-late': { zh: '迟报', en: 'a report is late' },
};

/** What the server does to incidents by itself. */
const INCIDENT_BY_ITSELF: Record<string, Sentence> = {
  'incident-received': { zh: '登记', en: 'received' },
  'incident-imported': { zh: '导入', en: 'imported' },
  'limit-breached': { zh: '超时', en: 'a limit is over' },
  'hold-ended': { zh: '挂账到期', en: 'its hold ended' },
  'work-time-over': { zh: '处置时限已到', en: 'its time for work is over' },
  'evidence-added': { zh: '补充照片', en: 'a photo was added' },
  'unit-seen': { zh: '力量定位到场', en: 'a unit was seen there' },
  'merged-in': { zh: '并入其他事件', en: 'another incident was merged into it' },
  'merged-out': { zh: '撤销并入', en: 'a merge was undone' },
  'emergency-linked': { zh: '并入应急', en: 'linked to an emergency' },
  'emergency-unlinked': { zh: '移出应急', en: 'unlinked from an emergency' },
};

export function emergencyLine(
  event: string,
  emergency: EmergencyRecord,
  corrects: number | null,
  words: TimelineWords,
): Sentence {
  const name = BY_ITSELF[event] ?? EVENT_WORDS[event as EmergencyEventName] ?? { zh: event, en: event };
  const what = detailOf(event, emergency, corrects, words);
  return what === '' ? name : { zh: `${name.zh}：${what}`, en: `${name.en}: ${what}` };
}

function detailOf(
  event: string,
  { nature, level, leadOrgan, sent, clocks }: EmergencyRecord,
  corrects: number | null,
  words: TimelineWords,
): string {
  switch (event) {
    case 'declared':
    case 'judge':
      return `${words.nature(nature)} ${words.level(level)}`;
    case 'name-lead':
      return leadOrgan === null ? '' : words.organ(leadOrgan);
    case 'record-report': {
      const stopped = sent.at(-1)?.clocks ?? [];
      return clocks.flatMap(({ id, name }) => (stopped.includes(id) ? [name] : [])).join('、');
    }
    case 'correct-entry':
      return corrects === null ? '' : `#${corrects}`;
    default:
      return '';
  }
}

export function incidentLine(id: string, event: string, moved: string | null, words: TimelineWords): Sentence {
  const name = INCIDENT_BY_ITSELF[event] ?? words.incidentEvent(event) ?? { zh: event, en: event };
  const state = moved === null ? null : words.incidentState(moved);
  return {
    zh: `事件 ${id} ${name.zh}${state ? `（${state.zh}）` : ''}`,
    en: `incident ${id}: ${name.en}${state ? ` (${state.en})` : ''}`,
  };
}

/** `about`: the report's name, or the incident. */
export function alarmLine(fact: string, kind: AlarmKind, about: string | null, words: TimelineWords): Sentence {
  const what = words.alarmKind(kind);
  const whose = about === null ? '' : ` ${about}`;
  return {
    zh: `${auditActionName(fact, 'zh')}：${what.zh}${whose}`,
    en: `${auditActionName(fact, 'en')}: ${what.en}${whose}`,
  };
}

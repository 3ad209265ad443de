/**
 * What is different between the record somebody looked at and the record as it is now, for the notice of a version conflict.
 * In: both records and names. Out: sentences; empty = nothing that a decision hangs on has changed (a photo or a remark
 * more makes no other decision).
 */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';

type Names = Pick<ProfileNames, 'category' | 'grade' | 'organ' | 'grid'>;

const SHOWN: readonly { label: WordingKey; value: (record: IncidentRecord, names: Names) => string }[] = [
  { label: 'detail.state', value: ({ state }) => say(`incident.state.${state}`) },
  { label: 'event-field.category', value: ({ category }, names) => names.category(category) },
  {
    label: 'event-field.grade',
    value: ({ grade }, names) => (grade === null ? say('level.none') : names.grade(grade)),
  },
  { label: 'event-field.level', value: ({ level }) => say(level === null ? 'level.none' : `level.${level}`) },
  {
    label: 'event-field.grid',
    value: ({ grid }, names) => (grid === null ? say('incident.outside-area') : names.grid(grid)),
  },
  { label: 'event-field.organs', value: ({ tasks }, names) => tasks.map(t => names.organ(t.organ)).join('、') || '—' },
];

export function recordChanges(before: IncidentRecord, after: IncidentRecord, names: Names): string[] {
  return SHOWN.flatMap(({ label, value }) => {
    const [was, is] = [value(before, names), value(after, names)];
    return was === is ? [] : [say('form.conflict.field', { field: say(label), before: was, after: is })];
  });
}

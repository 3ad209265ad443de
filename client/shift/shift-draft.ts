/**
 * A shift as it is typed: numbers are text, no zone ticked = everywhere. In: what is typed, the other shifts of the plan. Out: a sentence
 * for each field that cannot stand, or the shift. The server judges again.
 */
import { type Shift, shift } from '../../server/contract/shift.ts';
import { say } from '../wording/wording.ts';

export type DraftShift = Omit<Shift, 'minPersons' | 'minQualified' | 'zones'> & {
  minPersons: string;
  minQualified: string;
  zones: readonly string[];
};

export type DraftFaults = Partial<Record<'name' | 'from' | 'to' | 'minPersons' | 'minQualified', string>>;

export function draftFaults(draft: DraftShift, others: readonly Pick<Shift, 'name'>[]): DraftFaults {
  const { shape } = shift;
  const faults: DraftFaults = {};
  if (!shape.name.safeParse(draft.name).success) faults.name = say('form.missing', { field: say('shift.name') });
  else if (others.some(({ name }) => name === draft.name.trim())) faults.name = say('shift.name.taken');
  for (const end of ['from', 'to'] as const)
    if (!shape[end].safeParse(draft[end]).success) faults[end] = say('shift.time.wrong');
  for (const least of ['minPersons', 'minQualified'] as const)
    if (!shape[least].safeParse(leastOf(draft[least])).success) faults[least] = say('shift.min.wrong');
  const [persons, qualified] = [leastOf(draft.minPersons), leastOf(draft.minQualified)];
  if (!faults.minQualified && persons !== null && qualified !== null && qualified > persons)
    faults.minQualified = say('shift.min-qualified.more');
  return faults;
}

/** Of a draft without faults. */
export function shiftOf(draft: DraftShift): Shift {
  return shift.parse({
    ...draft,
    minPersons: leastOf(draft.minPersons),
    minQualified: leastOf(draft.minQualified),
    zones: draft.zones.length === 0 ? null : draft.zones,
  });
}

/** No person reads it. An id of an older version is not taken again: rows of a roster may still name it. */
export function freeId(taken: ReadonlySet<string>): string {
  let n = 1;
  while (taken.has(`shift-${n}`)) n += 1;
  return `shift-${n}`;
}

function leastOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

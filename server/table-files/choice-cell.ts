/** A cell that holds one of some known things, by name or by id. In: the things. Out: a reader from text to id; '' = null. */
import type { Sentence } from '../http/refused.ts';
import { BadCell } from './bad-cell.ts';

/** `what` names the kind of thing in both languages. A name that two things share names neither. */
export function choiceReader(
  things: readonly { id: string; name: string }[],
  what: Sentence,
): (cell: string) => string | null {
  const ids = new Set(things.map(({ id }) => id));
  const byName = new Map<string, string | null>();
  for (const { id, name } of things) byName.set(name, byName.has(name) ? null : id);
  return cell => {
    if (cell === '') return null;
    if (ids.has(cell)) return cell;
    const id = byName.get(cell);
    if (typeof id === 'string') return id;
    throw new BadCell(
      id === null
        ? { zh: `有多个${what.zh}叫“${cell}”，请写编号`, en: `Several ${what.en}s are called "${cell}": write the id.` }
        : { zh: `没有${what.zh}“${cell}”`, en: `There is no ${what.en} "${cell}".` },
    );
  };
}

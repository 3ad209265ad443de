/**
 * An organ column of the printed list: 安监办、宝安消防中队（由安监办协调）. In and out: `DutyOrgan[] | null`.
 * Organs are named by full or short name, separated by 、，；or line breaks. Null is 未设定; an empty list is 无.
 */
import type { OrganId } from '../contract/ids.ts';
import type { DutyOrgan } from '../contract/negative-list.ts';
import type { Sentence } from '../http/refused.ts';
import type { Organs } from '../profile/organs.ts';

export const NOT_SET = '未设定';
const NOBODY = '无';

export function writeOrgans(organs: Pick<Organs, 'name'>, duty: readonly DutyOrgan[] | null): string {
  if (duty === null) return NOT_SET;
  if (duty.length === 0) return NOBODY;
  return duty
    .map(({ organ, via }) => organs.name(organ) + (via === null ? '' : `（由${organs.name(via)}协调）`))
    .join('、');
}

/** Throws `UnknownOrgan` for a name that the profile does not have. */
export function organReader(organs: Pick<Organs, 'all'>): (cell: string) => DutyOrgan[] | null {
  const ids = new Map<string, OrganId>();
  // A full name goes before another's short one.
  for (const { id, shortName } of organs.all) ids.set(squeezed(shortName), id);
  for (const { id, name } of organs.all) ids.set(squeezed(name), id);
  const tiers = new Map(organs.all.map(({ id, tier }) => [id, tier]));

  function named(name: string): OrganId {
    const id = ids.get(squeezed(name));
    if (id === undefined)
      throw new UnknownOrgan({ zh: `辖区没有部门“${name}”`, en: `The profile has no organ "${name}".` });
    return id;
  }

  return cell => {
    const text = cell.trim();
    if (text === '' || text === NOT_SET) return null;
    if (text === NOBODY) return [];
    return text
      .split(/[、，,；;\n]+/)
      .map(part => part.trim())
      .filter(part => part !== '')
      .map(part => {
        const [, name = part, coordinated, through] = /^(.*?)[（(]\s*(?:由(.+?)协调|经(.+?))\s*[）)]$/.exec(part) ?? [];
        const office = coordinated ?? through;
        const via = office === undefined ? null : named(office);
        if (via !== null && tiers.get(via) !== 'street')
          throw new UnknownOrgan({ zh: `“${office}”不是街道部门，不能协调`, en: `"${office}" is no street office.` });
        return { organ: named(name), via };
      });
  };
}

export class UnknownOrgan extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

function squeezed(name: string): string {
  return name.replace(/\s+/g, '');
}

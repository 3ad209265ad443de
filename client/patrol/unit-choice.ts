/** Which units somebody looks for: words in call sign, number or organ, zone, class. Pure; the empty choice is everybody. */
import type { UnitRecord } from '../../server/contract/unit.ts';

export interface UnitChoice {
  /** Several words must all be found. */
  q: string;
  zone: string;
  unitClass: string;
}

export interface UnitWords {
  organ: (id: string) => string;
  community: (code: string) => string;
}

export function isChosen(unit: UnitRecord, { q, zone, unitClass }: UnitChoice, words: UnitWords): boolean {
  if (zone !== '' && unit.homeZone !== zone) return false;
  if (unitClass !== '' && unit.unitClass !== unitClass) return false;
  const wanted = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const text = [
    unit.callSign,
    unit.id,
    unit.organ === null ? '' : words.organ(unit.organ),
    unit.community === null ? '' : words.community(unit.community),
  ]
    .join(' ')
    .toLowerCase();
  return wanted.every(word => text.includes(word));
}

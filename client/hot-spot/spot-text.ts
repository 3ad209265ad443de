/** How numbers of hot spots are written. Null is `—`, never 0. */
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

/** Scores have up to two decimals, everything else is whole. */
export function numberText(number: number | null): string {
  return number === null || Number.isInteger(number) ? countText(number) : String(Number(number.toFixed(2)));
}

/** `+3`, `−2`, `±0`; empty where there is nothing to compare with. */
export function changeText(change: number | null): string {
  if (change === null) return '';
  if (change === 0) return '±0';
  return change > 0 ? `+${numberText(change)}` : `−${numberText(-change)}`;
}

/** `12.5%`. */
export function shareText(share: number | null): string {
  return share === null ? say('value.unknown') : `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)}%`;
}

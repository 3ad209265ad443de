/** What several parts of the bulletins say alike, and the addresses that figures lead to. */
import type { Bulletin, BulletinPoint } from '../../server/contract/bulletin.ts';
import { writeValues } from '../desk-frame/use-address-values.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { say } from '../wording/wording.ts';

export const USUAL_BULLETINS = { bulletin: '', 'of-community': '' } as const satisfies Record<string, string>;
export type BulletinsAddress = Readonly<Record<keyof typeof USUAL_BULLETINS, string>>;

/** A month is written like a round of one month. */
export const monthText = roundText;

/** "—" where nothing is to judge. */
export function rateText({ numerator, denominator }: Bulletin['figures']['repeatRate']): string {
  return denominator === 0 ? say('value.unknown') : `${((100 * numerator) / denominator).toFixed(1)}%`;
}

export function ofText({ numerator, denominator }: Bulletin['figures']['repeatRate']): string {
  return say('bulletin.figure.of', { n: numerator, of: denominator });
}

/** Of the tab 测评点; the language stays. */
export function pointsHref(values: Readonly<Record<string, string>> = {}): string {
  const lang = new URLSearchParams(window.location.search).get('lang');
  return `?${new URLSearchParams({ tab: 'points', ...values, ...(lang !== null && { lang }) })}`;
}

export function bulletinHref(id: string): string {
  return writeValues(window.location.search, { bulletin: id, 'of-community': '' }, USUAL_BULLETINS) || '?';
}

/** A repeat of an earlier round that was never named, and was not looked at in this one. */
export function isNotAssessed({ kind, deductions }: BulletinPoint, round: string): boolean {
  return kind === 'repeat' && !deductions.some(deduction => deduction.round === round);
}

/** Devices in words: systems of coordinates, doors, causes of refusal, what is odd. A code that has no word yet is told as such. */
import type { Crs } from '../../server/contract/coordinates.ts';
import type { DeviceStanding } from '../../server/contract/device.ts';
import type { RefusalCode } from '../../server/contract/refusal.ts';
import { distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { type WordingKey, zh } from '../wording/zh.ts';

export function crsName(crs: Crs): string {
  return say(`device.crs.${crs}`);
}

/** By which door it came. */
export function sourceName(source: string | null): string {
  return source === null ? say('value.unknown') : word(`device.source.${source}`, 'device.source.other');
}

export function causeName(cause: RefusalCode): string {
  return word(`device.cause.${cause}`, 'device.cause.other');
}

type Flag = DeviceStanding['flags'][number];

export function flagText({ flag, detail }: Pick<Flag, 'flag' | 'detail'>): string {
  const name = say(`device.flag.${flag}`);
  if (detail === null) return name;
  if (flag === 'wrong-crs')
    return say('device.flag-crs', { flag: name, crs: word(`device.crs.${detail}`, 'device.crs.other') });
  const number = Number(detail);
  if (Number.isNaN(number)) return name;
  if (flag === 'two-places') return say('device.flag-apart', { flag: name, distance: distanceText(number) });
  return flag === 'wrong-clock' ? say('device.flag-seconds', { flag: name, s: Math.round(number) }) : name;
}

/** Who sent it; two names are the server's own and mean that there is none. */
export function senderName(sender: string): string {
  if (sender === '(unread)') return say('device.sender.unread');
  return sender === '(other)' ? say('device.sender.other') : sender;
}

export function refusedTotal({ refused }: Pick<DeviceStanding, 'refused'>): number {
  return refused.reduce((sum, { count }) => sum + count, 0);
}

function word(key: string, otherwise: WordingKey): string {
  return say(key in zh ? (key as WordingKey) : otherwise);
}

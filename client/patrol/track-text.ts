/** How the times of a track are said, and what happened on the way besides going: stops and gaps in one list, in order. */
import type { TrackStop, UnitTrack } from '../../server/contract/track.ts';
import { say } from '../wording/wording.ts';

const MINUTE_MS = 60_000;

/** `12分钟`, from an hour on `2小时05分`. */
export function spanText(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return say('track.minutes', { n: minutes });
  return say('track.hours', { h: Math.floor(minutes / 60), mm: String(minutes % 60).padStart(2, '0') });
}

export type TrackEvent =
  | { kind: 'stop'; from: number; to: number; stop: TrackStop }
  | { kind: 'gap'; from: number; to: number }
  | { kind: 'jump'; from: number; to: number };

export function eventsOf({ legs, stops }: Pick<UnitTrack, 'legs' | 'stops'>): TrackEvent[] {
  const events: TrackEvent[] = stops.map(stop => ({ kind: 'stop', from: stop.from, to: stop.to, stop }));
  for (const [i, { cut, positions }] of legs.entries()) {
    const from = legs[i - 1]?.positions.at(-1)?.[0];
    const to = positions[0]?.[0];
    if (cut !== null && from !== undefined && to !== undefined) events.push({ kind: cut, from, to });
  }
  return events.sort((a, b) => a.from - b.from);
}

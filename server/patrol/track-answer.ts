/**
 * Tracks as JSON, a thousand positions at a time: 100,000 of them in one `JSON.stringify` would hold every screen for a tenth of a
 * second. In: tracks. Out: a stream that is one JSON text, of the contract's `TrackAnswer`.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrackPosition, TrackQuestion } from '../contract/track.ts';
import type { TrackPoint } from '../store/track-block.ts';
import { FIX_SOURCES } from './fix-source.ts';
import type { FoundTrack } from './unit-track.ts';

const POSITIONS_A_PIECE = 1000;

export function trackAnswerStream({ from, to }: Pick<TrackQuestion, 'from' | 'to'>, tracks: readonly FoundTrack[]) {
  return Readable.from(pieces({ from, to }, tracks));
}

async function* pieces(period: { from: number; to: number }, tracks: readonly FoundTrack[]): AsyncGenerator<string> {
  yield `${openEnded(period)},"tracks":[`;
  for (const [t, { legs, ...track }] of tracks.entries()) {
    yield `${t > 0 ? ',' : ''}${openEnded(track)},"legs":[`;
    for (const [l, { points, ...leg }] of legs.entries()) {
      yield `${l > 0 ? ',' : ''}${openEnded(leg)},"positions":[`;
      for (let i = 0; i < points.length; i += POSITIONS_A_PIECE) {
        const piece = points.slice(i, i + POSITIONS_A_PIECE).map(positionOf);
        yield (i > 0 ? ',' : '') + JSON.stringify(piece).slice(1, -1);
        await nextTurn();
      }
      yield ']}';
    }
    yield ']}';
  }
  yield ']}';
}

/** An object's JSON without its last brace. */
function openEnded(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}

function positionOf({ fixTimeMs, lon, lat, speedMps, accuracyM, headingDeg, source }: TrackPoint): TrackPosition {
  return [fixTimeMs, lon, lat, rounded(speedMps), rounded(accuracyM), rounded(headingDeg), sourceName(source)];
}

/** Kept as single floats: 1.2 would come out as 1.2000000476837158. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** A number that only a newer server knows. */
export function sourceName(source: number): string {
  return FIX_SOURCES[source] ?? `source-${source}`;
}

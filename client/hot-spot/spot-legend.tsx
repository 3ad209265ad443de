/** What the shades of the map mean: the bounds of each class, how many spots it has, and what the numbers are. */
import { useMemo } from 'react';
import type { HotSpots } from '../../server/contract/hot-spot.ts';
import { say } from '../wording/wording.ts';
import { classOf } from './spot-classes.ts';
import { rampOf } from './spot-layer.ts';
import { numberText } from './spot-text.ts';

export function SpotLegend({ answer, bounds }: { answer: HotSpots; bounds: readonly number[] }) {
  const counts = useMemo(() => {
    const spots = bounds.map(() => 0);
    for (const { number } of answer.spots) spots[classOf(number, bounds)]! += 1;
    return spots;
  }, [answer, bounds]);
  if (bounds.length === 0) return null;
  const colours = rampOf(bounds.length);
  const most = Math.max(...answer.spots.map(({ number }) => number));
  return (
    <section className="map-card spot-legend" aria-label={say('spots.legend')}>
      <h3>{say(`measure.${answer.measure}`)}</h3>
      <ul>
        {bounds
          .map((from, i) => {
            // Whole numbers end before the next class begins; scores may lie anywhere below it.
            const next = bounds[i + 1];
            const whole =
              Number.isInteger(from) &&
              (next === undefined || Number.isInteger(next)) &&
              answer.measure !== 'lost-score';
            const to = next === undefined ? most : whole ? next - 1 : next;
            const text = from === to ? numberText(from) : `${numberText(from)}–${numberText(to)}`;
            return (
              <li key={from}>
                <i style={{ background: colours[i] }} aria-hidden="true" />
                <b>{text}</b>
                <span>{say('spots.legend.n', { n: counts[i]! })}</span>
              </li>
            );
          })
          .reverse()}
      </ul>
      <p>{say('spots.legend.label')}</p>
    </section>
  );
}

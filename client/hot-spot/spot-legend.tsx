/** What the shades of the map mean: the bounds of each class, how many spots it has, and what the numbers are. */
import { useMemo } from 'react';
import type { HotSpots } from '../../server/contract/hot-spot.ts';
import { say } from '../wording/wording.ts';
import { classOf } from './spot-classes.ts';
import { rampOf } from './spot-layer.ts';
import { numberText } from './spot-text.ts';

export function SpotLegend({ answer, bounds }: { answer: HotSpots; bounds: readonly number[] }) {
  const classes = useMemo(() => {
    const found = bounds.map(from => ({ from, to: from, spots: 0 }));
    for (const { number } of answer.spots) {
      const one = found[classOf(number, bounds)]!;
      one.spots += 1;
      one.to = Math.max(one.to, number);
    }
    return found;
  }, [answer, bounds]);
  if (classes.length === 0) return null;
  const colours = rampOf(classes.length);
  return (
    <section className="map-card spot-legend" aria-label={say('spots.legend')}>
      <h3>{say(`measure.${answer.measure}`)}</h3>
      <ul>
        {classes
          .map(({ from, to, spots }, i) => (
            <li key={from}>
              <i style={{ background: colours[i] }} aria-hidden="true" />
              <b>{from === to ? numberText(from) : `${numberText(from)}–${numberText(to)}`}</b>
              <span>{say('spots.legend.n', { n: spots })}</span>
            </li>
          ))
          .reverse()}
      </ul>
      <p>{say('spots.legend.label')}</p>
    </section>
  );
}

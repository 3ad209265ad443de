/** What the signs mean and how many of each are shown. */
import { classText, WORST_FIRST } from '../sanitation-point/point-class.ts';
import { PointSign } from '../sanitation-point/point-sign.tsx';
import { say } from '../wording/wording.ts';
import type { ShownPoints } from './point-choice.ts';

export function PointLegend({ counts, odd }: Pick<ShownPoints, 'counts' | 'odd'>) {
  return (
    <section className="map-card point-legend" aria-label={say('register.legend')}>
      <ul>
        {WORST_FIRST.map(one => (
          <li key={one}>
            <PointSign of={one} />
            <span>{classText(one)}</span>
            <b>{counts[one]}</b>
          </li>
        ))}
        {odd > 0 && (
          <li>
            <i aria-hidden="true">≠</i>
            <span>{say('register.odd')}</span>
            <b>{odd}</b>
          </li>
        )}
      </ul>
      <p>{say('register.legend.cluster')}</p>
    </section>
  );
}

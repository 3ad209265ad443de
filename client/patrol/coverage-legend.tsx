/** What the shades of patrol coverage mean, how much of today is done, and where it is not. A press on a community brings the map there. */
import type { CoverageAnswer } from '../../server/contract/coverage.ts';
import { Button } from '../design/desk/button.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { STEP_OPACITY } from './coverage-layer.ts';
import { leftByCommunity, SHARE_STEPS } from './coverage-shade.ts';
import './coverage.css';

export function CoverageLegend(props: {
  answer: CoverageAnswer | null;
  problem: string | null;
  onCommunity: (code: string) => void;
}) {
  const { answer, problem } = props;
  const { timeZone, community: nameOf } = useProfile();
  return (
    <section className="coverage-legend" aria-label={say('coverage.title')}>
      {answer && (
        <>
          <h3>
            {say('coverage.visited', { n: answer.all.visitedGrids, of: answer.all.grids })}
            <span>{clockTime(answer.at, timeZone)}</span>
          </h3>
          <p>
            {answer.all.fullGrids === null
              ? say('coverage.full.unset')
              : say('coverage.full', { n: answer.all.fullGrids, of: answer.all.grids })}
          </p>
          <ul className="coverage-scale">
            <li>
              <i data-step="0" aria-hidden="true" />
              {say('coverage.left')}
            </li>
            {SHARE_STEPS.map((from, i) => (
              <li key={from}>
                <i aria-hidden="true" style={{ opacity: STEP_OPACITY[i]! }} />
                {from === 0 ? say('coverage.step.some') : say('coverage.step', { percent: from * 100 })}
              </li>
            ))}
          </ul>
          <h4>{say('coverage.left.by-community')}</h4>
          <ul className="coverage-communities">
            {leftByCommunity(answer).map(({ community, grids, left }) => (
              <li key={community}>
                <Button kind="plain" small onPress={() => props.onCommunity(community)}>
                  {nameOf(community)}
                </Button>
                <span>{say('coverage.left.n', { n: left, of: grids })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="desk-error" role="alert">
        {problem}
      </p>
    </section>
  );
}

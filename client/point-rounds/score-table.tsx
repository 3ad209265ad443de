/**
 * Scores of a round by community, zone, venue type, post or point: score with grade, what it differs by from the round before, and K11
 * with numerator and denominator. In: the counted index. Out: the group whose points are wanted. What was not assessed has no score:
 * 未测评, not 0.
 */
import type { IndexRow, SanitationIndex } from '../../server/contract/sanitation-index.ts';
import { type VirtualColumn, VirtualTable } from '../design/desk/virtual-table.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useVenueTypes } from '../profile/venue-types.ts';
import { rateText, scoreChangeText, scoreText } from '../sanitation-point/score-text.ts';
import { say } from '../wording/wording.ts';
import type { ScoresBy } from './use-rounds.ts';

const TOTAL = 'total';

export function ScoreTable(props: { index: SanitationIndex; by: ScoresBy; onChoose: (key: string) => void }) {
  const { index, by, onChoose } = props;
  const profile = useProfile();
  const venues = useVenueTypes();
  const nameOf: Readonly<Record<ScoresBy, (key: string) => string>> = {
    ...{ community: profile.community, zone: profile.zone, venueType: venues.nameOf, point: profile.point },
    role: role => role,
  };
  const columns: VirtualColumn<IndexRow>[] = [
    {
      id: 'name',
      name: say(`rounds.by.${by}`),
      width: 'minmax(110px, 1fr)',
      cell: ({ key, assessed, total }) => (
        <>
          {key === null ? say('rounds.total') : nameOf[by](key)}
          <small>{by === 'point' && key !== null ? key : say('rounds.assessed-of', { n: assessed, of: total })}</small>
        </>
      ),
    },
    {
      id: 'score',
      name: say('register.score'),
      width: '62px',
      isNumber: true,
      cell: ({ score, grade, assessed }) => (
        <>
          {assessed === 0 ? say('point.never-assessed') : scoreText(score)}
          <small>{grade}</small>
        </>
      ),
    },
    {
      id: 'change',
      name: say('rounds.change'),
      width: '62px',
      isNumber: true,
      cell: ({ change, before }) => (
        <>
          {scoreChangeText(change)}
          <small>
            {scoreText(before?.score ?? null)} {before?.grade}
          </small>
        </>
      ),
    },
    {
      id: 'repeats',
      name: say('rounds.repeat-rate'),
      width: '78px',
      isNumber: true,
      cell: row => rate(row.repeatRate),
    },
    { id: 'cleared', name: say('rounds.cleared-rate'), width: '60px', isNumber: true, cell: row => rate(row.cleared) },
  ];
  return (
    <div className="planning-side-list score-table">
      <VirtualTable
        label={say('rounds.scores')}
        columns={columns}
        rows={[index.total, ...index.rows]}
        rowKey={({ key }) => key ?? TOTAL}
        onChoose={({ key }) => key !== null && onChoose(key)}
        isFaint={({ assessed }) => assessed === 0}
      />
    </div>
  );
}

function rate(ratio: IndexRow['repeatRate']) {
  return (
    <>
      {rateText(ratio)}
      <small>
        {ratio.numerator}/{ratio.denominator}
      </small>
    </>
  );
}

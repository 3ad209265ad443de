/** Rounds, newest first: when, whether it still runs, how many were assessed, with which score. In: rounds, the chosen one. Out: another. */
import type { SanitationRound } from '../../server/contract/sanitation-index.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { VirtualTable } from '../design/desk/virtual-table.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { scoreText } from '../sanitation-point/score-text.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function RoundList(props: {
  rounds: readonly SanitationRound[];
  chosen: string | null;
  onChoose: (round: string) => void;
}) {
  const { timeZone } = useProfile();
  const now = useServerNow();
  return (
    <div className="round-list">
      <VirtualTable
        label={say('rounds.title')}
        rows={props.rounds}
        rowKey={({ round }) => round}
        selected={props.chosen}
        onChoose={({ round }) => props.onChoose(round)}
        columns={[
          {
            id: 'round',
            name: say('rounds.round'),
            width: 'minmax(150px, 1fr)',
            cell: ({ round, startsAt, endsAt }) => (
              <>
                {roundText(round)}
                <small>
                  {say('spots.period-of', { from: fullDate(startsAt, timeZone), to: fullDate(endsAt - 1, timeZone) })}
                </small>
              </>
            ),
          },
          {
            id: 'state',
            name: say('rounds.state'),
            width: '52px',
            cell: ({ endsAt }) => say(endsAt > now ? 'rounds.state.running' : 'rounds.state.over'),
          },
          {
            id: 'assessed',
            name: say('rounds.assessed'),
            width: '66px',
            isNumber: true,
            cell: ({ assessed, total }) => `${assessed}/${total}`,
          },
          {
            id: 'score',
            name: say('register.score'),
            width: '48px',
            isNumber: true,
            cell: ({ score, grade }) => (
              <>
                {scoreText(score)}
                <small>{grade}</small>
              </>
            ),
          },
          {
            id: 'deducted',
            name: say('rounds.deducted'),
            width: '56px',
            isNumber: true,
            cell: ({ deducted, repeat }) => (
              <>
                {deducted}
                <small>{say('rounds.of-it-repeat', { n: repeat })}</small>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

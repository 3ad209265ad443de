/**
 * 轮次与得分: the rounds, the scores of one of them by community, zone, venue type, post or point, and its sheets. In: who is here; the
 * address says which round. Out: a group or a point is opened in the register.
 */
import type { Viewer } from '../../server/contract/viewer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { mayBringRounds } from '../point-import/may-bring-rounds.ts';
import { useProfile } from '../profile/profile-names.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { say } from '../wording/wording.ts';
import { RoundFiles } from './round-files.tsx';
import { RoundList } from './round-list.tsx';
import { ScoreTable } from './score-table.tsx';
import { SCORES_BY, type ScoresBy, useRounds } from './use-rounds.ts';
import './point-rounds.css';

/** What the register is narrowed to when a group is opened. */
export type OpenPoints = (
  values: Readonly<Partial<Record<'venue' | 'community' | 'zone' | 'q' | 'point', string>>>,
) => void;

const NARROWED_BY = {
  community: 'community',
  zone: 'zone',
  venueType: 'venue',
  role: 'q',
  point: 'point',
} as const satisfies Record<ScoresBy, string>;

export function RoundsView({ viewer, onOpenPoints }: { viewer: Viewer; onOpenPoints: OpenPoints }) {
  const { profile } = useProfile().geodata;
  const { listed, round, by, scores, problem, change } = useRounds();
  const before = scores?.beforeTo ?? null;
  if (problem)
    return (
      <Notice urgent role="alert">
        {problem}
      </Notice>
    );
  if (!listed.value) return <EmptyState text={say('page.loading')} />;
  if (!round) return <EmptyState text={say(profile.sanitationIndex?.round ? 'rounds.none' : 'rounds.unset')} />;
  return (
    <>
      <RoundList rounds={listed.value} chosen={round.round} onChoose={name => change({ round: name })} />
      <div className="planning-side-head">
        <h2 className="round-head">
          {roundText(round.round)}
          <small>
            {before !== null && say('rounds.compared', { round: roundText(before) })}
            {profile.sanitationIndex?.grades?.provisional && ` · ${say('rounds.provisional')}`}
          </small>
        </h2>
        <RoundFiles round={round} by={by} mayBring={mayBringRounds(viewer, profile)} />
        <SegmentedFilter
          label={say('rounds.by')}
          segments={SCORES_BY.map(id => ({ id, name: say(`rounds.by.${id}`) }))}
          value={by}
          onChange={id => change({ by: id })}
        />
      </div>
      {scores ? (
        <ScoreTable index={scores} by={by} onChoose={key => onOpenPoints({ [NARROWED_BY[by]]: key })} />
      ) : (
        <EmptyState text={say('page.loading')} />
      )}
    </>
  );
}

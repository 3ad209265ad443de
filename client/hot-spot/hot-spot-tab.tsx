/**
 * 热点: where it hurts. The ranking at the side, the same spots on the map, the evidence of the one that is looked at. In: who is here; all
 * choices stand in the address. Out: targets with evidence in the basket.
 */
import { useMemo } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { VirtualTable } from '../design/desk/virtual-table.tsx';
import { useKeys } from '../desk-frame/use-keys.ts';
import { FirstOnes } from '../operation/first-ones.tsx';
import { pickedRefs, useTargetBasket } from '../operation/target-basket.ts';
import { inside, LassoTool } from '../planning-map/lasso-tool.tsx';
import { MapSlot } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { SpotChoices } from './spot-choices.tsx';
import { type RankedSpot, spotColumns } from './spot-columns.tsx';
import { SpotDetail } from './spot-detail.tsx';
import { SpotLegend } from './spot-legend.tsx';
import { changeText, numberText } from './spot-text.ts';
import { SpotsOnMap } from './spots-on-map.tsx';
import { useHotSpots } from './use-hot-spots.ts';
import { usePicking } from './use-picking.ts';
import './hot-spot.css';

const NO_SPOTS: readonly RankedSpot[] = [];

export function HotSpotTab({ viewer }: { viewer: Viewer }) {
  const profile = useProfile();
  const { texts, change, choice, question, asked, bounds } = useHotSpots();
  const { waiting, problem: pickProblem, pick, toggle } = usePicking(question);
  const { value: answer, problem } = asked;
  const targets = useTargetBasket(state => state.targets);
  const picked = useMemo(() => pickedRefs(targets, choice.by), [targets, choice.by]);
  const spots = useMemo(() => answer?.spots.map((spot, i) => ({ ...spot, rank: i + 1 })) ?? NO_SPOTS, [answer]);
  const chosen = texts.spot === '' ? null : texts.spot;
  const look = (spot: string) => change({ spot }, 'replace');

  const move = (by: number) => {
    if (spots.length === 0) return;
    const at = spots.findIndex(({ id }) => id === chosen);
    const next = at < 0 ? (by > 0 ? 0 : spots.length - 1) : Math.max(0, Math.min(spots.length - 1, at + by));
    look(spots[next]!.id);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: () => chosen !== null && toggle(chosen),
    escape: () => look(''),
  });

  const columns = spotColumns({
    ...{ profile, picked, waiting, measure: say(`measure.${choice.measure}`) },
    onPick: ({ id }) => toggle(id),
  });
  return (
    <>
      <div className="planning-side-head">
        <SpotChoices {...{ viewer, texts, choice, change }} />
        {answer && (
          <div className="planning-head-row">
            <p className="planning-total" role="status">
              {say('spots.found', { n: answer.spotsFound })} · {say(`measure.${answer.measure}`)}{' '}
              <b>{numberText(answer.total.number)}</b> {changeText(answer.total.change)}
              {answer.outside?.number ? ` · ${say('spots.outside', { n: numberText(answer.outside.number) })}` : ''}
            </p>
            {spots.length > 0 && (
              <FirstOnes isWaiting={waiting.size > 0} onPick={n => void pick(spots.slice(0, n).map(({ id }) => id))} />
            )}
          </div>
        )}
      </div>
      {(problem ?? pickProblem) && (
        <Notice urgent role="alert">
          {problem ?? pickProblem}
        </Notice>
      )}
      {spots.length > 0 ? (
        <div className="planning-side-list spot-ranking">
          <VirtualTable
            label={say('spots.ranking')}
            columns={columns}
            rows={spots}
            rowKey={({ id }) => id}
            selected={chosen}
            onChoose={spot => look(spot.id)}
          />
        </div>
      ) : (
        <EmptyState text={say(answer ? 'spots.none' : 'page.loading')} />
      )}
      {chosen !== null && question && (
        <SpotDetail
          id={chosen}
          question={question}
          isPicked={picked.has(chosen)}
          isWaiting={waiting.has(chosen)}
          onToggle={() => toggle(chosen)}
          onLeave={() => look('')}
        />
      )}
      <LassoTool onRing={ring => void pick(inside(ring, spots).map(({ id }) => id))} />
      <SpotsOnMap {...{ spots, bounds, chosen, picked, measure: choice.measure }} onChoose={look} />
      {answer && (
        <MapSlot at="legend">
          <SpotLegend answer={answer} bounds={bounds} />
        </MapSlot>
      )}
    </>
  );
}

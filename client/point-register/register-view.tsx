/**
 * 名册: every scoring point, narrowed and in order at the side, the same ones on the map, the one that is looked at beside it. In: who is
 * here; all choices stand in the address. Out: targets with evidence in the basket.
 */
import { useMemo } from 'react';
import type { RegisteredPoint } from '../../server/contract/scoring-point.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { VirtualTable } from '../design/desk/virtual-table.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useKeys } from '../desk-frame/use-keys.ts';
import { FirstOnes } from '../operation/first-ones.tsx';
import { pickedRefs, useTargetBasket } from '../operation/target-basket.ts';
import { inside, LassoTool } from '../planning-map/lasso-tool.tsx';
import { MapSlot } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useVenueTypes } from '../profile/venue-types.ts';
import { say } from '../wording/wording.ts';
import { SORTS, shownPoints, sortOf, USUAL_POINT_CHOICE } from './point-choice.ts';
import { pointColumns } from './point-columns.tsx';
import { PointDetail } from './point-detail.tsx';
import { PointFilters } from './point-filters.tsx';
import { PointLegend } from './point-legend.tsx';
import { PointsOnMap } from './points-on-map.tsx';
import { usePointPicking } from './use-point-picking.ts';
import { useRegister } from './use-register.ts';

const NO_POINTS: readonly RegisteredPoint[] = [];

export function RegisterView({ viewer }: { viewer: Viewer }) {
  const profile = useProfile();
  const venues = useVenueTypes();
  const [choice, change] = useAddressValues(USUAL_POINT_CHOICE);
  const { value: register, problem } = useRegister();
  const { waiting, problem: pickProblem, pick, toggle } = usePointPicking();
  const targets = useTargetBasket(state => state.targets);
  const picked = useMemo(() => pickedRefs(targets, 'scoring-point'), [targets]);
  const shown = useMemo(() => {
    const { community, grid } = profile;
    return register && shownPoints(register, choice, { community, grid, venueType: venues.nameOf });
  }, [register, choice, profile, venues]);
  const points = shown?.points ?? NO_POINTS;
  const chosen = choice.point === '' ? null : choice.point;
  const chosenPoint = register?.find(({ code }) => code === chosen);
  const look = (point: string) => change({ point }, 'replace');

  const move = (by: number) => {
    if (points.length === 0) return;
    const at = points.findIndex(({ code }) => code === chosen);
    const next = at < 0 ? (by > 0 ? 0 : points.length - 1) : Math.max(0, Math.min(points.length - 1, at + by));
    const point = points[next];
    if (point) look(point.code);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: () => chosen !== null && toggle(chosen),
    escape: () => look(''),
  });

  return (
    <>
      <div className="planning-side-head">
        <PointFilters {...{ viewer, choice, shown, change }} />
        <div className="planning-head-row">
          <p className="planning-total" role="status">
            {shown && say('register.found', { n: points.length, all: register?.length ?? 0 })}
          </p>
          <Select
            isLabelHidden
            className="point-sort"
            label={say('register.sort')}
            value={sortOf(choice.sort)}
            options={SORTS.map(id => ({ id, name: say(`register.sort.${id}`) }))}
            onChange={sort => change({ sort })}
          />
          {points.length > 0 && (
            <FirstOnes
              isWaiting={waiting.size > 0}
              onPick={n => void pick(points.slice(0, n).map(({ code }) => code))}
            />
          )}
        </div>
      </div>
      {(problem ?? pickProblem) && (
        <Notice urgent role="alert">
          {problem ?? pickProblem}
        </Notice>
      )}
      {points.length > 0 ? (
        <div className="planning-side-list point-list">
          <VirtualTable
            label={say('register.title')}
            columns={pointColumns({
              ...{ profile, venueType: venues.nameOf, picked, waiting },
              onPick: ({ code }) => toggle(code),
            })}
            rows={points}
            rowKey={({ code }) => code}
            selected={chosen}
            onChoose={({ code }) => look(code)}
          />
        </div>
      ) : (
        <EmptyState text={say(shown ? 'register.none' : 'page.loading')} />
      )}
      {chosenPoint && (
        <PointDetail
          key={`${chosenPoint.code} ${chosenPoint.state} ${chosenPoint.round} ${chosenPoint.score}`}
          point={chosenPoint}
          isPicked={picked.has(chosenPoint.code)}
          isWaiting={waiting.has(chosenPoint.code)}
          onToggle={() => toggle(chosenPoint.code)}
          onLeave={() => look('')}
        />
      )}
      <LassoTool onRing={ring => void pick(inside(ring, points).map(({ code }) => code))} />
      <PointsOnMap points={points} chosen={chosen} onChoose={look} />
      {shown && (
        <MapSlot at="legend">
          <PointLegend {...shown} />
        </MapSlot>
      )}
    </>
  );
}

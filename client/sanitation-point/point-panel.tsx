/**
 * Right rail: how many scoring points are in which state, as the map marks them. What came in this round stands beside the last one
 * up to the same time, so that it can be judged.
 */
import { WallBarRow, WallCard } from '../design/wall-card.tsx';
import { useWall } from '../store/use-store.ts';
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function PointPanel() {
  const points = useWall(state => state.figures)?.points;
  const share = (n: number | undefined) => (points && points.total > 0 ? (n ?? 0) / points.total : 0);
  return (
    <WallCard title={say('points.title')} value={countText(points?.total)}>
      <WallBarRow
        name={say('points.deducted')}
        remark={
          points &&
          say('points.compared-last-round', {
            now: countText(points.deductedThisRound),
            before: countText(points.deductedLastRoundByNow),
          })
        }
        value={countText(points?.deducted)}
        share={share(points?.deducted)}
      />
      <WallBarRow
        name={say('points.repeat')}
        remark={say('points.repeat-needs-bulletin')}
        value={countText(points?.repeat)}
        share={share(points?.repeat)}
      />
      <WallBarRow
        name={say('points.bulletined')}
        remark={say('points.bulletined-until-clean')}
        value={countText(points?.bulletined)}
        share={share(points?.bulletined)}
      />
    </WallCard>
  );
}

/**
 * Right rail: how many scoring points are in which state, as the map marks them. What came in this round stands beside the last one
 * up to the same time, as a difference, because a rail has room for no more.
 */
import { WallBarRow, WallCard } from '../design/wall-card.tsx';
import { useWall } from '../store/use-store.ts';
import { comparedText, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

/** `short`: where the rail ends at a seam there is room for two rows; who is bulletined is on the map all the same. */
export function PointPanel({ short = false }: { short?: boolean }) {
  const points = useWall(state => state.figures)?.points;
  const share = (n: number | undefined) => (points && points.total > 0 ? (n ?? 0) / points.total : 0);
  return (
    <WallCard title={say('points.title')} value={countText(points?.total)}>
      <WallBarRow
        name={say('points.deducted')}
        remark={
          <>
            {say('points.compared-last-round')}{' '}
            {comparedText(points?.deductedThisRound, points?.deductedLastRoundByNow)}
          </>
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
      {!short && (
        <WallBarRow
          name={say('points.bulletined')}
          remark={say('points.bulletined-until-clean')}
          value={countText(points?.bulletined)}
          share={share(points?.bulletined)}
        />
      )}
    </WallCard>
  );
}

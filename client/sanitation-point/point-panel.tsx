/** Right rail: the sanitation scoring points. Counts stand beside last month's at the same day, so that they can be judged. */

import { WallBarRow, WallCard } from '../design/wall-card.tsx';
import { useWall } from '../store/use-store.ts';
import { comparedText, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function PointPanel() {
  const points = useWall(state => state.figures)?.points;
  const share = (n: number | undefined) => (points && points.total > 0 ? (n ?? 0) / points.total : 0);
  return (
    <WallCard title={say('points.title')} value={countText(points?.total)}>
      <WallBarRow
        name={say('points.deducted-this-month')}
        remark={
          <>
            {say('points.compared-last-month')}{' '}
            {comparedText(points?.deductedThisMonth, points?.deductedLastMonthByNow)}
          </>
        }
        value={countText(points?.deductedThisMonth)}
        share={share(points?.deductedThisMonth)}
      />
      <WallBarRow
        name={say('points.repeat')}
        remark={say('points.repeat-needs-bulletin')}
        value={countText(points?.repeat)}
        share={share(points?.repeat)}
      />
    </WallCard>
  );
}

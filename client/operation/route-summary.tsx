/** How far a route is, when the squad is done with it, and where the way is only a straight line ([O-62]..[O-64]). In: the squad, the way. Out: words. */
import type { StopOrder } from '../../server/contract/operation.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { DraftSquad } from './plan-draft.ts';
import { doneAt } from './squad-route.ts';

export function RouteSummary(props: {
  squad: DraftSquad;
  way: StopOrder | null;
  endsAt: number | null;
  hasMuster: boolean;
}) {
  const { squad, way, endsAt, hasMuster } = props;
  const { timeZone } = useProfile();
  if (!way || squad.stops.length === 0) return null;
  const done = doneAt(squad);
  const words = [
    say('plan.route.distance', { distance: distanceText(way.distanceM) }),
    ...(hasMuster ? [] : [say('plan.route.from-first')]),
    ...(way.straight ? [say('plan.route.straight')] : []),
    ...(done === null ? [] : [say('plan.route.done-at', { time: clockTime(done, timeZone) })]),
  ];
  return (
    <span className="plan-route-summary">
      {words.join(' · ')}
      {done !== null && endsAt !== null && done > endsAt && (
        <b className="desk-error">{say('plan.route.too-long', { time: clockTime(endsAt, timeZone) })}</b>
      )}
    </span>
  );
}

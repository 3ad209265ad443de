/** What the pointer stands on, in a few words beside it. Only for the eye: whoever cannot see it has the lists. */
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { thingDetail, thingName } from './map-thing-words.ts';
import type { HoveredThing } from './use-map-pointer.ts';

export function MapTip({ thing, more, px }: HoveredThing) {
  const profile = useProfile();
  const points = useWall(state => state.points);
  return (
    <div className="map-tip" aria-hidden="true" style={{ left: px.x, top: px.y }}>
      <b>{thingName(thing, profile)}</b>
      <span>{thingDetail(thing, profile, points)}</span>
      {more > 0 && <span>{say('map.more-here', { n: more })}</span>}
    </div>
  );
}

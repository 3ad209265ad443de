/** What coincides on the desk's map: incidents with their level, units and scoring points. In: the things. Out: the chosen one. */
import { CoincidingMenu } from '../desk-map/coinciding-menu.tsx';
import { LevelIcon } from '../incident/level-icon.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { thingDetail, thingKey, thingName } from './map-thing-words.ts';
import type { MapThing } from './things-at.ts';

export function CoincidingList(props: {
  things: readonly MapThing[];
  px: { x: number; y: number };
  onChoose: (thing: MapThing) => void;
  onLeave: () => void;
}) {
  const { things, px, onChoose, onLeave } = props;
  const profile = useProfile();
  const points = useWall(state => state.points);
  return (
    <CoincidingMenu
      px={px}
      onLeave={onLeave}
      onChoose={key => {
        const thing = things.find(one => thingKey(one) === key);
        if (thing) onChoose(thing);
      }}
      things={things.map(thing => ({
        ...{ key: thingKey(thing), name: thingName(thing, profile), detail: thingDetail(thing, profile, points) },
        sign: thing.kind === 'incident' ? <LevelIcon level={thing.incident.level} size="18px" /> : <i />,
      }))}
    />
  );
}

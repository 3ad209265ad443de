/** Several things in one place: a list to choose from, opened where the map was clicked. Arrow keys choose, Escape leaves. */
import { useRef } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { LevelIcon } from '../incident/level-icon.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { thingDetail, thingKey, thingName } from './map-thing-words.ts';
import type { MapThing } from './things-at.ts';

export function CoincidingList(props: {
  things: readonly MapThing[];
  px: { x: number; y: number };
  onChoose: (thing: MapThing) => void;
  onLeave: () => void;
}) {
  const { things, px, onChoose, onLeave } = props;
  const anchor = useRef<HTMLSpanElement>(null);
  const profile = useProfile();
  const points = useWall(state => state.points);
  return (
    <>
      <span ref={anchor} className="map-anchor" style={{ left: px.x, top: px.y }} />
      <Popover
        className="desk desk-popover"
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        onOpenChange={isOpen => {
          if (!isOpen) onLeave();
        }}
      >
        <Menu className="desk-list" aria-label={say('map.coinciding', { n: things.length })} autoFocus="first">
          {things.map(thing => (
            <MenuItem
              key={thingKey(thing)}
              className="desk-option map-thing"
              textValue={thingName(thing, profile)}
              onAction={() => onChoose(thing)}
            >
              {thing.kind === 'incident' ? <LevelIcon level={thing.incident.level} size="18px" /> : <i />}
              <span>{thingName(thing, profile)}</span>
              <span className="desk-option-detail">{thingDetail(thing, profile, points)}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

/** Several things in one place of a map: a list to choose from, opened where the map was clicked. Arrow keys choose, Escape leaves. */
import { type ReactNode, useRef } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { say } from '../wording/wording.ts';

export interface CoincidingThing {
  key: string;
  sign: ReactNode;
  name: string;
  /** In a few words. */
  detail: string;
}

export function CoincidingMenu(props: {
  things: readonly CoincidingThing[];
  px: { x: number; y: number };
  onChoose: (key: string) => void;
  onLeave: () => void;
}) {
  const { things, px, onChoose, onLeave } = props;
  const anchor = useRef<HTMLSpanElement>(null);
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
          {things.map(({ key, sign, name, detail }) => (
            <MenuItem key={key} className="desk-option map-thing" textValue={name} onAction={() => onChoose(key)}>
              {sign}
              <span>{name}</span>
              <span className="desk-option-detail">{detail}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

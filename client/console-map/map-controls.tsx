/**
 * What stands on the map of the duty room's desk: which layers are shown and how much is left out (a filter never hides in silence,
 * wall-ux §6).
 */
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { say } from '../wording/wording.ts';

export const MAP_LAYERS = ['grids', 'points', 'units', 'incidents'] as const;
export type MapLayerId = (typeof MAP_LAYERS)[number];
export type LayersShown = Readonly<Record<MapLayerId, boolean>>;

export const EVERY_LAYER: LayersShown = { grids: true, points: true, units: true, incidents: true };

export function LayerSwitches(props: {
  shown: LayersShown;
  hidden: number;
  onChange: (shown: LayersShown) => void;
  /** What is laid over the ground on demand. */
  children?: ReactNode;
}) {
  const { shown, hidden, onChange } = props;
  return (
    <fieldset className="map-switches">
      <legend className="desk-hidden">{say('map.layers')}</legend>
      {MAP_LAYERS.map(id => (
        <ToggleButton
          key={id}
          className="map-switch"
          isSelected={shown[id]}
          onChange={isShown => onChange({ ...shown, [id]: isShown })}
        >
          {say(`map.layer.${id}`)}
        </ToggleButton>
      ))}
      {props.children}
      <output className="map-filtered">{hidden > 0 && say('map.filtered', { n: hidden })}</output>
    </fieldset>
  );
}

/** Nothing is hidden while it is off, so its name is not struck through. */
export function CoverageSwitch(props: { isShown: boolean; onChange: (isShown: boolean) => void }) {
  return (
    <ToggleButton className="map-switch map-overlay-switch" isSelected={props.isShown} onChange={props.onChange}>
      {say('coverage.title')}
    </ToggleButton>
  );
}

/**
 * The ground of a desk's map and everything on it, for one camera: composes layers, pointer, what is chosen and the controls, each of which
 * stands in its own file. Made anew when the graphics context was lost: what the address holds is still chosen then, switched layers are not.
 */
import { useRef, useState } from 'react';
import type { UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { GroundCanvas, useDeskContext } from '../desk-map/ground-canvas.tsx';
import type { GroundOfBox } from '../desk-map/map-box.tsx';
import { MapFoot } from '../desk-map/map-foot.tsx';
import type { MapStage } from '../map/map-canvas.tsx';
import { metresPerPx } from '../map/overview-camera.ts';
import { CoverageView } from '../patrol/coverage-view.tsx';
import { trailLengthMs } from '../patrol/trail-length.ts';
import { TrailSelect } from '../patrol/trail-select.tsx';
import { UnitTrackView } from '../patrol/unit-track.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { AroundPanel } from './around-panel.tsx';
import { CoincidingList } from './coinciding-list.tsx';
import type { ConsoleMapProps } from './console-map.tsx';
import { hiddenCount } from './hidden-count.ts';
import { CoverageSwitch, EVERY_LAYER, LayerSwitches, type LayersShown } from './map-controls.tsx';
import { thingKey } from './map-thing-words.ts';
import { MapTip } from './map-tip.tsx';
import { usePlacePicking } from './place-picking.ts';
import { useChosenThings } from './use-chosen-things.ts';
import { useLookAt } from './use-look-at.ts';
import { useMapLayers } from './use-map-layers.ts';
import { useMapPointer } from './use-map-pointer.ts';

const NO_INCIDENTS: readonly IncidentRecord[] = [];

export function MapGround(props: ConsoleMapProps & GroundOfBox) {
  const { camera } = props;
  const profile = useProfile();
  const open = useWall(state => state.incidents.open);
  const units = useWall(state => state.units);
  const isAsked = usePlacePicking(state => state.isAsked);
  const [stage, setStage] = useState<MapStage | null>(null);
  const [zoom, setZoom] = useState(camera.zoom);
  const [shown, setShown] = useState<LayersShown>(EVERY_LAYER);
  const [trackedId, setTracked] = useState<UnitId | null>(null);
  const bottom = useRef<HTMLDivElement>(null);

  const context = useDeskContext(camera);
  const drawn = props.incidents ?? open;
  const incidents = shown.incidents ? drawn : NO_INCIDENTS;
  const chosen = useChosenThings(props);
  const { selected, unit, place, setPlace, choose } = chosen;
  const tracked = trackedId === null ? null : (units.byId.get(trackedId) ?? null);
  const trailMs = trailLengthMs(props.trails);
  const compose = useMapLayers({ stage, context, incidents, shown, trailMs, chosen });
  const lookAt = useLookAt({ stage, context, camera, chosen, bottom });
  const { hovered, coinciding, leaveCoinciding } = useMapPointer({ stage, context, incidents, shown, chosen });

  const hidden = hiddenCount({ open, drawn: incidents, units, points: profile.geodata.points.features.length, shown });
  return (
    <>
      <GroundCanvas
        context={context}
        camera={camera}
        onStage={ready => {
          ready.map.on('zoom', () => setZoom(ready.map.getZoom()));
          setStage(ready);
        }}
        onFrame={compose}
        onContextLost={props.onContextLost}
      />
      <LayerSwitches shown={shown} hidden={hidden} onChange={setShown}>
        <CoverageSwitch isShown={props.showsCoverage} onChange={props.onCoverage} />
        <TrailSelect value={props.trails} onChange={props.onTrails} />
      </LayerSwitches>
      {isAsked && (
        <>
          <p className="map-asking" role="status">
            {say('map.asking')}
          </p>
          <span className="map-cross" aria-hidden="true" />
        </>
      )}
      {hovered && <MapTip {...hovered} />}
      {coinciding && (
        <CoincidingList
          key={coinciding.things.map(thingKey).join()}
          {...coinciding}
          onChoose={thing => {
            choose(thing);
            leaveCoinciding();
          }}
          onLeave={leaveCoinciding}
        />
      )}
      {tracked && stage && (
        <UnitTrackView
          key={tracked.id}
          {...{ unit: tracked, stage, context, zoom }}
          onGoTo={lookAt}
          onLeave={() => setTracked(null)}
        />
      )}
      {props.showsCoverage && stage && <CoverageView {...{ stage, context }} onGoTo={lookAt} />}
      <div ref={bottom} className="map-bottom">
        {/* Where a place is looked for, nothing lies over the ground. */}
        {(place || unit || selected) && !isAsked && (
          <AroundPanel
            place={place}
            unit={unit?.id ?? null}
            incident={selected}
            onLeavePlace={() => setPlace(null)}
            onUnit={props.onUnit}
            onIncident={props.onSelect}
            onForm={props.onForm}
            onGoTo={lookAt}
            onTrack={props.looksAtTracks ? setTracked : undefined}
          />
        )}
        <MapFoot metresPerPx={metresPerPx(camera.center[1], zoom)} />
      </div>
    </>
  );
}

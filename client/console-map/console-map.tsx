/**
 * The map of a desk: the same ground and the same layers as the wall at half the size, plus what a desk needs: choosing what is on it,
 * switching layers, who is near, and giving a place to the form that asks for one (place-picking.ts).
 * In: what is selected, what the list leaves out. Out: what was chosen. The map is created once and never taken down: a hidden column
 * hides it with `isHidden` instead of leaving it out.
 */
import { use, useEffect, useMemo, useRef, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { helpRings } from '../alarm/help-layer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { reloadForMap } from '../connection/page-reload.ts';
import { deskScale } from '../design/wall-profile.ts';
import type { FieldValues } from '../incident/event-values.ts';
import { LiveLayers, SLOW_PART_EVERY_MS } from '../live-map/live-layers.ts';
import { basemapStyle } from '../map/basemap-style.ts';
import { boundsOf, limitsOf } from '../map/geodata.ts';
import { MapCanvas, type MapStage } from '../map/map-canvas.tsx';
import { metresPerPx, type OverviewCamera, overviewCamera } from '../map/overview-camera.ts';
import { STATION_ICON, stationIcon } from '../map/station-icon.ts';
import type { StyleContext } from '../map/style-context.ts';
import { useMapRecovery } from '../map/use-map-recovery.ts';
import { CoverageView } from '../patrol/coverage-view.tsx';
import { UnitTrackView } from '../patrol/unit-track.tsx';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall, WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { AroundPanel } from './around-panel.tsx';
import { useChosenPlace } from './chosen-place.ts';
import { CoincidingList } from './coinciding-list.tsx';
import { hiddenCount } from './hidden-count.ts';
import { CoverageSwitch, EVERY_LAYER, LayerSwitches, type LayersShown, MapFoot } from './map-controls.tsx';
import { watchPointer } from './map-pointer.ts';
import { thingDetail, thingKey, thingName } from './map-thing-words.ts';
import { answerPlace, leavePlace, PlacePickingContext, usePlacePicking } from './place-picking.ts';
import { lookedAtRings, newestPlaceOf, selectionRings, showSelectedGround } from './selection.ts';
import { type MapThing, thingsAt } from './things-at.ts';
import './console-map.css';

export interface ConsoleMapProps {
  selected: IncidentId | null;
  onSelect: (id: IncidentId) => void;
  /** The unit that is looked at; null = none. */
  unit: UnitId | null;
  onUnit: (id: UnitId | null) => void;
  /** A unit is to be sent, and something is left to ask. */
  onForm: (event: IncidentEventName, given: FieldValues) => void;
  /** Open incidents that are drawn; absent = all of them. */
  incidents?: readonly IncidentRecord[];
  showsCoverage: boolean;
  onCoverage: (isShown: boolean) => void;
  /** This person may look at where somebody was. */
  looksAtTracks: boolean;
  isHidden?: boolean;
  /** Somebody asked for a place while the map was hidden. */
  onWanted?: () => void;
}

export function ConsoleMap(props: ConsoleMapProps) {
  const { isHidden = false, onWanted } = props;
  const box = useRef<HTMLElement>(null);
  const profile = useProfile();
  const recovery = useMapRecovery(reloadForMap);
  const [camera, setCamera] = useState<OverviewCamera | null>(null);
  const isAsked = usePlacePicking(state => state.isAsked);

  // The widths of the style follow the first size; a column that is dragged wider shows more ground, not thicker lines.
  useEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      setCamera(known => known ?? overviewCamera(boundsOf(profile.geodata), width, height, MARGINS));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [profile]);

  useEffect(() => {
    if (isAsked && isHidden) onWanted?.();
  }, [isAsked, isHidden, onWanted]);

  return (
    <section
      ref={box}
      className="console-map"
      aria-label={say('map.name')}
      hidden={isHidden}
      data-picking={isAsked}
      // Whoever looks for a place walks over the map, not over the list.
      data-own-keys={isAsked || undefined}
    >
      {recovery.recovering && <p className="map-recovering-desk">{say('map.recovering')}</p>}
      {camera && !recovery.recovering && (
        <Ground key={recovery.generation} {...props} camera={camera} onContextLost={recovery.onContextLost} />
      )}
    </section>
  );
}

/** Room for the labels of what lies at the edge. */
const MARGINS = { top: 56, right: 64, bottom: 48, left: 64 };
/** Zoom steps beyond the overview at which a selected incident is looked at. */
const CLOSE_STEPS = 1.8;
const EASE_MS = 500;
/** A selected incident that stands in the middle three quarters of the map stays where it is. */
const EDGE_SHARE = 0.125;
/** However long the list at the foot is, something of the map is left to look at. */
const MOST_COVERED_SHARE = 0.6;
/** Half of a scoring point's mark, and a little for the hand. */
const POINT_REACH_PX = 7;

function Ground(props: ConsoleMapProps & { camera: OverviewCamera; onContextLost: () => void }) {
  const { camera, selected: selectedId, onSelect, unit: unitId, onUnit } = props;
  const profile = useProfile();
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const positions = use(UnitPositionsContext);
  const picking = use(PlacePickingContext);
  const { isAsked, marked, ground } = usePlacePicking(state => state);
  const open = useWall(state => state.incidents.open);
  const units = useWall(state => state.units);
  const points = useWall(state => state.points);
  const selected = useWall(state => (selectedId === null ? null : (state.incidents.byId.get(selectedId) ?? null)));
  const [shown, setShown] = useState<LayersShown>(EVERY_LAYER);
  const [zoom, setZoom] = useState(camera.zoom);
  const [hovered, setHovered] = useState<{ thing: MapThing; more: number; px: { x: number; y: number } } | null>(null);
  const [choice, setChoice] = useState<{ things: MapThing[]; px: { x: number; y: number } } | null>(null);
  const [stage, setStage] = useState<MapStage | null>(null);
  const [trackedId, setTracked] = useState<UnitId | null>(null);
  const bottom = useRef<HTMLDivElement>(null);

  const context = useMemo<StyleContext>(() => ({ scale: deskScale(), overviewZoom: camera.zoom }), [camera]);
  const style = useMemo(() => basemapStyle(profile.geodata, context), [profile, context]);
  const drawnIncidents = props.incidents ?? open;
  const incidents = shown.incidents ? drawnIncidents : NO_INCIDENTS;
  const selectedAt = useMemo<LonLat | null>(() => selected && [selected.lon, selected.lat], [selected]);
  const [place, setPlace] = useChosenPlace(selectedId, unitId);
  const unit = unitId === null ? null : (units.byId.get(unitId) ?? null);
  const tracked = trackedId === null ? null : (units.byId.get(trackedId) ?? null);
  const live = useRef({ incidents, shown, selectedAt, marked, onSelect, unit, place });
  live.current = { incidents, shown, selectedAt, marked, onSelect, unit, place };

  const choose = useRef((_: MapThing) => {});
  choose.current = thing => {
    if (thing.kind === 'incident') onSelect(thing.incident.id);
    else if (thing.kind === 'unit') onUnit(thing.unit.id);
    else setPlace({ at: thing.at, name: thing.name });
  };

  const layers = useMemo(
    () =>
      new LiveLayers({
        store,
        clock,
        positions,
        look: () => ({
          context,
          profile,
          incidents: () => live.current.incidents,
          showsUnits: live.current.shown.units,
          showsPoints: live.current.shown.points,
          above: () => [
            ...helpRings(store.getState(), positions, context),
            ...selectionRings(live.current.selectedAt, live.current.marked, context),
            ...lookedAtRings(newestPlaceOf(live.current.unit, positions), live.current.place?.at ?? null, context),
          ],
        }),
      }),
    [store, clock, positions, context, profile],
  );

  useEffect(() => {
    const timer = setInterval(() => layers.compose(stage), SLOW_PART_EVERY_MS);
    return () => clearInterval(timer);
  }, [layers, stage]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is looked at differently is drawn anew.
  useEffect(() => layers.compose(stage, true), [layers, stage, incidents, shown, selectedAt, marked, unit, place]);

  useEffect(() => {
    if (!stage) return;
    for (const id of ['grid-line', 'grid-name'])
      stage.map.setLayoutProperty(id, 'visibility', shown.grids ? 'visible' : 'none');
  }, [stage, shown.grids]);

  const bright = ground ?? selected;
  const grid = bright?.grid ?? null;
  const community = bright?.community ?? null;
  useEffect(() => {
    if (stage) showSelectedGround(stage.map, grid, community, context);
  }, [stage, grid, community, context]);

  const lookedAt = marked ?? selectedAt;
  useEffect(() => {
    if (stage && lookedAt) goTo(stage, lookedAt, camera.zoom + CLOSE_STEPS, bottom.current);
  }, [stage, lookedAt, camera]);

  // The keyboard is where the question is: the cross in the middle answers it.
  useEffect(() => {
    if (!stage || !isAsked) return;
    stage.map.getCanvas().focus();
    setHovered(null);
  }, [stage, isAsked]);

  useEffect(() => {
    if (!stage) return;
    const find = (place: LonLat) => {
      const metres = metresPerPx(place[1], stage.map.getZoom());
      const { px } = context.scale;
      const reach = {
        incidentM: (px.incident / 2) * metres,
        unitM: (px.unit / 2) * metres,
        pointM: POINT_REACH_PX * metres,
      };
      const state = store.getState();
      return thingsAt(place, reach, {
        incidents: live.current.incidents,
        units: live.current.shown.units ? state.units : { byId: new Map(), byIndex: new Map() },
        positions,
        points: live.current.shown.points ? profile.geodata.points.features : [],
        serverNow: clock.serverNow(),
      });
    };
    return watchPointer(stage, {
      isPlaceAsked: () => picking.getState().isAsked,
      onHover(place, px) {
        const things = place ? find(place) : [];
        stage.map.getCanvas().style.cursor = things.length > 0 ? 'pointer' : '';
        setHovered(things[0] ? { thing: things[0], more: things.length - 1, px } : null);
      },
      onClick(place, px) {
        const things = find(place);
        const only = things[0];
        if (only && things.length === 1) choose.current(only);
        else if (only) setChoice({ things, px });
        else setPlace({ at: place, name: null });
      },
      onPlace: place => answerPlace(picking, place),
      onLeavePlace: () => leavePlace(picking),
    });
  }, [stage, store, clock, positions, picking, profile, context, setPlace]);

  const hidden = hiddenCount({ open, drawn: incidents, units, points: profile.geodata.points.features.length, shown });
  return (
    <>
      <MapCanvas
        style={style}
        camera={camera}
        limits={limitsOf(profile.geodata)}
        icon={id => (id === STATION_ICON ? stationIcon(context) : null)}
        onStage={ready => {
          ready.map.on('zoom', () => setZoom(ready.map.getZoom()));
          setStage(ready);
        }}
        onFrame={() => layers.compose(stage)}
        onContextLost={props.onContextLost}
      />
      <LayerSwitches shown={shown} hidden={hidden} onChange={setShown}>
        <CoverageSwitch isShown={props.showsCoverage} onChange={props.onCoverage} />
      </LayerSwitches>
      {isAsked && (
        <>
          <p className="map-asking" role="status">
            {say('map.asking')}
          </p>
          <span className="map-cross" aria-hidden="true" />
        </>
      )}
      {hovered && (
        <div className="map-tip" aria-hidden="true" style={{ left: hovered.px.x, top: hovered.px.y }}>
          <b>{thingName(hovered.thing, profile)}</b>
          <span>{thingDetail(hovered.thing, profile, points)}</span>
          {hovered.more > 0 && <span>{say('map.more-here', { n: hovered.more })}</span>}
        </div>
      )}
      {choice && (
        <CoincidingList
          key={choice.things.map(thingKey).join()}
          {...choice}
          onChoose={thing => {
            choose.current(thing);
            setChoice(null);
          }}
          onLeave={() => setChoice(null)}
        />
      )}
      {tracked && stage && (
        <UnitTrackView
          key={tracked.id}
          {...{ unit: tracked, stage, context, zoom }}
          onGoTo={at => goTo(stage, at, camera.zoom + CLOSE_STEPS, bottom.current)}
          onLeave={() => setTracked(null)}
        />
      )}
      {props.showsCoverage && stage && (
        <CoverageView
          {...{ stage, context }}
          onGoTo={at => goTo(stage, at, camera.zoom + CLOSE_STEPS, bottom.current)}
        />
      )}
      <div ref={bottom} className="map-bottom">
        {/* Where a place is looked for, nothing lies over the ground. */}
        {(place || unit || selected) && !isAsked && (
          <AroundPanel
            place={place}
            unit={unit?.id ?? null}
            incident={selected}
            onLeavePlace={() => setPlace(null)}
            onUnit={onUnit}
            onIncident={onSelect}
            onForm={props.onForm}
            onGoTo={at => stage && goTo(stage, at, camera.zoom + CLOSE_STEPS, bottom.current)}
            onTrack={props.looksAtTracks ? setTracked : undefined}
          />
        )}
        <MapFoot metresPerPx={metresPerPx(camera.center[1], zoom)} />
      </div>
    </>
  );
}

const NO_INCIDENTS: readonly IncidentRecord[] = [];

/** Moves only when it must: a map that jumps with every row of the list tires the eye. `below` lies over the map. */
function goTo({ map }: MapStage, at: LonLat, closest: number, below: HTMLElement | null): void {
  const { width, height: whole } = map.getCanvas().getBoundingClientRect();
  const coveredPx = Math.min(below?.clientHeight ?? 0, whole * MOST_COVERED_SHARE);
  const height = whole - coveredPx;
  const { x, y } = map.project(at);
  const inside =
    x > width * EDGE_SHARE && x < width * (1 - EDGE_SHARE) && y > height * EDGE_SHARE && y < height * (1 - EDGE_SHARE);
  if (inside && map.getZoom() >= closest - 1) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.easeTo({
    ...{ center: at, zoom: Math.max(map.getZoom(), closest), offset: [0, -coveredPx / 2] },
    duration: still ? 0 : EASE_MS,
  });
}

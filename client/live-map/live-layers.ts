/**
 * What lives on a map: scoring points, units, incidents, as records and positions change. Composes the layers of the concepts for
 * every view that has a map and holds no rule of theirs. In: store, clock, positions, and how this view looks at them. Out: labels
 * in MapLibre, bodies in deck.gl. Layers are rebuilt at most four times a second; frames in between cost a draw call.
 */
import type { Layer } from '@deck.gl/core';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { ServerClock } from '../clock/server-clock.ts';
import {
  ARRIVAL_RING_MS,
  incidentBodies,
  incidentLabels,
  incidentSheet,
  showIncidentLabels,
} from '../incident/incident-layer.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import type { StyleContext } from '../map/style-context.ts';
import { UnitBodyColumns } from '../patrol/unit-bodies.ts';
import { UnitBodyLayer } from '../patrol/unit-body-layer.ts';
import { showUnitLabels, unitLabels } from '../patrol/unit-labels.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import { type TrailLook, UnitTrailColumns, unitTrails } from '../patrol/unit-trail-layer.ts';
import { unitUncertainty } from '../patrol/unit-uncertainty-layer.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { pointFeatures, showPoints } from '../sanitation-point/point-marks.ts';
import type { WallState, WallStore } from '../store/store.ts';
import { ageText } from '../wording/format.ts';

const COMPOSE_EVERY_MS = 250;
export const SLOW_PART_EVERY_MS = 1000;
/** wall-ux §10: after this long without the server nobody may take a unit symbol for a unit. */
export const OUTDATED_AFTER_MS = 15 * 60_000;
const OUTDATED_OPACITY = 0.35;

/** How a view looks at the situation; asked at every composing, so it may change at any time. */
export interface LiveLook {
  context: StyleContext;
  profile: ProfileNames;
  /** Which of the open incidents are drawn, worst first. */
  incidents: (state: WallState) => readonly IncidentRecord[];
  /** Which units are drawn and named; `noUnits` = none. */
  units: (state: WallState) => UnitSlice;
  showsPoints: boolean;
  trails: TrailLook;
  /** Drawn above everything else. */
  above: () => Layer[];
}

export class LiveLayers {
  readonly #store: WallStore;
  readonly #clock: ServerClock;
  readonly #positions: UnitPositions;
  readonly #look: () => LiveLook;
  readonly #columns = new UnitBodyColumns();
  readonly #trails = new UnitTrailColumns();
  readonly #arrivedAt = new Map<string, number>();
  #sheet: { context: StyleContext; made: ReturnType<typeof incidentSheet> } | null = null;
  #firstSnapshotSeen = false;
  #surroundings: Layer[] = [];
  #bodies: Layer[] = [];
  #composedAt = Number.NEGATIVE_INFINITY;
  #slowPartAt = Number.NEGATIVE_INFINITY;
  #composedVersion = -1;
  #drawn: Partial<WallState> = {};

  constructor(parts: { store: WallStore; clock: ServerClock; positions: UnitPositions; look: () => LiveLook }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#positions = parts.positions;
    this.#look = parts.look;
  }

  /** Called after every frame. `everything`: style or look changed, nothing that was drawn counts. */
  compose(on: MapStage | null, everything = false): void {
    if (everything) this.#drawn = {};
    const now = performance.now();
    const state = this.#store.getState();
    const serverNow = this.#clock.serverNow();
    const arriving = [...this.#arrivedAt.values()].some(at => serverNow - at < ARRIVAL_RING_MS + COMPOSE_EVERY_MS);
    const recordsChanged = state.incidents !== this.#drawn.incidents || state.units !== this.#drawn.units;
    if (!on || (!arriving && !recordsChanged && now - this.#composedAt < COMPOSE_EVERY_MS)) return;
    const look = this.#look();
    const { context } = look;
    const incidents = look.incidents(state);
    this.#composedAt = now;

    if (state.points !== this.#drawn.points) {
      const marks = pointFeatures(look.profile.geodata.points, state.points);
      showPoints(on.map, look.showsPoints ? marks : { ...marks, features: [] }, context);
    }
    if (state.incidents !== this.#drawn.incidents) {
      this.#noteArrivals(state, serverNow);
      showIncidentLabels(
        on.map,
        incidentLabels(incidents, i => look.profile.category(i.category)),
        context,
      );
    }
    this.#composeUnits(on, state, serverNow, look, now);
    if (this.#sheet?.context !== context) this.#sheet = { context, made: incidentSheet(context) };
    on.overlay.setProps({
      layers: [
        ...this.#surroundings,
        ...this.#bodies,
        ...incidentBodies(incidents, this.#arrivedAt, serverNow, this.#sheet.made, context),
        ...look.above(),
      ],
    });
    this.#drawn = state;
  }

  #composeUnits(on: MapStage, state: WallState, serverNow: number, look: LiveLook, now: number): void {
    const { profile, context } = look;
    const { px } = context.scale;
    const clock = this.#clock;
    const units = look.units(state);
    const outdated = state.link.name === 'lost' && clock.monotonicNow() - state.link.since > OUTDATED_AFTER_MS;
    const slow = now - this.#slowPartAt >= SLOW_PART_EVERY_MS || state.units !== this.#drawn.units;
    if (slow) {
      this.#slowPartAt = now;
      this.#surroundings = outdated
        ? []
        : [
            unitTrails(this.#trails.fill(this.#positions, units, serverNow, look.trails), px.stroke),
            unitUncertainty(this.#positions, units, profile.unitLook, serverNow, px.stroke),
          ];
      showUnitLabels(on.map, unitLabels(this.#positions, units, profile.unitLook, serverNow, ageText), context);
    }
    if (this.#positions.version === this.#composedVersion && !slow) return;
    this.#composedVersion = this.#positions.version;
    const baseMs = Math.floor(serverNow / 1000) * 1000;
    const serverMinusMonotonicMs = serverNow - clock.monotonicNow();
    this.#bodies = [
      new UnitBodyLayer({
        id: 'unit-body',
        data: this.#columns.fill(this.#positions, units, profile.unitLook, baseMs, serverMinusMonotonicMs),
        sizePx: px.unit,
        strokePx: px.stroke,
        nowMs: clock.serverNow,
        baseMs,
        opacity: outdated ? OUTDATED_OPACITY : 1,
      }),
    ];
  }

  /** Incidents that were there at the first snapshot did not "arrive". */
  #noteArrivals(state: WallState, serverNow: number): void {
    if (!state.applied) return;
    for (const incident of state.incidents.open) {
      if (!this.#arrivedAt.has(incident.id)) this.#arrivedAt.set(incident.id, this.#firstSnapshotSeen ? serverNow : 0);
    }
    this.#firstSnapshotSeen = true;
  }
}

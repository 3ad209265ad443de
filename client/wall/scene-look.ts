/**
 * What of the situation a scene's map shows. In: the scene. Out: which incidents and units, whether scoring points, and how many it leaves out
 * (wall-ux §6: a filter is always told). 联合执法 shows its own squads and incidents, and never hides a level I or II, nor who asks for help.
 */
import type { UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { type UnitSlice, unitsOf } from '../patrol/unit-slice.ts';
import type { WallState } from '../store/store.ts';
import type { WallScene } from './wall-scene.ts';

export interface SceneLook {
  incidents: (state: WallState) => readonly IncidentRecord[];
  units: (state: WallState) => UnitSlice;
  showsPoints: boolean;
}

/** In a flood of alarms ordinary incidents leave the map; the banner says how many (wall-ux §8). */
function withoutFlood({ figures }: WallState, incidents: readonly IncidentRecord[]): readonly IncidentRecord[] {
  return figures?.alarms.flood ? incidents.filter(({ level }) => level !== 4) : incidents;
}

export function sceneLook(scene: WallScene): SceneLook {
  if (scene.name === 'overview')
    return {
      incidents: state => withoutFlood(state, state.incidents.open),
      units: state => state.units,
      showsPoints: true,
    };
  const { findings, squads } = scene.operation;
  const made = new Set(findings.map(({ incident }) => incident));
  const ofSquads = new Set(squads.flatMap(({ units }) => units));
  const isShown = ({ id, level }: IncidentRecord) => made.has(id) || level === 1 || level === 2;
  return {
    incidents: state => withoutFlood(state, state.incidents.open.filter(isShown)),
    units: only(ofSquads),
    showsPoints: false,
  };
}

/** Asked four times a second: made anew only when units or calls for help changed. */
function only(squads: ReadonlySet<UnitId>): SceneLook['units'] {
  let made: { of: Pick<WallState, 'units' | 'alarms'>; slice: UnitSlice } | null = null;
  return ({ units, alarms }) => {
    if (made?.of.units === units && made.of.alarms === alarms) return made.slice;
    const calling = [...alarms.byId.values()].filter(({ kind }) => kind === 'help').map(({ unit }) => unit);
    const shown = [...units.byId.values()].filter(({ id }) => squads.has(id) || calling.includes(id));
    made = { of: { units, alarms }, slice: unitsOf(shown) };
    return made.slice;
  };
}

export interface LeftOut {
  incidents: number;
  units: number;
}

/** Of what is open and on duty. */
export function leftOut(look: SceneLook, state: WallState): LeftOut {
  const shown = look.units(state);
  const isHidden = (unit: { id: UnitId; onDuty: boolean }) => unit.onDuty && !shown.byId.has(unit.id);
  return {
    incidents: state.incidents.open.length - look.incidents(state).length,
    units: [...state.units.byId.values()].filter(isHidden).length,
  };
}

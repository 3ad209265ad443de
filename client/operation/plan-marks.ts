/**
 * A plan as shapes of the map: area, targets, muster place, the stops of every squad numbered in their order, the ways between them. In: a
 * draft, which squad is worked on, the ways that are known. Out: plain GeoJSON.
 */
import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { say } from '../wording/wording.ts';
import type { DraftSquad, PlanDraft } from './plan-draft.ts';

export interface PlanShapes {
  area: FeatureCollection<Polygon>;
  ways: FeatureCollection<LineString>;
  marks: FeatureCollection<Point>;
}

/** What is worked on. */
export interface Chosen {
  /** Null = all squads are alike. */
  squad: string | null;
  stop: string | null;
}

export function planShapes(
  plan: Pick<PlanDraft, 'area' | 'targets' | 'muster' | 'squads'>,
  waysBySquad: ReadonlyMap<string, readonly LonLat[]>,
  chosen: Chosen,
): PlanShapes {
  const visited = new Set(plan.squads.flatMap(({ stops }) => stops.map(({ target }) => target)));
  return {
    area: all(plan.area ? [shape({ type: 'Polygon', coordinates: [plan.area] }, {})] : []),
    ways: all(
      plan.squads.flatMap(squad => {
        const line = waysBySquad.get(squad.id) ?? straightWay(squad, plan.muster);
        if (line.length < 2) return [];
        return shape({ type: 'LineString', coordinates: line.map(at => [...at]) }, { weight: weightOf(squad, chosen) });
      }),
    ),
    marks: all([
      // Where a stop stands on its target, the number is that of the stop.
      ...plan.targets.map((target, i) =>
        point(target, { kind: 'target', id: target.id, label: visited.has(target.id) ? '' : String(i + 1) }),
      ),
      ...(plan.muster ? [point(plan.muster, { kind: 'muster', id: 'muster', label: say('plan.muster.sign') })] : []),
      // The squad that is worked on lies above the others.
      ...[...plan.squads]
        .sort((a, b) => Number(a.id === chosen.squad) - Number(b.id === chosen.squad))
        .flatMap(squad =>
          squad.stops.map((stop, i) =>
            point(stop, {
              ...{ kind: 'stop', id: stop.id, label: String(i + 1), name: stop.name },
              ...{ weight: weightOf(squad, chosen), chosen: stop.id === chosen.stop },
            }),
          ),
        ),
    ]),
  };
}

/** Until the server has said where the streets lead. */
function straightWay({ stops }: DraftSquad, muster: PlanDraft['muster']): LonLat[] {
  return [...(muster && stops.length > 0 ? [muster] : []), ...stops].map(({ lon, lat }): LonLat => [lon, lat]);
}

function weightOf({ id }: DraftSquad, { squad }: Chosen): 'full' | 'faint' {
  return squad === null || squad === id ? 'full' : 'faint';
}

function all<Shape extends Point | LineString | Polygon>(features: Feature<Shape>[]): FeatureCollection<Shape> {
  return { type: 'FeatureCollection', features };
}

function shape<Shape extends Point | LineString | Polygon>(geometry: Shape, properties: object): Feature<Shape> {
  return { type: 'Feature', properties, geometry };
}

function point({ lon, lat }: { lon: number; lat: number }, properties: object): Feature<Point> {
  return shape({ type: 'Point', coordinates: [lon, lat] }, properties);
}

/** `[west, south, east, north]` of everything that is planned; null = nothing is. */
export function boundsOfPlan({
  area,
  targets,
  muster,
  squads,
}: Pick<PlanDraft, 'area' | 'targets' | 'muster' | 'squads'>): [number, number, number, number] | null {
  const places = [...targets, ...(muster ? [muster] : []), ...squads.flatMap(({ stops }) => stops)];
  const lons = [...places.map(({ lon }) => lon), ...(area ?? []).map(([lon]) => lon)];
  const lats = [...places.map(({ lat }) => lat), ...(area ?? []).map(([, lat]) => lat)];
  if (lons.length === 0) return null;
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/**
 * A joint operation as it lies on a map: ground, ways, stops, squads. In: the record, the ways from the server, where units are. Out:
 * GeoJSON for operation-layer.ts. What is done and what is not comes from the stops of the record alone; no way is reckoned here.
 */
import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { OperationRecord, OperationSquad, OperationStop, OperationWays } from '../../server/contract/operation.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export interface OperationMarks {
  ground: FeatureCollection<Polygon>;
  ways: FeatureCollection<LineString>;
  stops: FeatureCollection<Point>;
}

/** How a stop looks: where it stands in the squad's round, told by shape. */
export type StopLook = 'planned' | 'next' | 'here' | 'left' | 'skipped';

const collection = <G extends Point | LineString | Polygon>(features: Feature<G>[]): FeatureCollection<G> => ({
  type: 'FeatureCollection',
  features,
});

/** `ways` null = not told yet: the stops stand there already. `zone`: its ground; null = the whole subdistrict. */
export function operationMarks(
  operation: OperationRecord,
  ways: OperationWays | null,
  zone: Polygon | null,
): OperationMarks {
  const isBegun = operation.startedAt !== null;
  const stops = operation.squads.flatMap(squad =>
    squad.stops.map((stop, i) =>
      point(stop.lon, stop.lat, {
        look: stopLook(stop, squad, isBegun),
        number: String(i + 1),
        name: stop.name,
        squad: squad.name,
      }),
    ),
  );
  const { muster } = operation;
  if (muster) {
    const name = say('operation.mark.muster-of', { name: muster.name });
    stops.unshift(
      point(muster.lon, muster.lat, { look: 'muster', number: say('operation.mark.muster'), name, squad: '' }),
    );
  }
  return {
    ground: collection([
      ...(zone ? [{ type: 'Feature' as const, properties: { kind: 'zone' }, geometry: zone }] : []),
      ...(operation.area ? [area(operation.area)] : []),
    ]),
    ways: collection(operation.squads.flatMap(squad => legs(squad, ways))),
    stops: collection(stops),
  };
}

export function stopLook({ id, state }: OperationStop, { currentStop }: OperationSquad, isBegun: boolean): StopLook {
  if (state === 'arrived') return 'here';
  if (state === 'left' || state === 'skipped') return state;
  return isBegun && id === currentStop ? 'next' : 'planned';
}

function legs(squad: OperationSquad, ways: OperationWays | null): Feature<LineString>[] {
  const known = ways?.squads.find(({ squad: id }) => id === squad.id);
  return (known?.legs ?? []).flatMap(({ to, line }) => {
    const stop = squad.stops.find(({ id }) => id === to);
    if (!stop) return [];
    const kind = stop.arrivedAt !== null ? 'done' : stop.state === 'skipped' ? 'skipped' : 'ahead';
    return [
      {
        type: 'Feature' as const,
        properties: { kind, squad: squad.name },
        geometry: { type: 'LineString' as const, coordinates: line },
      },
    ];
  });
}

function area(ring: readonly [number, number][]): Feature<Polygon> {
  const coordinates = [ring.map(([lon, lat]) => [lon, lat])];
  return { type: 'Feature', properties: { kind: 'area' }, geometry: { type: 'Polygon', coordinates } };
}

function point(lon: number, lat: number, properties: Record<string, string | boolean>): Feature<Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

/**
 * Where each squad is: where its unit is that was heard last. Who was never heard is on no map; a list says so.
 */
export function squadMarks(
  squads: readonly OperationSquad[],
  positions: UnitPositions,
  units: UnitSlice,
  now: number,
): FeatureCollection<Point> {
  return collection(
    squads.flatMap(squad => {
      const slot = newestSlot(squad, positions, units);
      if (slot === null) return [];
      const off = squad.offRouteSince;
      const label =
        off === null ? squad.name : say('operation.mark.off-route', { squad: squad.name, age: ageText(now - off) });
      return [point(positions.lon[slot]!, positions.lat[slot]!, { label, isOff: off !== null })];
    }),
  );
}

export function newestSlot(
  { units: ids }: Pick<OperationSquad, 'units'>,
  positions: UnitPositions,
  units: UnitSlice,
): number | null {
  let newest: number | null = null;
  for (const id of ids) {
    const unit = units.byId.get(id);
    const slot = unit ? positions.slotOf(unit.index) : -1;
    if (slot < 0) continue;
    if (newest === null || positions.fixTimeMs[slot]! > positions.fixTimeMs[newest]!) newest = slot;
  }
  return newest;
}

/** `[west, south, east, north]` of whatever the plan names; null = it names no place. */
export function boundsOfPlan({
  muster,
  area: ring,
  targets,
  squads,
}: OperationRecord): [number, number, number, number] | null {
  const places = [...(muster ? [muster] : []), ...targets, ...squads.flatMap(({ stops }) => stops)];
  const lons = [...places.map(({ lon }) => lon), ...(ring ?? []).map(([lon]) => lon)];
  const lats = [...places.map(({ lat }) => lat), ...(ring ?? []).map(([, lat]) => lat)];
  return lons.length === 0 ? null : [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

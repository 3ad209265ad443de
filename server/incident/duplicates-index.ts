/**
 * The open incidents by category and place, and the units that work on them: what duplicates and suggestions are found by.
 * In: the open incidents at start, then every committed fact. Out: those of a category around a point; who is busy with what.
 * turf's R-tree, because incidents come and go all day (a static index such as flatbush would be built anew each time), and one
 * tree a category, because a duplicate is of the same category: of 20,000 open incidents a search looks at a few dozen.
 */
import { bbox, circle, distance, geojsonRbush, point } from '@turf/turf';
import type { Feature, Point } from 'geojson';
import type { LonLat } from '../contract/coordinates.ts';
import type { IncidentId, UnitId } from '../contract/ids.ts';
import { type IncidentRecord, isOpen } from '../contract/incident.ts';
import type { LoggedFact } from '../store/change-log.ts';

type Place = Feature<Point, { id: IncidentId }>;
type Tree = ReturnType<typeof geojsonRbush<Point, { id: IncidentId }>>;

/** North, east, south and west are enough for a box. */
const AROUND = { steps: 4, units: 'meters' } as const;

export interface NearIncident {
  incident: IncidentRecord;
  distanceM: number;
}

export class OpenIncidentIndex {
  readonly #incidents = new Map<IncidentId, IncidentRecord>();
  readonly #places = new Map<IncidentId, Place>();
  readonly #trees = new Map<string, Tree>();
  readonly #work = new Map<UnitId, Set<IncidentId>>();

  constructor(open: readonly IncidentRecord[]) {
    for (const incident of open) this.#add(incident);
  }

  /** Listener of the change log. */
  apply(facts: readonly LoggedFact[]): void {
    for (const { kind, data } of facts)
      if (kind.startsWith('incident-')) this.#take((data as { incident: IncidentRecord }).incident);
  }

  /** Nearest first. `radiusM` included. */
  near(category: string, lonLat: LonLat, radiusM: number): NearIncident[] {
    const tree = this.#trees.get(category);
    if (!tree) return [];
    const here = point(lonLat);
    return tree
      .search(bbox(circle(here, radiusM, AROUND)))
      .features.map(({ properties, geometry }) => ({
        incident: this.#incidents.get(properties.id)!,
        distanceM: distance(here, geometry, { units: 'meters' }),
      }))
      .filter(({ distanceM }) => distanceM <= radiusM)
      .sort((a, b) => a.distanceM - b.distanceM);
  }

  /** Another open incident that the unit was sent to; undefined = it is free. */
  workOf(unit: UnitId, besides: IncidentId | null): IncidentId | undefined {
    for (const incident of this.#work.get(unit) ?? []) if (incident !== besides) return incident;
    return undefined;
  }

  /** Open incidents with a task that names the unit. */
  sentTo(unit: UnitId): IncidentRecord[] {
    const work = this.#work.get(unit);
    return work ? Array.from(work, id => this.#incidents.get(id)!) : [];
  }

  #take(incident: IncidentRecord): void {
    this.#remove(incident.id);
    if (isOpen(incident.state)) this.#add(incident);
  }

  #add(incident: IncidentRecord): void {
    const { id, category } = incident;
    this.#incidents.set(id, incident);
    for (const { unit } of incident.tasks) if (unit !== null) setOf(this.#work, unit).add(id);
    if (category === null) return;
    const place = point([incident.lon, incident.lat], { id });
    this.#places.set(id, place);
    let tree = this.#trees.get(category);
    if (!tree) {
      tree = geojsonRbush<Point, { id: IncidentId }>();
      this.#trees.set(category, tree);
    }
    tree.insert(place);
  }

  #remove(id: IncidentId): void {
    const before = this.#incidents.get(id);
    if (!before) return;
    this.#incidents.delete(id);
    for (const { unit } of before.tasks) if (unit !== null) this.#work.get(unit)?.delete(id);
    const place = this.#places.get(id);
    if (!place || before.category === null) return;
    this.#places.delete(id);
    this.#trees.get(before.category)?.remove(place);
  }
}

function setOf<K, V>(sets: Map<K, Set<V>>, key: K): Set<V> {
  let set = sets.get(key);
  if (!set) {
    set = new Set();
    sets.set(key, set);
  }
  return set;
}

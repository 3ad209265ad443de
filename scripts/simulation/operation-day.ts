/**
 * Plays the joint operation of the demonstration: organs come, it begins, cars drive from stop to stop, things are found, it ends, is summed
 * up, and the next one is copied from it. In: doors of the desk and of the leader, the town, who moves the cars, the time. Out: commands
 * like anybody else's. Whatever people do to it meanwhile stands: each step looks at the record as it is, and where they ended or called it
 * off there is a pause before the next.
 */
import { metresBetween } from '../../geodata/local-plane.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { Vocabulary } from './incident-vocabulary.ts';
import { PLAYED_CARS } from './joint-fleet.ts';
import { issueWith, type OperationDoors, pathOf, taken, tellOperation } from './operation-door.ts';
import { type Find, nextFind } from './operation-finds.ts';
import { shortestRoute } from './shortest-route.ts';
import { squadErrand } from './squad-errand.ts';
import type { Town } from './town.ts';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 5000;
const LAST_ORGAN_LATE_MS = 6 * MINUTE_MS;
const SUMMED_UP_AFTER_MS = MINUTE_MS;
const PAUSE_MS = 5 * MINUTE_MS;
/** People called it off, or took it back: they have that long before the next one. */
const LEFT_TO_PEOPLE_MS = 10 * MINUTE_MS;
/** Off the way is clearly off it, and not too far to be back in minutes. */
const STRAYS = { corridors: 1.8, mostM: 1500 } as const;

export interface OperationDayParts {
  seed: number;
  town: Town;
  vocabulary: Vocabulary;
  /** Of the field account: it goes along where the roster leaves it free. */
  phone: string;
  doors: Omit<OperationDoors, 'trouble'>;
  photos: { before: Uint8Array; after: Uint8Array };
  /** `node` null = it goes home. */
  send(unit: string, node: number | null, from: number): void;
  /** A finding became one: somebody must carry it on. */
  onIncident(record: IncidentRecord): void;
}

/** The operation that this file plays, by its cars. */
export function isPlayed({ squads, imported }: Pick<OperationRecord, 'squads' | 'imported'>): boolean {
  return !imported && squads.some(({ units }) => (units as string[]).includes(PLAYED_CARS[0]));
}

export class OperationDay {
  readonly #parts: OperationDayParts;
  readonly #doors: OperationDoors;
  #busy = false;
  #nextLookMs = 0;
  readonly counts = { steps: 0 };
  /** Last reason why a step was not made. */
  trouble: string | undefined;

  constructor(parts: OperationDayParts) {
    this.#parts = parts;
    this.#doors = { ...parts.doors, trouble: said => this.#heard(said) };
  }

  #heard(said: string): void {
    this.trouble = said;
  }

  /** Call it once a second. */
  tick(nowMs: number): void {
    if (this.#busy || nowMs < this.#nextLookMs) return;
    this.#busy = true;
    this.#nextLookMs = nowMs + LOOK_EVERY_MS;
    void this.step(nowMs).finally(() => {
      this.#busy = false;
    });
  }

  /** One look and at most one thing done; for tests. */
  async step(now: number): Promise<void> {
    const own = await this.#list('proposed,planned,under-way,reinforced,finished');
    if (own === null) return;
    const one =
      own.find(({ state }) => state === 'under-way' || state === 'reinforced') ??
      own.find(({ state }) => state === 'planned') ??
      own.find(({ state }) => state === 'finished');
    this.#move(one, now);
    const isDone = one ? await this.#carryOn(one, now) : await this.#copyNewest(own, now);
    if (isDone) this.counts.steps++;
  }

  /** Those that it plays, newest first; null = no answer. */
  async #list(states: string): Promise<OperationRecord[] | null> {
    const answer = await this.#doors.desk.get(`/api/v1/operations?limit=20&state=${states}`);
    if (answer?.status !== 200) return null;
    return (answer.body as { operations: OperationRecord[] }).operations.filter(isPlayed);
  }

  #carryOn(record: OperationRecord, now: number): Promise<boolean> {
    switch (record.state) {
      case 'planned':
        return this.#prepare(record, now);
      case 'finished':
        return this.#sumUp(record, now);
      default:
        return this.#goOn(record, now);
    }
  }

  /** All organs but the last are there before it begins; who waits for the last one waits in vain for a while. */
  async #prepare(record: OperationRecord, now: number): Promise<boolean> {
    if (now < record.startsAt) return false;
    const missing = record.calls.slice(0, -1).find(({ arrivedAt }) => arrivedAt === null);
    if (missing) return this.#register(record, missing.organ);
    const isUnmet = record.composition?.some(({ met }) => !met) ?? false;
    return this.#tell(record, { event: 'begin', ...(isUnmet && { reason: '演示：人员陆续到位' }) });
  }

  async #goOn(record: OperationRecord, now: number): Promise<boolean> {
    const startedAt = record.startedAt ?? now;
    const item = record.checklist.find(({ doneAt }) => doneAt === null);
    if (item) return this.#tell(record, { event: 'check-item', item: item.id, done: true });
    const missing = record.calls.find(({ arrivedAt }) => arrivedAt === null);
    if (missing && now >= startedAt + LAST_ORGAN_LATE_MS) return this.#register(record, missing.organ);
    const errands = record.squads.map((squad, i) => ({ squad, errand: squadErrand(squad, i, startedAt, now) }));
    for (const { squad, errand } of errands)
      if (errand.name === 'skip')
        return this.#tell(record, {
          ...{ event: 'skip-stop', squad: squad.id, stop: errand.stop.id, reason: '道路施工封闭，改日再查（演示）' },
        });
    if (errands.every(({ errand }) => errand.name === 'done')) return this.#tell(record, { event: 'finish' });
    if (now > record.endsAt) return this.#tell(record, { event: 'finish', reason: '计划时间已到（演示）' });
    const find = nextFind(record, { ...this.#parts, now });
    return find ? this.#tellFind(record, find) : false;
  }

  async #sumUp(record: OperationRecord, now: number): Promise<boolean> {
    if (now < (record.finishedAt ?? now) + SUMMED_UP_AFTER_MS) return false;
    const { visited, skipped, remaining } = record.progress;
    const cases = record.findings.filter(({ incident }) => incident !== null).length;
    const text = `演示数据：到达点位 ${visited} 个，跳过 ${skipped} 个，未到 ${remaining} 个；发现问题 ${record.findings.length} 处，转为事件 ${cases} 处。`;
    return this.#tell(record, { event: 'summarise', text });
  }

  /** Nothing is planned or out: the next one is like the last one. A draft that somebody has in hands is not overtaken at once. */
  async #copyNewest(drafts: readonly OperationRecord[], now: number): Promise<boolean> {
    if (drafts.some(({ stateSince }) => now < stateSince + LEFT_TO_PEOPLE_MS)) return false;
    const [last] = (await this.#list('summarised,archived,cancelled')) ?? [];
    if (!last || (last.state === 'cancelled' && now < last.stateSince + LEFT_TO_PEOPLE_MS)) return false;
    const startsAt = now - (now % MINUTE_MS) + PAUSE_MS;
    const answer = await this.#doors.desk.post(`${pathOf(last.id)}/copy`, { startsAt });
    const draft = taken(this.#doors, 'copy', answer);
    return draft !== null && (await issueWith(this.#doors, draft, this.#parts.phone)) !== null;
  }

  #register(record: OperationRecord, organ: string): Promise<boolean> {
    return this.#tell(record, { event: 'register-arrival', organ, persons: 2 + (organ.length % 3) });
  }

  async #tellFind(record: OperationRecord, find: Find): Promise<boolean> {
    if (find.event === 'add-finding') {
      const photos = await this.#upload(record, 'before');
      return this.#tell(record, { event: find.event, ...find.fields, photos });
    }
    if (find.event === 'add-after-photos') {
      const photos = await this.#upload(record, 'after');
      return photos.length > 0 && this.#tell(record, { event: find.event, finding: find.finding, photos });
    }
    const next = await tellOperation(this.#doors, 'desk', record, { event: find.event, finding: find.finding });
    const incident = next?.findings.find(({ id }) => id === find.finding)?.incident;
    const answer = incident && (await this.#doors.desk.get(`/api/v1/incidents/${encodeURIComponent(incident)}`));
    if (answer && answer.status === 200) this.#parts.onIncident(answer.body as IncidentRecord);
    return next !== null;
  }

  async #upload({ id }: OperationRecord, which: 'before' | 'after'): Promise<string[]> {
    const answer = await this.#doors.desk.postPhoto(`${pathOf(id)}/photos`, this.#parts.photos[which]);
    return answer?.status === 201 ? [(answer.body as { id: string }).id] : [];
  }

  async #tell(record: OperationRecord, fields: { event: string } & Record<string, unknown>): Promise<boolean> {
    return (await tellOperation(this.#doors, 'desk', record, fields)) !== null;
  }

  /** Cars follow the record; without an operation that is due soon they go home. */
  #move(record: OperationRecord | undefined, now: number): void {
    const { send, town } = this.#parts;
    const isOut =
      record && (record.startedAt !== null || now > record.startsAt - PAUSE_MS) && record.finishedAt === null;
    for (const car of PLAYED_CARS) {
      const index = record?.squads.findIndex(({ units }) => (units as string[]).includes(car)) ?? -1;
      const squad = record?.squads[index];
      if (!isOut || !squad || !record.muster) {
        send(car, null, 0);
        continue;
      }
      const node = (place: { lon: number; lat: number }) =>
        town.nearestNode(town.plane.toMetres([place.lon, place.lat]));
      const muster = node(record.muster);
      const last = squad.stops.findLast(({ arrivedAt }) => arrivedAt !== null);
      const from = last ? node(last) : muster;
      const errand =
        record.startedAt === null ? ({ name: 'muster' } as const) : squadErrand(squad, index, record.startedAt, now);
      if (errand.name === 'muster') send(car, muster, from);
      else if (errand.name === 'stop' || errand.name === 'skip') send(car, node(errand.stop), from);
      else if (errand.name === 'stray')
        send(car, this.#offTheWay(record, squad, node(errand.from), node) ?? node(errand.to), from);
    }
  }

  /** The nearest street corner outside the corridor; null where there is none, and then nobody strays. */
  #offTheWay(
    { muster }: OperationRecord,
    { stops, corridorM }: OperationRecord['squads'][number],
    from: number,
    nodeOf: (place: { lon: number; lat: number }) => number,
  ): number | null {
    const { graph, zones } = this.#parts.town;
    const places = [...(muster ? [muster] : []), ...stops].map(nodeOf);
    const way = places.slice(1).flatMap((to, i) => shortestRoute(graph, places[i]!, to));
    const least = (corridorM ?? 0) * STRAYS.corridors;
    const awayM = (node: number) => Math.min(...way.map(on => metresBetween(graph.nodes[on]!, graph.nodes[node]!)));
    const farM = (node: number) => metresBetween(graph.nodes[from]!, graph.nodes[node]!);
    const corners = zones
      .flatMap(zone => zone.stops)
      .filter(node => farM(node) < STRAYS.mostM && awayM(node) > least)
      .sort((a, b) => farM(a) - farM(b));
    return corners[0] ?? null;
  }
}

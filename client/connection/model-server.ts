/**
 * A server in a few lines, for tests: it has a log of facts and the state they lead to, and answers hello by the contract.
 * In: `change(kind)`, `newLife()`. Out: the messages a real server would send; what reaches the client is the test's business.
 */
import type { Delta, Heartbeat, Snapshot } from '../../server/contract/down.ts';
import type { Fact } from '../../server/contract/fact.ts';
import type { Epoch, IncidentId, PointCode, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { PointRecord } from '../../server/contract/scoring-point.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { Hello } from '../../server/contract/up.ts';
import { anIncident, aPoint, aSnapshot, aUnit, incidentNumber, someFigures } from '../store/record-builders.ts';

type Change = Fact extends infer Kind ? (Kind extends Fact ? Omit<Kind, 'seq' | 'at'> : never) : never;

export class ModelServer {
  epoch = 'life-1' as Epoch;
  build = 'build-1';
  readonly log: Fact[] = [];
  readonly incidents = new Map<IncidentId, IncidentRecord>();
  readonly units = new Map<UnitId, UnitRecord>();
  readonly points = new Map<PointCode, PointRecord>();
  readonly #now: () => number;
  #lives = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  get seq(): number {
    return this.log.length;
  }

  /** Writes one fact and answers the delta that live screens get. */
  change(change: Change): Delta {
    const fact = { ...change, seq: this.seq + 1, at: this.#now() } as Fact;
    this.log.push(fact);
    if ('incident' in fact) this.incidents.set(fact.incident.id, fact.incident);
    if ('unit' in fact) this.units.set(fact.unit.id, fact.unit);
    if ('point' in fact) this.points.set(fact.point.code, fact.point);
    return this.deltaFrom(this.seq);
  }

  receiveIncident(n = this.incidents.size + 1): Delta {
    const at = this.#now();
    const id = incidentNumber(n);
    const version = (this.incidents.get(id)?.version ?? 0) + 1;
    const incident = anIncident({ id, version, happenedAt: at, reportedAt: at, receivedAt: at });
    return this.change({ kind: 'incident-received', incident });
  }

  registerUnit(index: number): Delta {
    return this.change({ kind: 'unit-registered', unit: aUnit(index) });
  }

  changeDuty(index: number): Delta {
    const known = this.units.get(aUnit(index).id) ?? aUnit(index);
    const unit = aUnit(index, { version: known.version + 1, onDuty: !known.onDuty });
    return this.change({ kind: 'unit-duty-changed', unit });
  }

  deduct(n: number): Delta {
    const before = this.points.get(aPoint(n).code)?.deductions ?? 0;
    const point = aPoint(n, { deductions: before + 1, state: before > 0 ? 'repeat' : 'deducted' });
    return this.change({ kind: 'deduction-recorded', point, item: '乱堆放', score: 1 });
  }

  /** The log begins anew: another epoch, numbers from 1, other records. */
  newLife(): void {
    this.#lives++;
    this.epoch = `life-${this.#lives}` as Epoch;
    this.log.length = 0;
    this.incidents.clear();
    this.units.clear();
    this.points.clear();
  }

  deltaFrom(from: number): Delta {
    const facts = this.log.slice(from - 1);
    return { epoch: this.epoch, from, to: from + facts.length - 1, facts, figures: this.#figures() };
  }

  snapshot(): Snapshot {
    return aSnapshot({
      build: this.build,
      epoch: this.epoch,
      seq: this.seq,
      serverTime: this.#now(),
      incidents: [...this.incidents.values()],
      units: [...this.units.values()],
      points: [...this.points.values()],
      figures: this.#figures(),
      recent: this.log.slice(-30),
    });
  }

  heartbeat(): Heartbeat {
    return { serverTime: this.#now(), epoch: this.epoch, seq: this.seq, build: this.build };
  }

  answer({ since }: Hello): { event: 'snapshot'; message: Snapshot } | { event: 'delta'; message: Delta } {
    if (since?.epoch !== this.epoch || since.seq > this.seq) return { event: 'snapshot', message: this.snapshot() };
    return { event: 'delta', message: this.deltaFrom(since.seq + 1) };
  }

  #figures() {
    return someFigures(this.#now(), this.incidents.size);
  }
}

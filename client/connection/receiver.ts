/**
 * Takes in what the server says and moves the records on: parse, judge the order, apply. Knows no socket and no timer.
 * In: raw messages. Out: changed store and positions, and for each message whether it fitted (`applied`), told nothing new
 * (`ignored`) or shows that something is missing (`ask`: say hello again).
 * Surprise: a message that cannot be read may have held facts, so it counts as missing; it never throws.
 */
import type { z } from 'zod';
import { type Delta, delta, type Heartbeat, heartbeat, type Snapshot, snapshot } from '../../server/contract/down.ts';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { Hello } from '../../server/contract/up.ts';
import type { ServerClock } from '../clock/server-clock.ts';
import type { UnitPositions } from '../patrol/unit-positions.ts';
import { applyDelta } from '../store/apply-delta.ts';
import { applySnapshot } from '../store/apply-snapshot.ts';
import { noRecords } from '../store/records.ts';
import type { WallStore } from '../store/store.ts';
import type { BadMessages } from './bad-messages.ts';
import { isWhole, judgeDelta, judgeHeartbeat, judgeSnapshot } from './fact-order.ts';

export type Received = 'applied' | 'ignored' | 'ask';

export interface ReceiverParts {
  store: WallStore;
  positions: UnitPositions;
  clock: ServerClock;
  bad: BadMessages;
  /** Of its device, else of its class, which the profile says. */
  reportIntervalMs: (unit: UnitRecord) => number;
}

export class Receiver {
  readonly #parts: ReceiverParts;
  /** The next hello asks for everything instead of "since". */
  #wantsWhole = false;
  /** Server time at which the link came back; facts up to here were missed. Null = nothing to count. */
  #missedUntil: number | null = null;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** What to say now to get what is missing. */
  hello(): Hello {
    const { applied } = this.#parts.store.getState();
    return applied && !this.#wantsWhole
      ? { protocol: PROTOCOL_VERSION, since: applied }
      : { protocol: PROTOCOL_VERSION };
  }

  /** The link is back after an outage: incidents that were received up to now will be counted as missed. */
  countMissedUntilNow(): void {
    this.#missedUntil = this.#parts.clock.serverNow();
  }

  snapshot(raw: unknown): Received {
    const message = this.#parse('snapshot', snapshot, raw);
    if (!message) return 'ask';
    const { store, clock } = this.#parts;
    clock.hear(message.serverTime);
    const before = store.getState();
    if (judgeSnapshot(before.applied, message, this.#wantsWhole) === 'old') return 'ignored';
    this.#wantsWhole = false;
    this.#settlePositions(message, before.applied?.epoch);
    const missed =
      this.#missedUntil === null ? 0 : message.incidents.filter(i => !before.incidents.byId.has(i.id)).length;
    this.#missedUntil = null;
    store.setState({
      ...applySnapshot(message, clock.serverNow()),
      missedIncidents: before.missedIncidents + missed,
      heardAt: clock.monotonicNow(),
    });
    return 'applied';
  }

  delta(raw: unknown): Received {
    const message = this.#parse('delta', delta, raw);
    if (!message) return 'ask';
    if (!isWhole(message)) {
      this.#parts.bad.note('delta', `${message.facts.length} facts are not ${message.from}..${message.to}`);
      return 'ask';
    }
    return this.#applyDelta(message);
  }

  heartbeat(raw: unknown): { received: Received; heartbeat: Heartbeat | null } {
    const message = this.#parse('heartbeat', heartbeat, raw);
    if (!message) return { received: 'ignored', heartbeat: null };
    const { store, clock } = this.#parts;
    clock.hear(message.serverTime);
    store.setState({ heardAt: clock.monotonicNow() });
    const verdict = judgeHeartbeat(store.getState().applied, message);
    if (verdict === 'other-epoch') this.#wantsWhole = true;
    if (verdict === 'even') {
      this.#wantsWhole = false;
      this.#missedUntil = null;
    }
    return { received: verdict === 'even' ? 'applied' : 'ask', heartbeat: message };
  }

  positions(raw: unknown): void {
    const { store, positions, clock, bad } = this.#parts;
    if (!store.getState().applied) return;
    try {
      if (!(raw instanceof ArrayBuffer) && !ArrayBuffer.isView(raw)) throw new Error(`A ${typeof raw} is no frame.`);
      positions.applyFrame(raw, clock.monotonicNow());
    } catch (error) {
      bad.note('positions', error);
    }
  }

  /** The session ended: nothing received may stay on the screen (D8). */
  wipe(): void {
    this.#wantsWhole = false;
    this.#missedUntil = null;
    this.#parts.positions.clear();
    this.#parts.store.setState({ ...noRecords, missedIncidents: 0, heardAt: null });
  }

  #applyDelta(message: Delta): Received {
    const { store, clock, positions, reportIntervalMs } = this.#parts;
    const before = store.getState();
    const verdict = judgeDelta(before.applied, message);
    if (verdict.name === 'other-epoch') this.#wantsWhole = true;
    if (verdict.name !== 'apply') return 'ask';

    const missedUntil = this.#missedUntil;
    let missed = 0;
    for (const fact of verdict.facts) {
      if (fact.kind === 'incident-received' && missedUntil !== null && fact.at <= missedUntil) missed++;
      if (fact.kind === 'unit-registered' || fact.kind === 'unit-interval-changed') {
        positions.setReportInterval(fact.unit.index, reportIntervalMs(fact.unit));
      }
    }
    store.setState({
      ...applyDelta(before, verdict.facts, message.figures, clock.serverNow()),
      missedIncidents: before.missedIncidents + missed,
      heardAt: clock.monotonicNow(),
    });
    return 'applied';
  }

  /**
   * Unit indices are never reused inside an epoch, so known positions and trails stay and the map does not blink; in a new
   * epoch, or when this viewer no longer sees one of the units, everything goes. A full frame follows the snapshot at once.
   */
  #settlePositions(message: Snapshot, epochBefore: string | undefined): void {
    const { positions, reportIntervalMs } = this.#parts;
    const visible = new Set<number>(message.units.map(unit => unit.index));
    const foreign = positions.unitIndex.subarray(0, positions.count).some(index => !visible.has(index));
    if (foreign || message.epoch !== epochBefore) positions.clear();
    for (const unit of message.units) positions.setReportInterval(unit.index, reportIntervalMs(unit));
  }

  #parse<Schema extends z.ZodType>(kind: string, schema: Schema, raw: unknown): z.infer<Schema> | null {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return parsed.data;
    this.#parts.bad.note(kind, parsed.error);
    // Asking for the same facts again would bring the same unreadable one; a snapshot may do without it.
    if (kind === 'delta') this.#wantsWhole = true;
    return null;
  }
}

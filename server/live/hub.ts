/**
 * The live hub: everything that happens goes from here to every screen that may see it.
 * In: committed facts, figures, positions that moved. Out: deltas at once, one binary frame a tick, a heartbeat every 2 s, each
 * prepared once per audience. Facts are queued and in order; positions are not: the last value wins.
 */
import { HEARTBEAT_INTERVAL_MS } from '../contract/down.ts';
import type { Figures } from '../contract/figures.ts';
import type { ZoneId } from '../contract/ids.ts';
import { HEADER_BYTES } from '../contract/position-frame.ts';
import type { LoggedFact } from '../store/change-log.ts';
import type { Audience } from './audience.ts';
import type { HubState } from './hub-state.ts';
import type { Broadcast, Link } from './link.ts';
import { LiveFact } from './live-fact.ts';
import { Subscriber, type Watcher } from './subscriber.ts';

/** Measured: 20 ms costs twice as much, 250 ms saves a third and is seen. */
const TICK_MS = 100;
const QUEUE_CHECK_MS = 500;

export class Hub {
  readonly #state: HubState;
  readonly #broadcast: Broadcast;
  readonly #subscribers = new Set<Subscriber>();
  readonly #stops: (() => void)[];

  constructor(state: HubState, broadcast: Broadcast) {
    this.#state = state;
    this.#broadcast = broadcast;
    const { clock } = state;
    this.#stops = [
      clock.every(TICK_MS, () => this.#tick()),
      clock.every(HEARTBEAT_INTERVAL_MS, () => this.#heartbeat()),
      clock.every(QUEUE_CHECK_MS, () => this.#checkQueues()),
    ];
  }

  /** The answer takes it out again. */
  join(link: Link, watcher: Watcher): { subscriber: Subscriber; leave(): void } {
    const subscriber = new Subscriber(link, watcher, this.#state);
    this.#subscribers.add(subscriber);
    return { subscriber, leave: () => void this.#subscribers.delete(subscriber) };
  }

  /** In order of `seq`, as the change log hands them on. */
  publish(logged: readonly LoggedFact[]): void {
    const facts = logged.map(fact => new LiveFact(fact));
    const [first] = facts;
    if (!first) return;
    for (const fact of facts) this.#state.live.apply(fact);
    const span = { epoch: this.#state.epoch, from: first.full.seq, to: this.#state.live.seq };
    for (const audience of this.#audiences())
      this.#broadcast.send(audience.key, 'delta', {
        ...span,
        facts: facts.map(fact => fact.for(audience, this.#state.live.views)),
      });
  }

  publishFigures(figures: Figures): void {
    const { live, epoch } = this.#state;
    live.setFigures(figures);
    const noFacts = { epoch, from: live.seq + 1, to: live.seq, facts: [] };
    for (const audience of this.#audiences()) this.#broadcast.send(audience.key, 'delta', { ...noFacts, figures });
  }

  get watching(): number {
    return this.#subscribers.size;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #tick(): void {
    const moved = this.#state.takeMoved();
    // Units are the same for every role on the same ground: one frame a zone, sent to each audience's room.
    const frames = new Map<ZoneId | null, ArrayBuffer | null>();
    const rooms = new Map<string, ArrayBuffer | null>();
    for (const subscriber of this.#subscribers) {
      if (!subscriber.isLive) continue;
      const { audience } = subscriber;
      let frame = frames.get(audience.zone);
      if (frame === undefined) {
        frame = moved.length > 0 ? this.#state.frameOf(moved, audience) : null;
        if (frame && frame.byteLength === HEADER_BYTES) frame = null; // nobody this audience sees
        frames.set(audience.zone, frame);
      }
      rooms.set(audience.key, frame);
      subscriber.beforeFrame(frame !== null);
    }
    for (const [room, frame] of rooms) if (frame) this.#broadcast.sendVolatile(room, 'positions', frame);
  }

  #heartbeat(): void {
    for (const { key } of this.#audiences()) this.#broadcast.send(key, 'heartbeat', this.#state.heartbeat());
    for (const subscriber of this.#subscribers) subscriber.heartbeatWhenBehind();
  }

  #checkQueues(): void {
    for (const subscriber of this.#subscribers) subscriber.checkQueue();
  }

  /** Of those who are live. */
  #audiences(): Iterable<Audience> {
    const audiences = new Map<string, Audience>();
    for (const subscriber of this.#subscribers)
      if (subscriber.isLive) audiences.set(subscriber.audience.key, subscriber.audience);
    return audiences.values();
  }
}

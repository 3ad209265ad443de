/**
 * Keeps this screen at the server's state, for months. The only writer of records in the client.
 * In: a way to open sockets, clocks, and the store and positions to fill. Out: `link` in the store, records that follow the log.
 *
 * Life of a link: open -> hello since what we have -> snapshot or delta -> live -> heartbeats every 2 s -> silence of three:
 * lost, the socket is thrown away (a cable that was pulled out reports nothing for minutes, A3) -> wait with jitter -> open.
 * There is no limit to tries. Time is looked at in one place, `#tick`, twice a second on the monotonic clock, so that tests and
 * sleeping laptops have nothing else to upset. Commands do not go this way: they are HTTP, refused at once while not live (A8).
 */
import { LINK_LOST_AFTER_MS } from '../../server/contract/down.ts';
import { type Refusal, refusal as refusalSchema } from '../../server/contract/refusal.ts';
import type { MonotonicMs } from '../clock/server-clock.ts';
import { withoutLongClosed } from '../incident/incident-slice.ts';
import { Asking } from './asking.ts';
import { type BadMessages, createBadMessages } from './bad-messages.ts';
import type { Link } from './link.ts';
import type { LinkEvent, LinkSocket, OpenLinkSocket } from './link-socket.ts';
import { type Received, Receiver, type ReceiverParts } from './receiver.ts';
import { isLasting, refusedDelayMs, retryDelayMs } from './retry-delay.ts';

const TICK_MS = 500;
/** A handshake is a few hundred bytes; what takes longer is a hole, and the next try may find the way. */
const OPEN_PATIENCE_MS = 5000;
/** The first answer can be megabytes: every time it did not arrive, the next socket gets twice as long. */
const ANSWER_PATIENCE_MS = 10_000;
const LONGEST_PATIENCE_MS = 60_000;
/** After sleep an open socket is believed only if it answers within this (D3: in step again within 3 s). */
const PROBE_MS = 2500;

export interface LiveConnectionParts extends Omit<ReceiverParts, 'bad'> {
  openSocket: OpenLinkSocket;
  /** Calls back about every `ms`; returns how to stop. */
  every: (ms: number, run: () => void) => () => void;
  /** Calls back when the network or the viewer returns; returns how to stop. */
  onWake: (wake: () => void) => () => void;
  /** 0..1. */
  random: () => number;
  /** Version of this page, or null when it has none to compare. */
  build: string | null;
  /** Told again and again while the server runs another version; see page-reload.ts. */
  offerReload: (version: string) => void;
  log: (line: string) => void;
}

export class LiveConnection {
  readonly #parts: LiveConnectionParts;
  readonly #bad: BadMessages;
  readonly #receiver: Receiver;
  readonly #asking = new Asking();
  #stops: (() => void)[] = [];

  #socket: LinkSocket | null = null;
  #isOpen = false;
  /** Tries since the link was last live, and how many of them opened without leading to live. */
  #attempt = 0;
  #unanswered = 0;
  #retryAt: MonotonicMs = 0;
  /** By then this socket must have opened, and then: brought us to live. */
  #deadline: MonotonicMs = 0;
  /** By then a live socket must have said something, on top of the heartbeat rule. */
  #probedBy: MonotonicMs = Number.POSITIVE_INFINITY;
  #otherVersion: string | null = null;

  constructor(parts: LiveConnectionParts) {
    this.#parts = parts;
    this.#bad = createBadMessages(parts.log);
    this.#receiver = new Receiver({ ...parts, bad: this.#bad });
  }

  start(): void {
    this.#setLink({ name: 'connecting', attempt: 0, since: this.#now() });
    this.#stops = [this.#parts.every(TICK_MS, () => this.#tick()), this.#parts.onWake(() => this.wake())];
    this.#open();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#closeSocket();
  }

  /** Someone looks, the network is back, or a session has begun: try now instead of at the next turn. */
  wake(): void {
    if (this.#stops.length === 0) return;
    if (this.#socket && this.#link().name === 'live') {
      this.#probedBy = this.#now() + PROBE_MS;
      this.#hello();
    } else if (!this.#isOpen) {
      this.#closeSocket();
      this.#open();
    }
  }

  /** Messages that could not be read since the page was loaded. */
  badMessages(): number {
    return this.#bad.count();
  }

  #tick(): void {
    const now = this.#now();
    if (!this.#socket) {
      if (now >= this.#retryAt) this.#open();
    } else if (this.#isSilent(now) || this.#asking.isStuck(now)) this.#lose();
    else if (this.#isOpen && this.#asking.isDue(now)) this.#hello();
    this.#forgetLongClosed();
    if (this.#otherVersion !== null) this.#parts.offerReload(this.#otherVersion);
  }

  #isSilent(now: MonotonicMs): boolean {
    if (this.#link().name !== 'live') return now >= this.#deadline;
    return now >= this.#probedBy || now - this.#heardAt() >= LINK_LOST_AFTER_MS;
  }

  #open(): void {
    const link = this.#link();
    if (link.name === 'connecting' || link.name === 'lost') this.#setLink({ ...link, attempt: this.#attempt });
    this.#attempt++;
    this.#deadline = this.#now() + OPEN_PATIENCE_MS;
    this.#asking.reset();
    this.#socket = this.#parts.openSocket({
      opened: () => this.#opened(),
      message: (event, data) => this.#take(event, data),
      ended: reason => {
        const refusal = refusalSchema.safeParse(reason);
        if (refusal.success) this.#refused(refusal.data);
        else this.#lose();
      },
    });
  }

  #opened(): void {
    this.#isOpen = true;
    this.#deadline = this.#now() + Math.min(LONGEST_PATIENCE_MS, ANSWER_PATIENCE_MS * 2 ** this.#unanswered);
    this.#unanswered = Math.min(this.#unanswered + 1, 8);
    if (this.#hasData()) this.#receiver.countMissedUntilNow();
    this.#hello();
  }

  #hello(): void {
    this.#asking.noticeHello(this.#now());
    this.#socket?.hello(this.#receiver.hello());
  }

  #take(event: LinkEvent, data: unknown): void {
    switch (event) {
      case 'positions':
        this.#receiver.positions(data);
        break;
      case 'snapshot':
        this.#settle(this.#receiver.snapshot(data), true);
        break;
      case 'delta':
        this.#settle(this.#receiver.delta(data), true);
        break;
      case 'heartbeat': {
        const { received, heartbeat } = this.#receiver.heartbeat(data);
        if (!heartbeat) break;
        this.#probedBy = Number.POSITIVE_INFINITY;
        this.#compareVersion(heartbeat.build);
        this.#settle(received, false);
        break;
      }
      case 'refused': {
        const refusal = refusalSchema.safeParse(data);
        if (refusal.success) this.#refused(refusal.data);
        else this.#bad.note('refused', refusal.error);
        break;
      }
    }
  }

  /** `urgent`: when this message did not fit, facts are surely missing. */
  #settle(received: Received, urgent: boolean): void {
    if (received === 'ignored') return;
    const now = this.#now();
    if (received === 'applied') {
      this.#asking.noticeApplied();
      this.#attempt = 0;
      this.#unanswered = 0;
      if (this.#link().name !== 'live') this.#setLink({ name: 'live', since: now });
      return;
    }
    this.#asking.noticeMissing(now, urgent);
    if (this.#asking.isDue(now)) this.#hello();
  }

  #refused(refusal: Refusal): void {
    const since = this.#now();
    switch (refusal.refusal) {
      case 'not-signed-in':
      case 'session-ended':
        this.#receiver.wipe();
        this.#setLink({ name: 'signed-out', since, refusal });
        break;
      case 'slow':
      case 'too-many-requests':
        // We are welcome, only not at this pace: the screen says lost, as for any other cut.
        this.#lose(refusal.retryAfterS);
        return;
      default:
        if (refusal.refusal === 'protocol-mismatch') this.#otherVersion = refusal.message;
        this.#setLink({ name: 'refused', since, dataAsOf: this.#hasData() ? this.#dataAsOf() : null, refusal });
    }
    this.#closeSocket();
    const delayMs = isLasting(refusal.refusal) ? refusedDelayMs : retryDelayMs;
    this.#retryAfter(delayMs(this.#attempt, this.#parts.random()), refusal.retryAfterS);
  }

  /** This socket is over, whatever it thinks of itself. */
  #lose(retryAfterS?: number): void {
    this.#closeSocket();
    this.#retryAfter(retryDelayMs(this.#attempt, this.#parts.random()), retryAfterS);
    const link = this.#link();
    if (link.name !== 'live' && link.name !== 'refused') return;
    this.#setLink(
      this.#hasData()
        ? { name: 'lost', since: this.#heardAt(), dataAsOf: this.#dataAsOf(), attempt: this.#attempt }
        : { name: 'connecting', since: link.since, attempt: this.#attempt },
    );
  }

  /** `retryAfterS` is the server's wish; sooner makes no sense. */
  #retryAfter(delayMs: number, retryAfterS = 0): void {
    this.#retryAt = this.#now() + Math.max(delayMs, retryAfterS * 1000);
  }

  #closeSocket(): void {
    this.#socket?.close();
    this.#socket = null;
    this.#isOpen = false;
    this.#probedBy = Number.POSITIVE_INFINITY;
  }

  #compareVersion(serverBuild: string): void {
    const { build } = this.#parts;
    this.#otherVersion = build !== null && build !== serverBuild ? serverBuild : null;
  }

  #forgetLongClosed(): void {
    const { store, clock } = this.#parts;
    const { incidents } = store.getState();
    const kept = withoutLongClosed(incidents, clock.serverNow());
    if (kept !== incidents) store.setState({ incidents: kept });
  }

  #hasData(): boolean {
    return this.#parts.store.getState().applied !== null;
  }

  #heardAt(): MonotonicMs {
    return this.#parts.store.getState().heardAt ?? this.#now();
  }

  /** Server time of the last thing heard. */
  #dataAsOf(): number {
    return this.#parts.clock.serverNow() - (this.#now() - this.#heardAt());
  }

  #link(): Link {
    return this.#parts.store.getState().link;
  }

  #setLink(link: Link): void {
    this.#parts.store.setState({ link });
  }

  #now(): MonotonicMs {
    return this.#parts.clock.monotonicNow();
  }
}

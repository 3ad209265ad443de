/**
 * One viewer of the live hub: first catch up, then live. In: `hello`. Out: a delta or a snapshot, a full position frame, and from
 * then on membership of its audience's room.
 * The point is what does not happen in between: reading the state and joining the room are one synchronous turn, so no fact can
 * be missed or come twice.
 */

import { PROTOCOL_VERSION } from '../contract/protocol-version.ts';
import type { Hello } from '../contract/up.ts';
import type { Viewer } from '../contract/viewer.ts';
import type { Language } from '../http/refused.ts';
import type { Audience } from './audience.ts';
import type { HubState } from './hub-state.ts';
import type { Link } from './link.ts';
import { QueueWatch } from './queue-watch.ts';

/** `waiting`: has not said hello. `behind`: too slow, gets a snapshot when it has drained. */
type SubscriberState = 'waiting' | 'live' | 'behind' | 'ended';

export interface Watcher {
  viewer: Viewer;
  audience: Audience;
  language: Language;
}

export class Subscriber {
  readonly #link: Link;
  readonly #watcher: Watcher;
  readonly #state: HubState;
  readonly #watch = new QueueWatch();
  #is: SubscriberState = 'waiting';
  /** It missed a frame; the next one it gets must hold every unit. */
  #owedPositions = false;

  constructor(link: Link, watcher: Watcher, state: HubState) {
    this.#link = link;
    this.#watcher = watcher;
    this.#state = state;
  }

  get audience(): Audience {
    return this.#watcher.audience;
  }

  get isLive(): boolean {
    return this.#is === 'live';
  }

  /** Has not said hello. */
  get isWaiting(): boolean {
    return this.#is === 'waiting';
  }

  /** May be said again at any time: a client that notices a gap asks like one that was away. */
  hello({ protocol, since }: Hello): void {
    if (this.#is === 'ended' || this.#is === 'behind') return;
    if (protocol !== PROTOCOL_VERSION) {
      this.end('protocol-mismatch', {
        zh: `页面版本与服务器不一致（${protocol.slice(0, 20)}，应为 ${PROTOCOL_VERSION}），请刷新`,
        en: `Protocol ${protocol.slice(0, 20)}, the server speaks ${PROTOCOL_VERSION}. Please reload.`,
      });
      return;
    }
    const { epoch, live } = this.#state;
    const missed = since?.epoch === epoch ? live.since(since.seq) : null;
    if (missed && since) {
      const facts = missed.map(fact => fact.for(this.audience, live.views));
      this.#link.send('delta', { epoch, from: since.seq + 1, to: live.seq, facts, figures: live.figures });
      this.#goLive();
    } else this.sendSnapshot();
  }

  /** Replaces everything the client holds, and makes it live. */
  sendSnapshot(): void {
    const { epoch, build, profile, clock, live } = this.#state;
    this.#link.send('snapshot', {
      protocol: PROTOCOL_VERSION,
      build,
      epoch,
      profile,
      serverTime: clock.now(),
      viewer: this.#watcher.viewer,
      ...live.snapshot(this.audience),
    });
    this.#goLive();
  }

  /** Before the room's frame goes out: one who missed a frame gets all units instead; one who cannot take this one will. */
  beforeFrame(frameSent: boolean): void {
    if (!this.isLive) return;
    if (!this.#link.isFree()) {
      if (frameSent) this.#owedPositions = true;
    } else if (this.#owedPositions) {
      this.#link.sendVolatile('positions', this.#state.fullFrame(this.audience));
      this.#owedPositions = false;
    }
  }

  /** Looks at what is queued: too much makes it fall behind or cuts it; drained brings it back. */
  checkQueue(): void {
    if (this.#is === 'ended') return;
    const queued = this.#link.queued();
    if (this.#is === 'behind' && queued.packets === 0 && queued.bytes === 0) {
      this.sendSnapshot();
      return;
    }
    const verdict = this.#watch.judge(queued, this.#state.clock.now());
    if (verdict === 'cut')
      this.end('slow', { zh: '网络过慢，连接已断开', en: 'The connection is too slow and was cut.' }, { drop: true });
    else if (verdict === 'behind' && this.#is === 'live') {
      this.#is = 'behind';
      this.#link.leave(this.audience.key);
    }
  }

  /** Live ones hear it in their room; one that is behind hears it only when nothing waits. */
  heartbeatWhenBehind(): void {
    if (this.#is === 'behind') this.#link.sendVolatile('heartbeat', this.#state.heartbeat());
  }

  end(
    refusal: 'protocol-mismatch' | 'slow' | 'session-ended',
    sentence: { zh: string; en: string },
    options = { drop: false },
  ): void {
    if (this.#is === 'ended') return;
    this.#is = 'ended';
    this.#link.leave(this.audience.key);
    this.#link.end({ refusal, message: sentence[this.#watcher.language] }, options);
  }

  #goLive(): void {
    this.#link.send('positions', this.#state.fullFrame(this.audience));
    this.#owedPositions = false;
    this.#link.enter(this.audience.key);
    this.#is = 'live';
  }
}

/** What the hub needs of a transport. socket-gateway.ts makes links of sockets; tests make them of arrays. */
import type { Delta, Heartbeat, Snapshot } from '../contract/down.ts';
import type { Refusal } from '../contract/refusal.ts';
import type { Queued } from './queue-watch.ts';

export interface Messages {
  snapshot: Snapshot;
  delta: Delta;
  heartbeat: Heartbeat;
  refused: Refusal;
  positions: ArrayBuffer;
}

/** One viewer's connection. */
export interface Link {
  /** In order, kept until it is delivered or the link is gone. */
  send<E extends keyof Messages>(event: E, message: Messages[E]): void;
  /** Dropped unless it can go out at once. */
  sendVolatile<E extends keyof Messages>(event: E, message: Messages[E]): void;
  /** Would a volatile message go out now? */
  isFree(): boolean;
  queued(): Queued;
  enter(room: string): void;
  leave(room: string): void;
  /** Says why and cuts. `drop`: throw away what is queued first, because this link will not read it. */
  end(refusal: Refusal, options?: { drop: boolean }): void;
}

/** To everyone in a room, encoded once. */
export interface Broadcast {
  send<E extends keyof Messages>(room: string, event: E, message: Messages[E]): void;
  sendVolatile<E extends keyof Messages>(room: string, event: E, message: Messages[E]): void;
}

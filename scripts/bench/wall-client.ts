/**
 * A wall without a screen: a stock Socket.IO client that follows the log as server/contract/README.md tells strangers to.
 * In: address, token, what to do with frames and facts. Out: the link, with what it has applied so far.
 */
import { io, type Socket } from 'socket.io-client';
import type { Delta, DownEvents, Snapshot } from '../../server/contract/down.ts';
import type { Fact } from '../../server/contract/fact.ts';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import type { UpEvents } from '../../server/contract/up.ts';

const RECONNECT_MS = 2000;

export interface WallListener {
  onFrame?(frame: ArrayBuffer | Uint8Array): void;
  onFact?(fact: Fact): void;
}

export interface WallClient {
  seq: number;
  /** Snapshots after the first: each one means that the link could not be continued. */
  resyncs: number;
  frames: number;
  facts: number;
  /** Facts that arrived twice or with a gap before them: 0, or the server broke its word. */
  faults: number;
  closed: boolean;
  close(): void;
}

export async function openWall(
  server: { url: string; token: string },
  listener: WallListener = {},
): Promise<WallClient> {
  const socket: Socket<DownEvents, UpEvents> = io(server.url, {
    auth: { token: server.token },
    transports: ['websocket'],
    forceNew: true,
  });
  let epoch: Snapshot['epoch'] | undefined;
  const wall: WallClient = {
    ...{ seq: 0, resyncs: -1, frames: 0, facts: 0, faults: 0, closed: false },
    close() {
      wall.closed = true;
      socket.close();
    },
  };
  const hello = () =>
    socket.emit('hello', { protocol: PROTOCOL_VERSION, ...(epoch ? { since: { epoch, seq: wall.seq } } : {}) });

  // A server that says goodbye (a restart) is not tried again by Socket.IO itself.
  const again = () => socket.active || wall.closed || setTimeout(() => socket.connect(), RECONNECT_MS);

  socket.on('connect', hello);
  socket.on('disconnect', again);
  socket.on('connect_error', again);
  socket.on('positions', frame => {
    wall.frames++;
    listener.onFrame?.(frame);
  });
  socket.on('delta', delta => {
    if (delta.epoch !== epoch || delta.from > wall.seq + 1) {
      wall.faults++;
      hello();
      return;
    }
    applyDelta(delta);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('snapshot', snapshot => {
      epoch = snapshot.epoch;
      wall.seq = snapshot.seq;
      wall.resyncs++;
      resolve();
    });
    socket.on('refused', refused => reject(new Error(`${refused.refusal}: ${refused.message}`)));
    socket.once('connect_error', reject);
  });
  return wall;

  function applyDelta({ facts, to }: Delta): void {
    for (const fact of facts) {
      if (fact.seq !== wall.seq + 1) {
        if (fact.seq > wall.seq) wall.faults++;
        continue;
      }
      wall.seq = fact.seq;
      wall.facts++;
      listener.onFact?.(fact);
    }
    wall.seq = Math.max(wall.seq, to);
  }
}

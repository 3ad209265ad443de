/**
 * A link made of a socket: how much waits for it, is it free, how to cut it. Knows the inside of engine.io where its interface says
 * nothing, and reads that inside with suspicion: what is not there counts as empty.
 */
import type { Clock } from '../clock.ts';
import type { Link } from './link.ts';
import type { Queued } from './queue-watch.ts';
import { bufferedIn, isFree, webSocketOf } from './ready-frame.ts';

/** The part of a Socket.IO socket that is needed; socket-gateway.ts hands in the real one. */
export interface SocketLike {
  emit(event: string, message: unknown): unknown;
  volatile: { emit(event: string, message: unknown): unknown };
  join(room: string): unknown;
  leave(room: string): unknown;
  disconnect(close: boolean): unknown;
  conn: { transport: { writable: boolean }; close(discard?: boolean): void };
}

/** A message that says why has this long to go out; a link that reads nothing is then cut without one. */
const LAST_WORD_MS = 2000;

export function socketLink(socket: SocketLike, clock: Clock): Link {
  return {
    send: (event, message) => void socket.emit(event, message),
    sendVolatile: (event, message) => void socket.volatile.emit(event, message),
    isFree: () => isFree(socket.conn),
    queued: () => queuedIn(socket.conn),
    enter: room => void socket.join(room),
    leave: room => void socket.leave(room),
    end(refusal, options) {
      if (options?.drop) packetsOf(socket.conn).length = 0;
      socket.emit('refused', refusal);
      socket.disconnect(true);
      // Closing politely waits for the other side to read; that is what this one may never do.
      clock.after(LAST_WORD_MS, () => terminate(socket.conn));
    },
  };
}

function queuedIn(conn: SocketLike['conn']): Queued {
  const packets = packetsOf(conn);
  let bytes = bufferedIn(conn.transport);
  for (const packet of packets) bytes += sizeOf(packet);
  return { packets: packets.length, bytes };
}

/** Packets that engine.io holds because the transport is busy. */
function packetsOf(conn: SocketLike['conn']): unknown[] {
  const buffer: unknown = Reflect.get(conn, 'writeBuffer');
  return Array.isArray(buffer) ? buffer : [];
}

function sizeOf(packet: unknown): number {
  const data: unknown = typeof packet === 'object' && packet !== null && 'data' in packet ? packet.data : undefined;
  if (typeof data === 'string') return data.length;
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0;
}

function terminate(conn: SocketLike['conn']): void {
  conn.close(true);
  const inner = webSocketOf(conn.transport);
  const cut = inner?.terminate;
  if (typeof cut === 'function') cut.call(inner);
}

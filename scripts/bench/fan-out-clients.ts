/**
 * The receiving end of the fan-out measurement, in a process of its own: many clients that only count.
 * Asked: `connect`, then `reset` and `counts`. A frame is not decoded but its head is read: count and server time.
 */
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import { answer } from './child.ts';
import { percentile } from './result.ts';

export interface ClientCounts {
  positions: number;
  bytes: number;
  p99Ms: number;
}

export type Variant = 'ours' | 'raw-ws' | 'emit-each';

let positions = 0;
let bytes = 0;
let latenciesMs: number[] = [];

function countFrame(frame: Uint8Array): void {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  positions += view.getUint32(4, true);
  bytes += frame.byteLength;
  latenciesMs.push(Date.now() - view.getFloat64(8, true));
}

async function connectRaw(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  socket.on('message', (frame: Buffer) => countFrame(frame));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
}

async function connectSocketIo(port: number, token: string | undefined): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    ...(token ? { auth: { token } } : {}),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

async function connectOne(variant: Variant, port: number, token: string | undefined): Promise<void> {
  if (variant === 'raw-ws') return connectRaw(port);
  const socket = await connectSocketIo(port, token);
  if (variant === 'emit-each') {
    socket.on('position', (position: { time: number }) => {
      positions++;
      if (positions % 97 === 0) latenciesMs.push(Date.now() - position.time); // a sample is enough
    });
    socket.io.engine.on('data', (data: unknown) => {
      if (typeof data === 'string') bytes += data.length;
    });
    return;
  }
  socket.on('positions', (frame: Uint8Array) => countFrame(frame));
  const ready = new Promise(resolve => socket.once('snapshot', resolve));
  socket.emit('hello', { protocol: PROTOCOL_VERSION });
  await ready;
}

answer({
  async connect({
    variant,
    port,
    token,
    clients,
  }: {
    variant: Variant;
    port: number;
    token?: string;
    clients: number;
  }) {
    for (let i = 0; i < clients; i++) await connectOne(variant, port, token);
  },
  reset() {
    positions = 0;
    bytes = 0;
    latenciesMs = [];
  },
  counts: (): ClientCounts => ({ positions, bytes, p99Ms: percentile(latenciesMs, 0.99) }),
});

/** What is written past Socket.IO must be what Socket.IO would have written, and only where it could have been. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type EngineConnection, frameWriterOf, isFree, readyFrame } from './ready-frame.ts';

const EVENT = 2; // PacketType of Socket.IO
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function aPayload(length: number): ArrayBuffer {
  return Uint8Array.from({ length }, (_, i) => i * 7).buffer;
}

function write(conn: EngineConnection, frame: Buffer): boolean {
  const writer = frameWriterOf(conn);
  writer?.sendFrame([frame]);
  return writer !== null;
}

/** Both ends of a bare WebSocket, the near one dressed as engine.io has it. */
async function aPair(options: { perMessageDeflate: boolean } = { perMessageDeflate: false }) {
  const http = createServer();
  const server = new WebSocketServer({ server: http, ...options });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  const near = new Promise<WebSocket>(resolve => server.once('connection', resolve));
  const far = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  stops.push(
    () => far.terminate(),
    () => http.close(),
  );
  const got: (string | Buffer)[] = [];
  far.on('message', (data: Buffer, isBinary) => got.push(isBinary ? data : data.toString()));
  await new Promise(resolve => far.once('open', resolve));
  const transport = { name: 'websocket', protocol: 4, supportsBinary: true, writable: true, socket: await near };
  return { conn: { transport }, far, got };
}

// The three ways a WebSocket writes a length, and their borders.
test.each([0, 28, 125, 126, 65_535, 65_536, 200_000])(
  'a payload of %i bytes arrives as the messages of the default parser',
  async length => {
    const payload = aPayload(length);
    const { conn, got } = await aPair();
    expect(write(conn, readyFrame('positions', payload))).toBe(true);
    await expect.poll(() => got.length).toBe(2);
    const stock = new Server().encoder.encode({ type: EVENT, nsp: '/', data: ['positions', Buffer.from(payload)] });
    expect(got[0]).toBe(`4${stock[0]}`);
    expect(Buffer.compare(got[1] as Buffer, stock[1])).toBe(0);
  },
);

test('it stands in line with what is sent the ordinary way', async () => {
  const { conn, got } = await aPair();
  conn.transport.socket.send('before');
  write(conn, readyFrame('positions', aPayload(300)));
  conn.transport.socket.send('after');
  await expect.poll(() => got.length).toBe(4);
  expect([got[0], got[3]]).toEqual(['before', 'after']);
});

test('a client that does not read is no longer free once the kernel is full, and costs no more than that', async () => {
  const { conn, far } = await aPair();
  far.pause();
  const frame = readyFrame('positions', aPayload(80_000));
  let written = 0;
  for (; isFree(conn) && written < 1000; written++) write(conn, frame);
  expect(written).toBeGreaterThan(1);
  expect(isFree(conn)).toBe(false);
  expect(conn.transport.socket.bufferedAmount).toBeLessThanOrEqual(frame.byteLength);
  far.resume();
  await expect.poll(() => isFree(conn)).toBe(true);
});

test('other connections refuse it and nothing is written to them', async () => {
  const { conn, got } = await aPair();
  const frame = readyFrame('positions', aPayload(28));
  const { transport } = conn;
  for (const other of [
    { name: 'polling' },
    { protocol: 3 },
    { supportsBinary: false },
    { socket: {} },
    { socket: null },
  ])
    expect(write({ transport: { ...transport, ...other } }, frame)).toBe(false);
  const compressed = await aPair({ perMessageDeflate: true });
  expect(write(compressed.conn, frame)).toBe(false);
  transport.socket.close();
  expect(write(conn, frame)).toBe(false);
  expect(got).toEqual([]);
  expect(isFree({ transport: { writable: false } })).toBe(false);
});

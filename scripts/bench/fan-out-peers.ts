/**
 * The two ways our hub is measured against, in a process of their own: plain Socket.IO with one emit per position, as tutorials
 * do it, and a bare `ws` server that sends the same frame we send.
 * Asked: `listen`, then `start`, `sent` and `usage`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { encodePositionFrame, type FramePosition } from '../../server/contract/position-frame.ts';
import { answer } from './child.ts';
import { movingUnits, TICK_MS } from './moving-units.ts';

type Send = (positions: readonly FramePosition[], nowMs: number) => void;

let send: Send = () => {};
let sent = 0;

const ways: Record<'emit-each' | 'raw-ws', (http: ReturnType<typeof createServer>) => Send> = {
  'emit-each'(http) {
    const io = new Server(http);
    return (positions, nowMs) => {
      for (const { unitIndex, lon, lat, headingDeg, speedMps, accuracyM } of positions) {
        io.emit('position', { unit: unitIndex, lon, lat, time: nowMs, headingDeg, speedMps, accuracyM });
      }
    };
  },
  'raw-ws'(http) {
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    return (positions, nowMs) => {
      if (server.clients.size === 0) return; // nor does our hub make a frame for nobody
      const frame = Buffer.from(encodePositionFrame(positions, nowMs));
      for (const client of server.clients) client.send(frame);
    };
  },
};

answer({
  async listen({ variant }: { variant: keyof typeof ways }): Promise<{ port: number; token?: string }> {
    const http = createServer();
    send = ways[variant](http);
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    return { port: (http.address() as AddressInfo).port };
  },
  start({ units }: { units: number }) {
    const move = movingUnits(units);
    let tick = 0;
    setInterval(() => {
      const now = Date.now();
      const moved = move(tick++, now);
      sent += moved.length;
      send(moved, now);
    }, TICK_MS);
  },
  sent: () => sent,
});

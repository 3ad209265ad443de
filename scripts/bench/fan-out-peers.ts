/**
 * The two ways our hub is measured against, in a process of their own: plain Socket.IO with one emit per position, as tutorials
 * do it, and a bare `ws` server that does our hub's work with nothing around it: it keeps the newest positions as we do, takes on
 * the same tick what moved, makes the same frame of the same columns once, and sends it to everybody.
 * Asked: `listen`, then `start`, `sent`, `fedCpuS` and `usage`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import type { FramePosition } from '../../server/contract/position-frame.ts';
import { LatestPositions } from '../../server/patrol/latest-positions.ts';
import { answer } from './child.ts';
import { countingCpu, movingUnits, TICK_MS, TIMES_FASTER } from './moving-units.ts';

type Feed = (positions: readonly FramePosition[], nowMs: number) => void;

let feed: Feed = () => {};
let everyMs = TICK_MS;
const feeding = countingCpu();
let sent = 0;

const ways: Record<'emit-each' | 'raw-ws', (http: ReturnType<typeof createServer>) => Feed> = {
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
    const latest = new LatestPositions();
    everyMs = TICK_MS / TIMES_FASTER;
    setInterval(() => {
      const moved = latest.takeMoved();
      if (server.clients.size === 0 || moved.length === 0) return; // nor does our hub make a frame for nobody
      const frame = Buffer.from(latest.frameOf(moved, Date.now()));
      for (const client of server.clients) client.send(frame);
    }, everyMs);
    return positions => {
      feeding.run(() => {
        for (const position of positions) latest.take(position);
      });
    };
  },
};

answer({
  async listen({ variant }: { variant: keyof typeof ways }): Promise<{ port: number; token?: string }> {
    const http = createServer();
    feed = ways[variant](http);
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
      feed(moved, now);
    }, everyMs);
  },
  sent: () => sent,
  fedCpuS: () => feeding.cpuS(),
});

/**
 * A real Socket.IO server over a real TCP way that tests can damage. For tests only.
 * In: a model of the server's state. Out: an address, and switches: cut the way, black-hole it, close the door, lose or double
 * deltas, stop heartbeats. The way is a TCP proxy, because a half-open connection cannot be made inside Socket.IO.
 */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, connect as openTcp, type Socket } from 'node:net';
import { Server } from 'socket.io';
import { type DownEvents, down } from '../../server/contract/down.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { type Hello, hello, type UpEvents } from '../../server/contract/up.ts';
import type { ModelServer } from './model-server.ts';

export interface FakeServer {
  url: string;
  hellos: Hello[];
  /** Live deltas that get lost on the way to the client, or arrive twice. */
  deltas: 'sent' | 'lost' | 'doubled';
  refuseWith: Refusal | null;
  /** Sends what live screens get for a change that the model just wrote. */
  tell: (delta: ReturnType<ModelServer['change']>) => void;
  positions: (frame: ArrayBuffer) => void;
  heartbeat: () => void;
  /** All connections break at once, as when a switch restarts. */
  cut: () => void;
  /** Nobody gets in any more, or again. */
  door: (state: 'open' | 'shut') => void;
  /** Nothing passes any more and nobody is told: a pulled cable. New connections are accepted and then silent. */
  blackHole: (on: boolean) => void;
  close: () => Promise<void>;
}

export async function startFakeServer(model: ModelServer): Promise<FakeServer> {
  const http = createHttpServer();
  const io = new Server<UpEvents, DownEvents>(http, { serveClient: false });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port: serverPort } = http.address() as AddressInfo;

  const pipes = new Set<Socket>();
  let isHole = false;
  let isShut = false;
  const way = createServer(incoming => {
    if (isShut) return incoming.destroy();
    const outgoing = openTcp(serverPort, '127.0.0.1');
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      pipes.add(from);
      from.on('data', bytes => isHole || to.write(bytes));
      from.on('error', () => {});
      from.on('close', () => {
        pipes.delete(from);
        if (!isHole) to.destroy();
      });
    }
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const cut = () => {
    for (const pipe of pipes) pipe.destroy();
  };

  const server: FakeServer = {
    url: `http://127.0.0.1:${(way.address() as AddressInfo).port}`,
    hellos: [],
    deltas: 'sent',
    refuseWith: null,
    tell(delta) {
      if (server.deltas === 'lost') return;
      io.emit('delta', down.delta.parse(delta));
      if (server.deltas === 'doubled') io.emit('delta', delta);
    },
    positions: frame => io.emit('positions', frame),
    heartbeat: () => io.emit('heartbeat', down.heartbeat.parse(model.heartbeat())),
    cut,
    door(state) {
      isShut = state === 'shut';
      if (isShut) cut();
    },
    blackHole(on) {
      isHole = on;
    },
    async close() {
      cut();
      await Promise.all([io.close(), new Promise(resolve => way.close(resolve))]);
    },
  };

  io.on('connection', socket => {
    socket.on('hello', message => {
      server.hellos.push(hello.parse(message));
      if (server.refuseWith) {
        socket.emit('refused', server.refuseWith);
        return;
      }
      const answer = model.answer(message);
      if (answer.event === 'snapshot') socket.emit('snapshot', down.snapshot.parse(answer.message));
      else socket.emit('delta', down.delta.parse(answer.message));
    });
  });
  return server;
}

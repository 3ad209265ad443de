/**
 * Socket.IO at the edge: the only file that imports it. In: handshakes and events of strangers. Out: links for the hub.
 * Everything a client can do wrong ends here as `refused`: no event of theirs can end the process (measured: one handler that
 * throws does). The origin is checked for both transports in `allowRequest`, because `cors` stops no foreign-origin socket.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Access } from '../access/access.ts';
import { judgeOrigin } from '../access/origin.ts';
import { toWireViewer, type Viewer } from '../access/viewer.ts';
import { Allowance } from '../allowance.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { up } from '../contract/up.ts';
import { checkInput } from '../http/bad-input.ts';
import { type Language, notAllowed, notSignedIn, Refused } from '../http/refused.ts';
import { audienceOf } from './audience.ts';
import type { Hub } from './hub.ts';
import type { Broadcast } from './link.ts';
import { type FrameWriter, frameWriterOf, isFree, readyFrame } from './ready-frame.ts';
import { remoteAddress } from './remote-address.ts';
import { socketLink } from './socket-link.ts';
import type { Subscriber } from './subscriber.ts';

export interface SocketGatewayParts {
  server: HttpServer;
  access: Pick<Access, 'guard' | 'viewerOfHandshake' | 'watchSession'>;
  config: Pick<Config, 'allowedOrigins' | 'trustProxy' | 'maxSocketsPerAddress'>;
  clock: Clock;
  log: Logger;
}

export interface SocketGateway {
  broadcast: Broadcast;
  /** Lets viewers in; before this every handshake is refused. */
  open(hub: Hub): void;
  /** Cuts every link; browsers come back by themselves. */
  close(): Promise<void>;
}

/** Up messages are a few hundred bytes. */
const MOST_BYTES_UP = 64 * 1024;
const HANDSHAKE_MS = 5000;
/** A socket that has nothing to say watches nothing, and only takes up a place. */
const HELLO_WITHIN_MS = 10_000;
/** A cable that was pulled is noticed in 20 s here; the heartbeat tells the client in 6. */
const PING_MS = 10_000;
/** Of one socket (reliability E9). */
const EVENTS = { aSecond: 20, burst: 40 };
/** Somebody who goes on talking after 200 refusals is broken or means it. */
const CUT_AFTER_REFUSED_EVENTS = 200;

const SESSION_ENDED = { zh: '登录或设备授权已失效', en: 'The session or device authorisation has ended.' };

export function createSocketGateway({ server, access, config, clock, log }: SocketGatewayParts): SocketGateway {
  const linksOfAddress = new Map<string, number>();
  const addressOf = (request: IncomingMessage) => remoteAddress(request, config.trustProxy);
  let hub: Hub | undefined;

  const io = new Server(server, {
    serveClient: false,
    perMessageDeflate: false, // measured: 10 to 70 times the CPU for a quarter fewer bytes
    maxHttpBufferSize: MOST_BYTES_UP,
    connectTimeout: HANDSHAKE_MS,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    allowRequest(request, answer) {
      if (judgeOrigin(request.headers, config.allowedOrigins) === 'foreign') answer('foreign-origin', false);
      else if (isNew(request) && (linksOfAddress.get(addressOf(request)) ?? 0) >= config.maxSocketsPerAddress)
        answer('too-many-requests', false);
      else answer(null, true);
    },
    // Only lets pages of allowed origins read polling answers; who may connect is decided above.
    ...(config.allowedOrigins.length > 0 ? { cors: { origin: [...config.allowedOrigins], credentials: true } } : {}),
  });

  io.engine.on('connection', (conn: { request: IncomingMessage; once(event: 'close', fn: () => void): void }) => {
    const address = addressOf(conn.request);
    linksOfAddress.set(address, (linksOfAddress.get(address) ?? 0) + 1);
    conn.once('close', () => {
      const left = (linksOfAddress.get(address) ?? 1) - 1;
      if (left > 0) linksOfAddress.set(address, left);
      else linksOfAddress.delete(address);
    });
  });

  io.use((socket, next) => {
    admit(socket).then(
      () => next(),
      error => next(handshakeError(error, languageOf(socket))),
    );
  });

  io.on('connection', socket => {
    const { viewer, language } = socket.data as SocketData;
    const audience = audienceOf(viewer);
    if (!hub || !audience) {
      socket.disconnect(true);
      return;
    }
    const watcher = { viewer: toWireViewer(viewer), audience, language };
    const { subscriber, leave } = hub.join(socketLink(socket, clock), watcher);
    // Begins with the socket and not at the door: whoever lost the session in between is found, too.
    const endWatch = access.watchSession(viewer.sessionKey, () => subscriber.end('session-ended', SESSION_ENDED));
    const endPatience = clock.after(HELLO_WITHIN_MS, () => {
      if (!subscriber.isWaiting) return;
      socket.emit('refused', noHello().refusal(language));
      socket.disconnect(true);
    });
    socket.on('disconnect', () => {
      leave();
      endWatch();
      endPatience();
    });
    listen(socket, viewer, language, subscriber);
  });

  /** Puts the viewer on the socket, or throws a refusal. */
  async function admit(socket: Socket): Promise<void> {
    if (!hub) throw new Refused('storage-unavailable', { zh: '服务器正在启动', en: 'The server is starting.' });
    const { auth, headers } = socket.handshake;
    const token: unknown = auth.token;
    const viewer = await access.viewerOfHandshake({
      cookieHeader: headers.cookie,
      token: typeof token === 'string' && token !== '' ? token : undefined,
      ip: addressOf(socket.request),
    });
    if (!viewer) throw notSignedIn();
    if (!access.guard.can(viewer, 'live:watch') || !audienceOf(viewer)) throw notAllowed('live:watch');
    socket.data = { viewer, language: languageOf(socket) } satisfies SocketData;
  }

  function listen(socket: Socket, viewer: Viewer, language: Language, subscriber: Subscriber): void {
    const allowance = new Allowance(EVENTS, clock.now());
    // `use` sees every event, known or not, before any handler; not calling `next` is how it stays unheard.
    socket.use(([event, ...args]) => {
      try {
        if (!allowance.take(clock.now())) throw tooMany();
        if (event !== 'hello') throw unknownEvent(String(event));
        if (!access.guard.can(viewer, 'live:watch')) throw notAllowed('live:watch');
        subscriber.hello(checkInput(up.hello, args[0]));
      } catch (error) {
        if (!(error instanceof Refused)) log.error({ err: error, event }, 'live event failed');
        socket.emit('refused', (error instanceof Refused ? error : ownMistake()).refusal(language));
        if (allowance.refused > CUT_AFTER_REFUSED_EVENTS) socket.disconnect(true);
      }
    });
    socket.on('error', error => log.warn({ err: error }, 'live link failed'));
  }

  /**
   * Prepared once for all WebSockets; a busy connection is passed over, as `volatile` means. First who, then the writes in a row;
   * where nobody is free, no frame is put together.
   */
  function sendFrame(room: string, event: string, payload: ArrayBuffer): void {
    const { adapter, sockets } = io.sockets;
    const writers: FrameWriter[] = [];
    for (const id of adapter.rooms.get(room) ?? []) {
      const socket = sockets.get(id);
      if (!socket || !isFree(socket.conn)) continue;
      const writer = frameWriterOf(socket.conn);
      if (writer) writers.push(writer);
      else socket.volatile.emit(event, payload);
    }
    if (writers.length === 0) return;
    const frame: [Buffer] = [readyFrame(event, payload)];
    for (const writer of writers) writer.sendFrame(frame);
  }

  return {
    broadcast: {
      send: (room, event, message) => void io.to(room).emit(event, message),
      sendVolatile(room, event, message) {
        if (message instanceof ArrayBuffer) sendFrame(room, event, message);
        else io.to(room).volatile.emit(event, message);
      },
    },
    open(opened) {
      hub = opened;
    },
    async close() {
      hub = undefined;
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

interface SocketData {
  viewer: Viewer;
  language: Language;
}

/** A request that belongs to an open link carries its id. */
function isNew(request: IncomingMessage): boolean {
  return !/[?&]sid=/.test(request.url ?? '');
}

function languageOf(socket: Socket): Language {
  return /^\s*en/i.test(socket.handshake.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

function handshakeError(error: unknown, language: Language): Error {
  const refused = error instanceof Refused ? error : ownMistake();
  return Object.assign(new Error(refused.code), { data: refused.refusal(language) });
}

function ownMistake(): Refused {
  return new Refused('internal-error', { zh: '服务器内部错误', en: 'The server made a mistake.' });
}

function tooMany(): Refused {
  return new Refused('too-many-requests', { zh: '消息过于频繁', en: 'Too many messages.' }, { retryAfterS: 1 });
}

function noHello(): Refused {
  const seconds = HELLO_WITHIN_MS / 1000;
  return new Refused('bad-input', {
    zh: `连接后 ${seconds} 秒内未发送 hello`,
    en: `No hello within ${seconds} s of connecting.`,
  });
}

function unknownEvent(event: string): Refused {
  const shown = event.slice(0, 40);
  return new Refused('bad-input', { zh: `不认识的消息 ${shown}`, en: `Unknown message ${shown}.` });
}

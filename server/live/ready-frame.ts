/**
 * A position frame as the bytes that stand on a WebSocket, made once and written to every client of an audience.
 * In: event and payload. Out: two WebSocket messages in one buffer: Socket.IO's text with a placeholder, then the payload, exactly
 * what its default parser would have sent. Stock, the two are wrapped again for each client, and the second waits until the
 * first has been confirmed: two writes and two turns of the event loop a client (see decisions/position-fan-out.md).
 * The surprise: it goes past engine.io to the inner `sendFrame` of `ws`, as engine.io does with what it has prepared itself. A
 * connection that is not made so (polling, compression, another WebSocket library) says no, and gets the event the ordinary way.
 */

/** The part of an engine.io connection that is needed. */
export interface EngineConnection {
  transport: { writable: boolean };
}

/** `ws` writes the buffers of the list one after the other. */
export interface FrameWriter {
  sendFrame(list: [Buffer]): void;
}

interface PeekedSocket {
  readyState?: unknown;
  extensions?: unknown;
  bufferedAmount?: unknown;
  terminate?: unknown;
  _sender?: { sendFrame?: unknown };
}

const ENGINE_IO_MESSAGE = '4';
const TEXT = 0x81; // the last (and only) fragment of a text message, RFC 6455 §5.2
const BINARY = 0x82;
const OPEN = 1;

export function readyFrame(event: string, payload: ArrayBuffer): Buffer {
  // Socket.IO protocol 5: type 5 = event with attachments, `1-` = how many, in the main namespace.
  const text = Buffer.from(`${ENGINE_IO_MESSAGE}51-${JSON.stringify([event, { _placeholder: true, num: 0 }])}`);
  return Buffer.concat([
    frameHead(TEXT, text.byteLength),
    text,
    frameHead(BINARY, payload.byteLength),
    new Uint8Array(payload),
  ]);
}

/** Nothing waits, neither in engine.io nor in the WebSocket: what is written now goes to the kernel now. */
export function isFree({ transport }: EngineConnection): boolean {
  return transport.writable && bufferedIn(transport) === 0;
}

/**
 * How to write ready frames to this connection, for the turn in which it was asked; null = it takes none.
 * Order is kept: engine.io holds nothing back while it is writable, and both write to the same stream.
 */
export function frameWriterOf({ transport }: EngineConnection): FrameWriter | null {
  const { supportsBinary, protocol } = transport as { supportsBinary?: unknown; protocol?: unknown };
  const webSocket = supportsBinary === true && protocol === 4 ? webSocketOf(transport) : undefined;
  if (webSocket?.readyState !== OPEN || webSocket.extensions !== '') return null;
  const sender = webSocket._sender;
  return typeof sender?.sendFrame === 'function' ? (sender as FrameWriter) : null;
}

/** What is read of the `ws` socket inside a WebSocket transport, each with suspicion; undefined while polling. */
export function webSocketOf(transport: object): PeekedSocket | undefined {
  const { name, socket } = transport as { name?: unknown; socket?: unknown };
  return name === 'websocket' && typeof socket === 'object' && socket !== null ? socket : undefined;
}

/** Bytes that the kernel has not taken yet. */
export function bufferedIn(transport: object): number {
  const bytes = webSocketOf(transport)?.bufferedAmount;
  return typeof bytes === 'number' ? bytes : 0;
}

/** Unmasked, as servers send. */
function frameHead(kind: number, length: number): Buffer {
  if (length < 126) return Buffer.from([kind, length]);
  if (length < 65_536) return Buffer.from([kind, 126, length >> 8, length & 255]);
  const head = Buffer.alloc(10);
  head[0] = kind;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

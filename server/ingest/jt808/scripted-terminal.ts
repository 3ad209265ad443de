/**
 * For tests and for measuring: a terminal on a real socket. In: where, who. Out: it says what it is told to say, and keeps what it hears.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { openFrame } from './frame-bytes.ts';
import { FrameReader } from './frame-reader.ts';
import { readHeader } from './message-header.ts';
import { type EncodedTerminal, encodeMessage, registrationBody, signOnBody } from './terminal-encoder.ts';

export interface HeardAnswer {
  id: number;
  body: Buffer;
}

export class ScriptedTerminal {
  readonly who: EncodedTerminal;
  readonly socket: Socket;
  /** Everything that was heard and not asked for yet. */
  readonly heard: HeardAnswer[] = [];
  isClosed = false;
  #serial = 0;

  private constructor(who: EncodedTerminal, socket: Socket) {
    this.who = who;
    this.socket = socket;
    const frames = new FrameReader();
    socket.on('data', chunk => {
      for (const cut of frames.push(chunk)) {
        const opened = cut.ok ? openFrame(cut.escaped) : undefined;
        const read = opened?.ok ? readHeader(opened.message) : null;
        if (!read) throw new Error('The platform sent a frame that is none.');
        this.heard.push({ id: read.header.id, body: Buffer.from(read.body) });
      }
    });
    socket.on('error', () => {}); // `close` follows
    socket.on('close', () => {
      this.isClosed = true;
    });
  }

  /** `from`: address of the terminal, any of 127.0.0.0/8. */
  static async connect(port: number, who: EncodedTerminal, from = '127.0.0.1'): Promise<ScriptedTerminal> {
    const socket = connect({ host: '127.0.0.1', port, localAddress: from });
    await once(socket, 'connect');
    return new ScriptedTerminal(who, socket);
  }

  /** A frame with the next serial number, not sent. */
  frame(id: number, body: Buffer, part: { index: number; count: number } | null = null): Buffer {
    return encodeMessage(this.who, id, this.#serial++, body, part);
  }

  /** Sends and waits for the answer to it: the result of 0x8001, or of 0x8100. */
  async ask(id: number, body: Buffer): Promise<number> {
    this.socket.write(this.frame(id, body));
    return this.result();
  }

  async result(): Promise<number> {
    const { id, body } = await this.next();
    if (id === 0x8001) return body[4]!;
    if (id === 0x8100) return body[2]!;
    throw new Error(`Heard 0x${id.toString(16)} in place of an answer.`);
  }

  /** Registers and signs on; out: the code. */
  async signOn(): Promise<string> {
    this.socket.write(this.frame(0x0100, registrationBody(this.who, Buffer.from('GW0001'))));
    const { body } = await this.next();
    if (body[2] !== 0) throw new Error(`Registering was answered ${body[2]}.`);
    const code = body.subarray(3).toString('ascii');
    const result = await this.signOnWith(code);
    if (result !== 0) throw new Error(`Signing on was answered ${result}.`);
    return code;
  }

  signOnWith(code: string): Promise<number> {
    return this.ask(0x0102, signOnBody(this.who, code));
  }

  async next(withinMs = 10_000): Promise<HeardAnswer> {
    const end = Date.now() + withinMs;
    while (this.heard.length === 0) {
      if (this.isClosed) throw new Error('The platform closed the link.');
      if (Date.now() > end) throw new Error(`Heard nothing for ${withinMs} ms.`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return this.heard.shift()!;
  }

  close(): void {
    this.socket.destroy();
  }
}

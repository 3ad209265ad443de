/**
 * One connection of a terminal: bytes in, answers out. In: a socket and the desks. Out: nothing but `closed`.
 * Everything a stranger can do wrong ends here: noise, floods, messages that are never finished, answers that are never read.
 * Messages are heard one after the other; only positions overlap, because each waits for the disk. Too many of them under way, too many
 * a second, or a code being checked, and the socket is not read any further: the terminal feels it as a slow line.
 */
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { RefusalCode } from '../../contract/refusal.ts';
import type { CutFrame } from './frame-reader.ts';
import { type LinkAllowances, linkAllowances } from './link-allowances.ts';
import type { LocationDesk } from './location-desk.ts';
import type { MessageHeader } from './message-header.ts';
import { type Heard, MessageReader } from './message-reader.ts';
import { type Addressee, confirmSos, REPLY, type ReplyResult, registered, reply } from './platform-messages.ts';
import type { Caller, SignOnDesk } from './sign-on-desk.ts';
import { answerTo, type Effect, mayComeInParts } from './terminal-session.ts';

/** A terminal sends a heartbeat every 30 to 60 s when it has nothing else to say; three missed ones mean that it is gone. */
const IDLE_MS = 3 * 60_000;
/** A link that does not sign on only takes up a place. */
const SIGN_ON_WITHIN_MS = 60_000;
/** Messages with positions that are not on disk yet. A commit takes 0.2 s: enough for 80 messages a second of one terminal. */
const MOST_UNDER_WAY = 16;
/** An answer has 20 bytes. Who has not read 800 of them reads nothing. */
const MOST_UNREAD_BYTES = 16 * 1024;
/** A chunk may hold four thousand heartbeats; the others' turn comes in between. */
const MOST_A_TURN = 100;
/** Long enough for some frames to be heard together. */
const PAUSE_MS = 50;
/** What was answered goes out before a link ends; who does not take it is cut. */
const FAREWELL_MS = 2000;

export interface TerminalLinkParts {
  clock: Clock;
  log: Logger;
  signOn: Pick<SignOnDesk, 'register' | 'isRightCode'>;
  locations: Pick<LocationDesk, 'take'>;
  /** Counts; `device` is null as long as nobody knows who speaks. */
  count(device: string | null, cause: RefusalCode): void;
  /** A message of a device that has signed on, whatever it says. */
  heard(device: string): void;
  /** It has proved who it is: from now on this is the link of that device. */
  signedOn(link: TerminalLink, device: string): void;
  closed(link: TerminalLink): void;
}

export class TerminalLink {
  readonly address: string;
  readonly #socket: Socket;
  readonly #parts: TerminalLinkParts;
  readonly #openedMs: number;
  readonly #reader = new MessageReader();
  readonly #allowed: LinkAllowances;
  /** Cut from a chunk and not heard yet. Bounded by the size of a chunk: while there are any, nothing is read. */
  #waiting: CutFrame[] = [];
  #isDeciding = false;
  #isTooFast = false;
  #underWay = 0;
  #hasEnded = false;
  #heardMs: number;
  #serial = 0;
  #signedOnAs: string | null = null;
  /** How the device was last spoken to. */
  #addressee: Addressee | null = null;

  constructor(socket: Socket, address: string, parts: TerminalLinkParts) {
    const now = parts.clock.now();
    this.address = address;
    this.#socket = socket;
    this.#parts = parts;
    this.#openedMs = now;
    this.#heardMs = now;
    this.#allowed = linkAllowances(now);
    socket.setNoDelay(true);
    socket.on('data', chunk => this.#read(chunk));
    socket.on('error', error => this.#note(error.message)); // `close` follows
    socket.on('close', () => parts.closed(this));
  }

  get device(): string | null {
    return this.#signedOnAs;
  }

  /** Called now and then. */
  expire(now: number): void {
    for (let given = this.#reader.expire(now); given > 0; given--)
      this.refuse(this.#signedOnAs, 'bad-input', 'a message in parts was never finished');
    if (now - this.#heardMs > IDLE_MS) this.end('not heard for three heartbeats');
    else if (this.#signedOnAs === null && now - this.#openedMs > SIGN_ON_WITHIN_MS) this.end('did not sign on');
  }

  /** 0x8203. Nothing when the device is not signed on any more. */
  confirmSos(reportSerial: number): void {
    if (this.#addressee) this.#send(confirmSos(this.#addressee, this.#nextSerial(), reportSerial));
  }

  refuse(device: string | null, cause: RefusalCode, why: string): void {
    this.#parts.count(device, cause);
    if (!this.#allowed.logLine.take(this.#parts.clock.now())) return;
    this.#parts.log.warn({ device, address: this.address, cause, why }, 'terminal refused');
  }

  end(why: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#note(why);
    this.#waiting = [];
    this.#socket.destroySoon();
    this.#parts.clock.after(FAREWELL_MS, () => this.#socket.destroy());
  }

  #read(chunk: Buffer): void {
    if (this.#hasEnded) return;
    this.#heardMs = this.#parts.clock.now();
    this.#waiting.push(...this.#reader.cut(chunk));
    this.#work();
  }

  #work(): void {
    const waiting = this.#waiting;
    let next = 0;
    while (
      !this.#hasEnded &&
      next < waiting.length &&
      next < MOST_A_TURN &&
      !this.#isDeciding &&
      this.#underWay < MOST_UNDER_WAY &&
      this.#keepsPace()
    )
      this.#hear(waiting[next++]!);
    if (this.#hasEnded) return;
    this.#waiting = waiting.slice(next);
    if (this.#waiting.length === 0) this.#socket.resume();
    else this.#socket.pause();
    if (next === MOST_A_TURN) setImmediate(() => this.#work());
  }

  #keepsPace(): boolean {
    if (this.#isTooFast) return false;
    const { clock } = this.#parts;
    const { frame } = this.#allowed;
    if (frame.take(clock.now())) return true;
    this.#isTooFast = true;
    clock.after(Math.max(PAUSE_MS, frame.waitMs(clock.now())), () => {
      this.#isTooFast = false;
      this.#work();
    });
    return false;
  }

  #hear(cut: CutFrame): void {
    const read = this.#reader.read(cut, header => mayComeInParts(this.#signedOnAs, header), this.#parts.clock.now());
    switch (read.name) {
      case 'message':
        if (this.#signedOnAs === read.header.device) this.#parts.heard(read.header.device);
        for (const effect of answerTo(this.#signedOnAs, read.header, read.message)) this.#do(effect, read);
        return;
      case 'too-many-parts':
        this.refuse(read.header.device, 'too-large', `a message in ${read.header.part?.count} parts`);
        this.#reply(read.header, [read.header.serial], REPLY.unsupported);
        return;
      case 'damaged':
        this.refuse(this.#signedOnAs, read.why === 'too-long' ? 'too-large' : 'bad-input', read.why);
        // [IN-21] A header is believed if it names this link's own device and the length that came.
        if (read.header !== null && read.header.device === this.#signedOnAs)
          this.#reply(read.header, [read.header.serial], REPLY.badMessage);
        this.#lose('sends no frames');
        return;
      case 'waits':
    }
  }

  #do(effect: Effect, heard: Heard): void {
    const { header, serials } = heard;
    switch (effect.do) {
      case 'reply':
        this.#reply(header, serials, effect.result);
        return;
      case 'refuse':
        this.refuse(header.device, effect.cause, effect.why);
        if (this.#signedOnAs === null) this.#lose('speaks on without signing on');
        return;
      case 'end':
        this.end(effect.why);
        return;
      case 'take':
        this.#take(effect, heard);
        return;
      case 'register':
        this.#decide(header, async now => {
          const outcome = await this.#parts.signOn.register(this.#caller(header), effect.registration, now);
          this.#send(registered(header, this.#nextSerial(), header.serial, outcome));
        });
        return;
      case 'check-code':
        this.#decide(header, async now => {
          const { signOn, signedOn } = this.#parts;
          const isRight = signOn.isRightCode(this.#caller(header), effect.code, now);
          if (isRight) {
            this.#signedOnAs = header.device;
            this.#addressee = header;
            signedOn(this, header.device);
          }
          this.#reply(header, serials, isRight ? REPLY.ok : REPLY.failed);
        });
    }
  }

  #take({ reports, unreadable }: Extract<Effect, { do: 'take' }>, { header, serials }: Heard): void {
    const { locations, clock } = this.#parts;
    const { device } = header;
    for (let i = 0; i < unreadable; i++) this.refuse(device, 'bad-input', 'a report of a batch does not fit');
    this.#underWay++;
    const reporter = { ...this.#caller(header), serial: header.serial };
    void locations
      .take(reporter, reports, clock.now())
      .catch(error => {
        this.#parts.log.error({ err: error, device }, 'reports of a terminal could not be kept');
        return REPLY.failed;
      })
      .then(result => {
        this.#underWay--;
        this.#reply(header, serials, result);
        this.#work();
      });
  }

  #caller({ device }: MessageHeader): Caller {
    return { device, address: this.address, refuse: (cause, why) => this.refuse(device, cause, why) };
  }

  /** What comes meanwhile waits. */
  #decide({ device }: MessageHeader, decision: (now: number) => Promise<void>): void {
    const now = this.#parts.clock.now();
    if (!this.#allowed.signOn.take(now)) {
      this.refuse(device, 'too-many-requests', 'registers and signs on again and again');
      this.end('signs on again and again');
      return;
    }
    this.#isDeciding = true;
    void decision(now)
      .catch(error => {
        this.#parts.log.error({ err: error, device }, 'a terminal could not be registered');
        this.end('could not be registered'); // it tries again
      })
      .then(() => {
        this.#isDeciding = false;
        this.#work();
      });
  }

  /** Patience. */
  #lose(why: string): void {
    if (!this.#allowed.outOfOrder.take(this.#parts.clock.now())) this.end(why);
  }

  #reply(header: MessageHeader, serials: readonly number[], result: ReplyResult): void {
    for (const serial of serials) this.#send(reply(header, this.#nextSerial(), { id: header.id, serial }, result));
  }

  #send(frame: Buffer): void {
    if (!this.#socket.writable) return;
    this.#socket.write(frame);
    if (this.#socket.writableLength <= MOST_UNREAD_BYTES) return;
    this.refuse(this.#signedOnAs, 'slow', 'does not read its answers');
    this.#socket.destroy();
  }

  #nextSerial(): number {
    const serial = this.#serial;
    this.#serial = (serial + 1) & 0xffff;
    return serial;
  }

  #note(why: string): void {
    this.#parts.log.info({ device: this.#signedOnAs, address: this.address, why }, 'terminal link ends');
  }
}

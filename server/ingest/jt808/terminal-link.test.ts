/** What a link bounds, on a clock moved by hand and a line that can be blocked. */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { type HandClock, handClock } from '../../clock.ts';
import type { RefusalCode } from '../../contract/refusal.ts';
import { createLog } from '../../http/log.ts';
import { REPLY, type ReplyResult } from './platform-messages.ts';
import { batchBody, encodeMessage, locationBody, registrationBody } from './terminal-encoder.ts';
import { TerminalLink } from './terminal-link.ts';
import type { TerminalMessage } from './terminal-message.ts';
import { answerTo } from './terminal-session.ts';

const START = Date.parse('2026-11-28T00:00:00Z');
const WHO = { phone: '13800000000', protocolVersion: null };
const LOCATION = locationBody({ lon: 113.9, lat: 22.5, timeMs: START });

class Line extends Duplex {
  isBlocked = false;
  written: Buffer[] = [];
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written.push(chunk);
    if (!this.isBlocked) done();
  }
  setNoDelay(): void {}
  destroySoon(): void {
    this.destroy();
  }
}

let clock: HandClock;
let line: Line;
let link: TerminalLink;
let refused: RefusalCode[];
/** Positions on their way to the disk. */
let underWay: ((result: ReplyResult) => void)[];
let closed: number;

beforeEach(() => {
  clock = handClock(START);
  line = new Line();
  [refused, underWay, closed] = [[], [], 0];
  link = new TerminalLink(line as unknown as Socket, '192.0.2.7', {
    ...{ clock, log: createLog('silent') },
    signOn: {
      register: async () => ({ result: 0, code: 'code' }),
      isRightCode: (_, code) => code === 'code',
    },
    locations: { take: () => new Promise(resolve => underWay.push(resolve)) },
    count: (_, cause) => refused.push(cause),
    heard: () => {},
    signedOn: () => {},
    closed: () => {
      closed++;
    },
  });
});

const turn = () => new Promise(resolve => setImmediate(resolve));
async function say(id: number, body: Buffer = Buffer.alloc(0), part: { index: number; count: number } | null = null) {
  line.push(encodeMessage(WHO, id, 1, body, part));
  await turn();
}
const signOn = () => say(0x0102, Buffer.from('code'));

describe('a link that says nothing', () => {
  test('[IN-33] is ended after three missed heartbeats, not before', async () => {
    await signOn();
    clock.advance(170_000);
    await say(0x0002);
    link.expire(clock.now() + 180_000);
    expect(line.destroyed).toBe(false);
    link.expire(clock.now() + 180_001);
    expect(line.destroyed).toBe(true);
    await turn();
    expect(closed).toBe(1);
  });

  test('[IN-33] is ended after a minute without signing on, whatever it says', async () => {
    clock.advance(59_000);
    await say(0x0002);
    link.expire(START + 60_000);
    expect(line.destroyed).toBe(false);
    link.expire(START + 60_001);
    expect(line.destroyed).toBe(true);
  });
});

describe('a link that says too much', () => {
  test('[IN-33] is not read while 16 messages wait for the disk, and loses none', async () => {
    await signOn();
    const frame = encodeMessage(WHO, 0x0200, 5, LOCATION);
    line.push(Buffer.concat(Array(40).fill(frame)));
    await turn();
    expect(underWay).toHaveLength(16);
    expect(line.isPaused()).toBe(true);
    for (let done = 0; done < 40; done++) {
      underWay[done]!(REPLY.ok);
      await turn();
    }
    expect(underWay).toHaveLength(40);
    expect(line.isPaused()).toBe(false);
    expect(line.written).toHaveLength(41);
  });

  test('[IN-33] gives way to others between a hundred messages', async () => {
    await signOn();
    const before = line.written.length;
    const turns: number[] = [];
    line.push(Buffer.concat(Array(250).fill(encodeMessage(WHO, 0x0002, 5, Buffer.alloc(0)))));
    for (let i = 0; i < 5; i++) {
      turns.push(line.written.length - before);
      await turn();
    }
    for (const [i, sofar] of turns.entries()) expect(sofar - (turns[i - 1] ?? 0)).toBeLessThanOrEqual(100);
    expect(line.written.length - before).toBe(250);
  });

  test('[IN-33] is read at a hundred a second after its first thousand, and loses none', async () => {
    await signOn();
    const replies = () => line.written.length - 1;
    line.push(Buffer.concat(Array(1500).fill(encodeMessage(WHO, 0x0002, 5, Buffer.alloc(0)))));
    const turns = async () => {
      for (let i = 0; i < 20; i++) await turn();
    };
    await turns();
    expect(replies()).toBe(999);
    expect(line.isPaused()).toBe(true);
    for (let second = 1; second <= 5; second++) {
      for (let i = 0; i < 20; i++) {
        clock.advance(50);
        await turn();
      }
      expect(replies()).toBe(999 + 100 * second);
    }
    clock.advance(1000);
    await turns();
    expect(replies()).toBe(1500);
    expect(line.isPaused()).toBe(false);
    expect(refused).toEqual([]);
  });

  test('[IN-33] and does not read its answers is cut as slow', async () => {
    await signOn();
    line.isBlocked = true;
    for (let i = 0; i < 1000 && !line.destroyed; i++) await say(0x0002);
    expect(line.destroyed).toBe(true);
    expect(refused).toEqual(['slow']);
  });

  test('[IN-33] begins messages in parts and never ends them: they are given up and counted', async () => {
    await signOn();
    const body = batchBody([{ lon: 113.9, lat: 22.5, timeMs: START }], 0);
    await say(0x0704, body, { index: 1, count: 2 });
    await say(0x0801, body, { index: 1, count: 2 });
    expect(refused).toEqual(['bad-input']); // of the second: only locations are put together
    link.expire(clock.now() + 60_001);
    expect(refused).toEqual(['bad-input', 'bad-input']);
    await say(0x0704, body, { index: 1, count: 33 });
    expect(refused.at(-1)).toBe('too-large');
  });
});

test('[IN-25] what comes while a code is made waits for it', async () => {
  const [register, location] = [
    encodeMessage(WHO, 0x0100, 1, registrationBody(WHO, Buffer.alloc(0))),
    encodeMessage(WHO, 0x0102, 2, Buffer.from('code')),
  ];
  line.push(Buffer.concat([register!, location!]));
  await turn();
  await turn();
  expect(line.written.map(frame => frame.subarray(1, 3).toString('hex'))).toEqual(['8100', '8001']);
});

test('[IN-26] [IN-27] who may say what', () => {
  const header = {
    ...{ id: 0x0200, protocolVersion: null, isEncrypted: false },
    ...{ phone: '1', device: '1', serial: 1, part: null },
  };
  const locations: TerminalMessage = { kind: 'locations', reports: [null], isResent: false };
  const did = (as: string | null, message: TerminalMessage) =>
    answerTo(as, header, message).map(effect => (effect.do === 'reply' ? effect.result : effect.do));
  expect(did(null, locations)).toEqual(['refuse', 1]);
  expect(did('2', locations)).toEqual(['refuse', 1]);
  expect(did('1', locations)).toEqual(['take']);
  expect(did('2', { kind: 'sign-on', code: 'x' })).toEqual(['refuse', 1]);
  expect(did(null, { kind: 'sign-on', code: 'x' })).toEqual(['check-code']);
  expect(did('1', { kind: 'logout' })).toEqual([0, 'end']);
  expect(did(null, { kind: 'unsupported' })).toEqual(['refuse', 3]);
  expect(did('1', { kind: 'reply', toSerial: 1, toId: 0x8203, result: 0 })).toEqual([]);
});

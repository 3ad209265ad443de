/** Bytes to messages and back: recordings, and what a frame, a body and a row of parts may be. */
import { describe, expect, test } from 'vitest';
import { readTime, writeTime } from './bcd.ts';
import { closeFrame, openFrame } from './frame-bytes.ts';
import { FrameReader, MOST_BYTES_A_FRAME } from './frame-reader.ts';
import { readHeader } from './message-header.ts';
import { MessageParts } from './message-parts.ts';
import { MessageReader, type Read } from './message-reader.ts';
import { confirmSos, registered, reply } from './platform-messages.ts';
import { RECORDED, RECORDED_ANSWERS } from './recorded-frames.ts';
import { batchBody, encodeMessage, locationBody } from './terminal-encoder.ts';

function understand(bytes: Buffer): Read[] {
  const reader = new MessageReader();
  return reader.cut(bytes).map(cut => reader.read(cut, () => true, 0));
}

function only(hex: string): Extract<Read, { name: 'message' }> {
  const [one, ...more] = understand(Buffer.from(hex, 'hex'));
  if (one?.name !== 'message' || more.length > 0) throw new Error(`${hex.slice(0, 30)}… is ${JSON.stringify(one)}.`);
  return one;
}

function kindsOf(bytes: Buffer): string[] {
  return understand(bytes).map(one => {
    if (one.name === 'message') return one.message.kind;
    return one.name === 'damaged' ? one.why : one.name;
  });
}

describe('recordings', () => {
  test('[IN-20] every one is a whole frame with a right checksum', () => {
    for (const hex of [...Object.values(RECORDED), ...Object.values(RECORDED_ANSWERS)]) {
      const [cut] = new FrameReader().push(Buffer.from(hex, 'hex'));
      const opened = cut?.ok ? openFrame(cut.escaped) : undefined;
      expect(opened?.ok && readHeader(opened.message), hex.slice(0, 40)).toBeTruthy();
      if (opened?.ok) expect(closeFrame(opened.message).toString('hex')).toBe(hex.toLowerCase());
    }
  });

  test('[IN-21] [IN-24] the worked example: escapes, phone, serial, degrees, m/s, GMT+8', () => {
    const { header, message } = only(RECORDED['S 0200, 2013: the worked example']);
    expect(header).toMatchObject({ device: '123456789012', serial: 126, protocolVersion: null, part: null });
    expect(message).toMatchObject({ kind: 'locations', isResent: false });
    expect(message.kind === 'locations' && message.reports[0]).toMatchObject({
      ...{ lat: 12.222222, lon: 132.444444, headingDeg: 0, isFixed: true, isSos: true, isShifted: false },
      timeMs: Date.parse('2018-10-15T10:10:10+08:00'),
    });
    expect(message.kind === 'locations' && message.reports[0]?.speedMps).toBeCloseTo(6 / 3.6, 9);
  });

  test.each([
    [
      'T 0200, 2013: a vehicle in Guangdong',
      { lat: 23.169716, lon: 113.450696, isFixed: true, satellites: 10, signal: 16 },
    ],
    ['T 0200, 2013: text instead of items', { lat: 22.690842, isFixed: true, satellites: null }],
    ['T 0200, 2013: without a fix, nothing but zeros', { lat: -0, lon: -0, isFixed: false, satellites: 0, signal: 17 }],
    ['T 0200, 2013: west of Greenwich', { isFixed: true, lon: -80.37305, lat: 25.811947 }],
    ['X 0200, 2019', { lat: -31.234567, lon: 121.987654, isFixed: true, isSos: true, headingDeg: 3 }],
  ] as const)('[IN-24] %s', (name, expected) => {
    const { message } = only(RECORDED[name]);
    expect(message.kind === 'locations' && message.reports).toMatchObject([expected]);
  });

  test('[IN-24] batches of both editions, re-sent ones said so', () => {
    const places = (name: keyof typeof RECORDED) => {
      const { message } = only(RECORDED[name]);
      return message.kind === 'locations' ? [message.isResent, message.reports.map(report => report?.isFixed)] : [];
    };
    expect(places('T 0704, 2013: six, one with a fix')).toEqual([true, [false, false, false, false, false, true]]);
    expect(places('T 0704, 2013: eight')).toEqual([true, Array(8).fill(true)]);
    expect(places('X 0704, 2019')).toEqual([false, [false, false]]);
  });

  test('[IN-22] registrations of 2011, 2013 and 2019, texts in GBK', () => {
    const said = (name: keyof typeof RECORDED) => {
      const { message } = only(RECORDED[name]);
      return message.kind === 'register' && message.registration;
    };
    expect(said('T 0100, 2013: with a plate in GBK')).toEqual({
      ...{ maker: '70107', model: 'HB-R03GBD', terminalId: '2366104', plate: '苏BA6860' },
    });
    expect(said('T 0100, before 2013')).toEqual({
      ...{ maker: '70111', model: 'BSJ-M7B', terminalId: '0000000', plate: '粤B88888' },
    });
    expect(said('G 0100, 2019')).toEqual({
      ...{ maker: 'cd', model: 'www.808.com', terminalId: '7654321', plate: '测A1234' },
    });
  });

  test('[IN-22] the authentication code of both editions, replies, heartbeats, what we do not know', () => {
    expect(only(RECORDED['T 0102, 2013']).message).toEqual({ kind: 'sign-on', code: 'authentication' });
    const { header, message } = only(RECORDED['G 0102, 2019']);
    expect(message).toEqual({ kind: 'sign-on', code: '17299841738' });
    expect(header).toMatchObject({ phone: '00000000017299841738', device: '17299841738', protocolVersion: 1 });
    expect(only(RECORDED['G 0001, 2013']).message).toEqual({ kind: 'reply', toSerial: 123, toId: 456, result: 3 });
    expect(only(RECORDED['G 0002, 2013']).message).toEqual({ kind: 'heartbeat' });
    expect(only(RECORDED['T 0900: a vendor message']).message).toEqual({ kind: 'unsupported' });
  });

  test('our answers are the bytes that others send', () => {
    const old = { phone: '012345678901', protocolVersion: null };
    const late = { phone: '00000000013912344329', protocolVersion: 1 };
    expect(reply(old, 0, { serial: 0x7fff, id: 2 }, 0).toString('hex')).toBe(RECORDED_ANSWERS['G 8001, 2013']);
    expect(reply(late, 0, { serial: 0x6f, id: 0x0200 }, 0).toString('hex')).toBe(RECORDED_ANSWERS['X 8001, 2019']);
    expect(registered(old, 0, 0, { result: 0, code: '12345678901' }).toString('hex')).toBe(
      RECORDED_ANSWERS['G 8100, 2013'],
    );
    expect(registered(late, 0, 0x6f, { result: 0, code: 'ok..ok..ok' }).toString('hex')).toBe(
      RECORDED_ANSWERS['X 8100, 2019'],
    );
    expect(registered(old, 0, 7, { result: 4 }).toString('hex')).toMatch(/^7e810000030123456789010000000704..7e$/);
    expect(confirmSos(old, 1, 126).toString('hex')).toMatch(/^7e8203000601234567890100010(07d02|07e)00000001..7e$/);
  });
});

describe('what a frame may be', () => {
  const heartbeat = RECORDED['G 0002, 2013'];
  const kinds = (hex: string) => kindsOf(Buffer.from(hex, 'hex'));

  test('[IN-20] noise before, between and behind frames costs no frame', () => {
    expect(kinds(`0102${heartbeat}beef${heartbeat}${heartbeat}7e7e`)).toEqual([
      'heartbeat',
      'bad-checksum',
      'heartbeat',
      'heartbeat',
    ]);
    expect(kinds(`${heartbeat.slice(0, -2)}${heartbeat}`)).toEqual(['heartbeat', 'heartbeat']); // one flag for two
  });

  test('[IN-20] a wrong checksum, a wrong escape, a length that lies, a phone that is no number', () => {
    expect(kinds('7e0002000001234567890100008b7e')).toEqual(['bad-checksum']);
    expect(kinds('7e0002000001237d03890100008b7e')).toEqual(['bad-escape']);
    expect(kinds('7e00027d7e')).toEqual(['bad-escape']);
    const framed = (hex: string) => closeFrame(Buffer.from(hex, 'hex')).toString('hex');
    expect(kinds(framed('000200010123456789010000'))).toEqual(['bad-header']);
    expect(kinds(framed('0002000001234567890a0000'))).toEqual(['bad-header']);
    expect(kinds(framed('000200000000000000000000'))).toEqual(['bad-header']);
    expect(kinds(framed('00022000012345678901000000020003'))).toEqual(['bad-header']); // the third of two
    expect(kinds('7e0a7e')).toEqual(['bad-checksum']);
  });

  test('[IN-20] what is too long is given up once, and the next flag begins anew', () => {
    const long = Buffer.concat([
      Buffer.of(0x7e),
      Buffer.alloc(3 * MOST_BYTES_A_FRAME, 1),
      Buffer.from(heartbeat, 'hex'),
    ]);
    expect(kindsOf(long)).toEqual(['too-long', 'heartbeat']);
    const fullest = encodeMessage({ phone: '1', protocolVersion: 1 }, 0x0900, 1, Buffer.alloc(1023, 0x7e));
    expect(kindsOf(fullest)).toEqual(['unsupported']);
  });

  test('[IN-24] a body that is too short is malformed, a batch keeps its good items', () => {
    const message = (id: number, body: Buffer) =>
      understand(encodeMessage({ phone: '1', protocolVersion: null }, id, 1, body))[0];
    const place = { lon: 113.9, lat: 22.5, timeMs: Date.parse('2026-11-28T00:00:00Z') };
    for (const [id, body] of [
      [0x0200, locationBody(place).subarray(0, 27)],
      [0x0704, batchBody([place], 0).subarray(0, -1)],
      [0x0704, Buffer.of(0, 2, 0)],
      [0x0704, Buffer.of(0)],
      [0x0100, Buffer.alloc(24)],
      [0x0102, Buffer.alloc(3)],
      [0x0001, Buffer.alloc(4)],
    ] as const)
      expect(message(id, body)).toMatchObject({ message: { kind: 'malformed' } });
    const short = Buffer.concat([Buffer.of(0, 2, 0, 0, 3, 1, 2, 3, 0, 28), locationBody(place)]);
    expect(message(0x0704, short)).toMatchObject({ message: { reports: [null, { lon: 113.9 }] } });
  });

  test('a moment is one of the calendar', () => {
    const at = Date.parse('2024-02-29T23:59:59+08:00');
    expect(readTime(writeTime(at))).toBe(at);
    for (const digits of ['000000000000', '240230000000', '241301000000', '240101250000', '24010100000a'])
      expect(readTime(Buffer.from(digits, 'hex'))).toBeNull();
  });
});

describe('parts of a message', () => {
  const place = { lon: 113.9, lat: 22.5, timeMs: Date.parse('2026-11-28T00:00:00Z') };
  const body = batchBody(Array(60).fill(place), 1);
  const split = [body.subarray(0, 700), body.subarray(700, 1400), body.subarray(1400)];
  const part = (index: number, serial = 10 + index) => ({
    ...{ id: 0x0704, protocolVersion: null, isEncrypted: false, phone: '1', device: '1', serial },
    part: { index, count: 3 },
  });

  test('[IN-23] come together in any order, twice or once, and are answered each', () => {
    const parts = new MessageParts();
    expect(parts.add(part(3), split[2]!, 0)).toEqual({ name: 'waits' });
    expect(parts.add(part(3), split[2]!, 0)).toEqual({ name: 'waits' });
    expect(parts.add(part(1), split[0]!, 0)).toEqual({ name: 'waits' });
    const whole = parts.add(part(2), split[1]!, 0);
    expect(whole).toMatchObject({ name: 'whole', serials: [11, 12, 13] });
    expect(whole.name === 'whole' && whole.body.equals(body)).toBe(true);
  });

  test('[IN-23] are forgotten after a while, and the oldest make room', () => {
    const parts = new MessageParts();
    parts.add(part(1), split[0]!, 0);
    expect(parts.expire(59_999)).toBe(0);
    expect(parts.expire(60_001)).toBe(1);
    expect(parts.add(part(2), split[1]!, 60_002)).toEqual({ name: 'waits' });
    for (let i = 0; i < 4; i++) parts.add(part(1, 1000 + 10 * i), split[0]!, 60_003);
    expect(parts.add(part(1), split[0]!, 60_004)).toEqual({ name: 'waits' });
    expect(parts.add(part(3), split[2]!, 60_004)).toEqual({ name: 'waits' }); // its second part had to make room
  });

  test('[IN-23] more parts than a message may have are refused', () => {
    const header = { ...part(1), part: { index: 1, count: 33 } };
    expect(new MessageParts().add(header, split[0]!, 0)).toEqual({ name: 'too-many' });
  });
});

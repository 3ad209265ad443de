/** 100,000 cases of bytes that nobody should send, with a fixed seed; and that what is sent rightly is read rightly. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocationReport } from './location-body.ts';
import { readHeader, writeMessage } from './message-header.ts';
import { MessageReader, type Read } from './message-reader.ts';
import { RECORDED } from './recorded-frames.ts';
import { batchBody, encodeMessage, locationBody, registrationBody } from './terminal-encoder.ts';
import { readMessage } from './terminal-message.ts';

const SEED = 20261128;

function understand(chunks: readonly Buffer[]): Read[] {
  const reader = new MessageReader();
  return chunks.flatMap(chunk => reader.cut(chunk).map(cut => reader.read(cut, () => true, 0)));
}

describe('100,000 cases', () => {
  const terminal = fc.record({
    phone: fc.stringMatching(/^[1-9][0-9]{10,11}$/),
    protocolVersion: fc.constantFrom(null, 1),
  });
  const location = fc.record({
    lon: fc.integer({ min: -180e6, max: 180e6 }).map(value => value / 1e6),
    lat: fc.integer({ min: -90e6, max: 90e6 }).map(value => value / 1e6),
    timeMs: fc.integer({ min: 946_684_800, max: 4_102_415_999 }).map(seconds => seconds * 1000),
    speedKmh: fc.integer({ min: 0, max: 5400 }).map(value => value / 10),
    headingDeg: fc.integer({ min: 0, max: 359 }),
    alarms: fc.constantFrom(0, 1, 0x81),
    extras: fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
  });
  const frame = fc.oneof(
    fc.tuple(terminal, location).map(([from, place]) => encodeMessage(from, 0x0200, 7, locationBody(place))),
    fc
      .tuple(terminal, fc.array(location, { maxLength: 5 }))
      .map(([from, all]) => encodeMessage(from, 0x0704, 8, batchBody(all, 1))),
    fc
      .tuple(terminal, fc.uint8Array({ maxLength: 12 }))
      .map(([from, plate]) => encodeMessage(from, 0x0100, 9, registrationBody(from, Buffer.from(plate)))),
    fc
      .tuple(terminal, fc.integer({ min: 0, max: 0xffff }), fc.uint8Array({ maxLength: 60 }))
      .map(([from, id, body]) => encodeMessage(from, id, 10, Buffer.from(body))),
    fc
      .tuple(terminal, fc.uint8Array({ maxLength: 60 }))
      .map(([from, body]) => encodeMessage(from, 0x0704, 11, Buffer.from(body), { index: 1, count: 2 })),
    fc.constantFrom(...Object.values(RECORDED)).map(hex => Buffer.from(hex, 'hex')),
  );
  const tenths = (report: LocationReport) => report.speedMps !== null && Math.round(report.speedMps * 36);
  const chunked = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
    const chunks: Buffer[] = [];
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = sizes[i % sizes.length] ?? 1;
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    return chunks;
  };

  test('[IN-20] random bytes never make it throw (40,000)', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 120 }),
      // Flags and escapes are rare among random bytes, and are where it is difficult.
      fc.array(fc.constantFrom(0x7e, 0x7d, 0x01, 0x02, 0x00, 0x40, 0x20), { maxLength: 80 }),
    );
    fc.assert(
      fc.property(bytes, sent => {
        understand([Buffer.from(sent)]);
        const read = readHeader(Buffer.from(sent));
        if (read) readMessage(read.header, read.body);
      }),
      { seed: SEED, numRuns: 40_000 },
    );
  });

  test('[IN-20] bodies of any bytes never make it throw (20,000)', () => {
    const ids = fc.constantFrom(0x0001, 0x0002, 0x0003, 0x0100, 0x0102, 0x0200, 0x0704, 0x0801);
    fc.assert(
      fc.property(ids, terminal, fc.uint8Array({ maxLength: 200 }), (id, from, body) => {
        const [one] = understand([encodeMessage(from, id, 1, Buffer.from(body))]);
        expect(one).toMatchObject({ header: { id } });
      }),
      { seed: SEED, numRuns: 20_000 },
    );
  });

  test('[IN-20] frames with bytes changed, cut, doubled or put in never make it throw, and never cost the frame behind them (20,000)', () => {
    const mutation = fc.record({
      at: fc.nat(),
      take: fc.integer({ min: 0, max: 9 }),
      put: fc.array(fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0x7e, 0x7d)), { maxLength: 9 }),
    });
    const behind = Buffer.from(RECORDED['G 0001, 2013'], 'hex');
    fc.assert(
      fc.property(frame, fc.array(mutation, { minLength: 1, maxLength: 3 }), (sent, mutations) => {
        let bytes = sent;
        for (const { at, take, put } of mutations) {
          const from = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + take)]);
        }
        expect(understand([bytes, behind]).at(-1)).toMatchObject({ message: { kind: 'reply', toSerial: 123 } });
      }),
      { seed: SEED, numRuns: 20_000 },
    );
  });

  test('[IN-20] [IN-24] what is encoded, cut into any chunks and read comes back the same (20,000)', () => {
    fc.assert(
      fc.property(
        terminal,
        fc.array(location, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
        (from, places, sizes) => {
          const stream = Buffer.concat([
            ...places.map((place, i) => encodeMessage(from, 0x0200, i, locationBody(place))),
            encodeMessage(from, 0x0704, 99, batchBody(places, 0)),
          ]);
          const got = understand(chunked(stream, sizes));
          const reports = got.flatMap(one => {
            if (one.name !== 'message' || one.message.kind !== 'locations') throw new Error(JSON.stringify(one));
            if (one.header.device !== from.phone) throw new Error(one.header.device);
            return one.message.reports;
          });
          // One comparison a case: matchers are slower than what is tested.
          const read = reports.map(
            report =>
              report && [report.timeMs, report.lon, report.lat, tenths(report), report.headingDeg, report.isSos],
          );
          const sent = [...places, ...places].map(p => [
            p.timeMs,
            p.lon,
            p.lat,
            Math.round(p.speedKmh * 10),
            p.headingDeg,
            p.alarms !== 0,
          ]);
          if (!isDeepStrictEqual(read, sent)) expect(read).toEqual(sent);
        },
      ),
      { seed: SEED, numRuns: 20_000 },
    );
  });

  test('a header of either edition comes back as it was written', () => {
    fc.assert(
      fc.property(
        terminal,
        fc.nat({ max: 0xffff }),
        fc.nat({ max: 0xffff }),
        fc.boolean(),
        (from, id, serial, inParts) => {
          const part = inParts ? { index: 2, count: 3 } : null;
          const read = readHeader(writeMessage({ id, serial, ...from, part, isEncrypted: false }, Buffer.of(1, 2)));
          expect(read?.header).toMatchObject({
            id,
            serial,
            device: from.phone,
            part,
            protocolVersion: from.protocolVersion,
          });
        },
      ),
      { seed: SEED, numRuns: 1000 },
    );
  });
});

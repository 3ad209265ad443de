/**
 * The other side of the wire, for tests and for measuring: what a terminal sends. In: content. Out: frames, or parts of frames.
 * Written from the standard on its own and not by turning our readers round, so that both would have to be wrong in the same way.
 */
import { writeTime } from './bcd.ts';
import { closeFrame } from './frame-bytes.ts';
import { writeMessage } from './message-header.ts';

export interface EncodedTerminal {
  phone: string;
  /** Null = edition 2013. */
  protocolVersion: number | null;
}

export interface EncodedLocation {
  lon: number;
  lat: number;
  /** UTC ms, whole seconds. */
  timeMs: number;
  speedKmh?: number;
  headingDeg?: number;
  alarms?: number;
  /** Default: fixed, and south and west as the coordinates are. */
  status?: number;
  extras?: Buffer;
}

export function encodeMessage(
  { phone, protocolVersion }: EncodedTerminal,
  id: number,
  serial: number,
  body: Buffer,
  part: { index: number; count: number } | null = null,
): Buffer {
  return closeFrame(writeMessage({ id, protocolVersion, phone, serial, part, isEncrypted: false }, body));
}

export function locationBody(location: EncodedLocation): Buffer {
  const { lon, lat, timeMs, speedKmh = 0, headingDeg = 0, alarms = 0, extras = Buffer.alloc(0) } = location;
  const fixed = Buffer.alloc(22);
  fixed.writeUInt32BE(alarms, 0);
  fixed.writeUInt32BE(location.status ?? 2 | (lat < 0 ? 4 : 0) | (lon < 0 ? 8 : 0), 4);
  fixed.writeUInt32BE(Math.round(Math.abs(lat) * 1e6), 8);
  fixed.writeUInt32BE(Math.round(Math.abs(lon) * 1e6), 12);
  fixed.writeUInt16BE(Math.round(speedKmh * 10), 18);
  fixed.writeUInt16BE(headingDeg, 20);
  return Buffer.concat([fixed, writeTime(timeMs), extras]);
}

export function batchBody(locations: readonly EncodedLocation[], type: 0 | 1): Buffer {
  const items = locations.flatMap(location => {
    const body = locationBody(location);
    return [u16(body.length), body];
  });
  return Buffer.concat([u16(locations.length), Buffer.of(type), ...items]);
}

export function registrationBody({ protocolVersion }: EncodedTerminal, plate: Buffer): Buffer {
  const [maker, model, id] = protocolVersion === null ? [5, 20, 7] : [11, 30, 30];
  return Buffer.concat([
    ...[u16(44), u16(306), padded('GWTST', maker), padded('GW-1', model), padded('0000001', id)],
    ...[Buffer.of(1), plate],
  ]);
}

export function signOnBody({ protocolVersion }: EncodedTerminal, code: string): Buffer {
  const text = Buffer.from(code, 'ascii');
  if (protocolVersion === null) return text;
  return Buffer.concat([Buffer.of(text.length), text, padded('860000000000001', 15), padded('1.0', 20)]);
}

export function replyBody(toSerial: number, toId: number, result: number): Buffer {
  return Buffer.concat([u16(toSerial), u16(toId), Buffer.of(result)]);
}

function u16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

function padded(text: string, length: number): Buffer {
  return Buffer.concat([Buffer.from(text, 'ascii'), Buffer.alloc(length)], length);
}

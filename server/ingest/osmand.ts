/**
 * Reads what Traccar Client and OsmAnd send, in its two dialects: query string or form (speed in knots), and JSON since Traccar
 * Client 9 (speed in m/s). In: the parsed query, form or body. Out: the device, its position (null when the message carries none:
 * status only, `valid=false`) and whether its SOS button was pressed. Rules: SPEC.md.
 * The surprise: a position that cannot be read is an objection inside the message, because a call for help beside it counts ([IN-4]).
 */
import { z } from 'zod';
import { FieldReader, unreadable } from './field-reader.ts';
import type { Objection } from './objection.ts';
import type { Observation } from './position-intake.ts';

export interface OsmandMessage {
  device: string;
  position: Observation | Objection | null;
  /** UTC ms; null = nobody calls. */
  calledForHelpAt: number | null;
}

export type OsmandReading = ({ ok: true } & OsmandMessage) | Objection;

const MPS_A_KNOT = 1852 / 3600;
const FASTEST_MPS = 150;
const LEAST_ACCURATE_M = 100_000;
/** [IN-4] Traccar's words for a person in need. Others tell of the machine (`lowBattery`, `powerCut`, `overspeed` …). */
const CALLS_FOR_HELP: ReadonlySet<string> = new Set(['sos', 'general', 'falldown', 'accident']);

/** `receivedAtMs` stands in for a missing time, as Traccar does. */
export function readOsmandQuery(fields: unknown, receivedAtMs: number): OsmandReading {
  const values = fieldsOf(fields);
  const device = textOf(values, 'id') ?? textOf(values, 'deviceid');
  if (!isDevice(device)) return unreadable('id', values.id ?? values.deviceid);
  const read = new FieldReader();
  const alarm = read.word('alarm', values.alarm);
  const at = read.time('timestamp', values.timestamp) ?? receivedAtMs;
  const message = (position: OsmandMessage['position']): OsmandReading => ({
    ...{ ok: true, device, position: read.objection ?? position },
    calledForHelpAt: isCall(alarm) ? at : null,
  });
  if (['false', '0'].includes(textOf(values, 'valid') ?? '')) return message(null);

  const pair = values.location === undefined ? null : splitPair(textOf(values, 'location'));
  if (values.location !== undefined && pair === null) return message(unreadable('location', values.location));
  const hasPlace = pair !== null || values.lat !== undefined || values.lon !== undefined;
  if (!hasPlace) return message(null);

  return message({
    of: { device },
    lat: read.needed('lat', pair ? pair[0] : values.lat),
    lon: read.needed('lon', pair ? pair[1] : values.lon),
    crs: null,
    fixTimeMs: at,
    accuracyM: read.amount('accuracy', values.accuracy, LEAST_ACCURATE_M),
    speedMps: read.amount('speed', values.speed, FASTEST_MPS, MPS_A_KNOT),
    headingDeg: read.heading(values.bearing === undefined ? 'heading' : 'bearing', values.bearing ?? values.heading),
    isMock: ['true', '1'].includes(textOf(values, 'mock') ?? ''),
  });
}

const fieldsObject = z.record(z.string(), z.unknown()).nullish();
const jsonMessage = z.object({
  device_id: z.union([z.string(), z.number()]),
  location: z
    .object({
      timestamp: z.unknown().optional(),
      coords: fieldsObject,
      alarm: z.unknown().optional(),
      mock: z.unknown().optional(),
      extras: z.unknown().optional(),
    })
    .nullish(),
});

export function readOsmandJson(body: unknown, receivedAtMs: number): OsmandReading {
  const parsed = jsonMessage.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error.issues[0]?.path.join('.') || 'device_id', undefined);
  const device = String(parsed.data.device_id);
  if (!isDevice(device)) return unreadable('device_id', device);
  const { coords, timestamp, mock, ...location } = parsed.data.location ?? {};
  const read = new FieldReader();
  // The app hangs its SOS button's word on the fix as an `extra`.
  const [field, alarm] =
    location.alarm === undefined
      ? ['location.extras.alarm', fieldsOf(location.extras).alarm]
      : ['location.alarm', location.alarm];
  const word = read.word(field, alarm);
  const at = read.time('location.timestamp', timestamp) ?? receivedAtMs;
  const position: Observation | null = coords
    ? {
        of: { device },
        lat: read.needed('location.coords.latitude', coords.latitude),
        lon: read.needed('location.coords.longitude', coords.longitude),
        crs: null,
        fixTimeMs: at,
        accuracyM: read.amount('location.coords.accuracy', coords.accuracy, LEAST_ACCURATE_M),
        speedMps: read.amount('location.coords.speed', coords.speed, FASTEST_MPS),
        headingDeg: read.heading('location.coords.heading', coords.heading),
        isMock: mock === true,
      }
    : null;
  return {
    ...{ ok: true, device, position: read.objection ?? position },
    calledForHelpAt: isCall(word) ? at : null,
  };
}

function isCall(alarm: string | null): boolean {
  return alarm !== null && CALLS_FOR_HELP.has(alarm.trim().toLowerCase());
}

function isDevice(value: string | null): value is string {
  return value !== null && /^[A-Za-z0-9._-]{1,40}$/.test(value);
}

/** `lat,lon`: this protocol says latitude first. */
function splitPair(value: string | null): [lat: string, lon: string] | null {
  const [lat, lon, ...more] = value?.split(',') ?? [];
  return lat !== undefined && lon !== undefined && more.length === 0 ? [lat, lon] : null;
}

function fieldsOf(fields: unknown): Record<string, unknown> {
  return typeof fields === 'object' && fields !== null ? { ...fields } : {};
}

function textOf(values: Record<string, unknown>, field: string): string | null {
  const value = values[field];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

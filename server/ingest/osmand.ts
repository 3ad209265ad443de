/**
 * Reads what Traccar Client and OsmAnd send, in its two dialects: query string or form (speed in knots), and JSON since Traccar
 * Client 9 (speed in m/s). In: the parsed query, form or body. Out: the device, and its observation or null when the message
 * carries no position (status only, `valid=false`); an objection that names the field when a value is malformed.
 * A time without a zone is UTC here, as the protocol says; negative speed or heading means unknown, as phones say it.
 */
import { z } from 'zod';
import { type Objection, objection } from './objection.ts';
import type { Observation } from './position-intake.ts';

export type OsmandMessage = { ok: true; device: string; observation: Observation | null } | Objection;

const MPS_A_KNOT = 1852 / 3600;
/** Below, a timestamp is in seconds (until 2038), as the Traccar server decides it. */
const FIRST_MS_TIMESTAMP = 2 ** 31;
const FASTEST_MPS = 150;
const LEAST_ACCURATE_M = 100_000;

/** `receivedAtMs` stands in for a missing time, as Traccar does. */
export function readOsmandQuery(fields: unknown, receivedAtMs: number): OsmandMessage {
  const values = fieldsOf(fields);
  const device = textOf(values, 'id') ?? textOf(values, 'deviceid');
  if (!isDevice(device)) return malformed('id', values.id ?? values.deviceid);
  if (['false', '0'].includes(textOf(values, 'valid') ?? '')) return { ok: true, device, observation: null };

  const pair = values.location === undefined ? null : splitPair(textOf(values, 'location'));
  if (values.location !== undefined && pair === null) return malformed('location', values.location);
  const hasPlace = pair !== null || values.lat !== undefined || values.lon !== undefined;
  if (!hasPlace) return { ok: true, device, observation: null };

  const read = new Reader();
  const observation: Observation = {
    of: { device },
    lat: read.needed('lat', pair ? pair[0] : values.lat),
    lon: read.needed('lon', pair ? pair[1] : values.lon),
    crs: null,
    fixTimeMs: read.time('timestamp', values.timestamp) ?? receivedAtMs,
    accuracyM: read.amount('accuracy', values.accuracy, LEAST_ACCURATE_M),
    speedMps: read.amount('speed', values.speed, FASTEST_MPS, MPS_A_KNOT),
    headingDeg: read.heading(values.bearing === undefined ? 'heading' : 'bearing', values.bearing ?? values.heading),
    isMock: false,
  };
  return read.objection ?? { ok: true, device, observation };
}

const jsonMessage = z.object({
  device_id: z.union([z.string(), z.number()]),
  location: z
    .object({ timestamp: z.unknown().optional(), coords: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
});

export function readOsmandJson(body: unknown, receivedAtMs: number): OsmandMessage {
  const parsed = jsonMessage.safeParse(body);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') || 'device_id';
    return malformed(path, undefined);
  }
  const device = String(parsed.data.device_id);
  if (!isDevice(device)) return malformed('device_id', device);
  const coords = parsed.data.location?.coords;
  if (!coords) return { ok: true, device, observation: null };
  const read = new Reader();
  const observation: Observation = {
    of: { device },
    lat: read.needed('location.coords.latitude', coords.latitude),
    lon: read.needed('location.coords.longitude', coords.longitude),
    crs: null,
    fixTimeMs: read.time('location.timestamp', parsed.data.location?.timestamp) ?? receivedAtMs,
    accuracyM: read.amount('location.coords.accuracy', coords.accuracy, LEAST_ACCURATE_M),
    speedMps: read.amount('location.coords.speed', coords.speed, FASTEST_MPS),
    headingDeg: read.heading('location.coords.heading', coords.heading),
    isMock: false,
  };
  return read.objection ?? { ok: true, device, observation };
}

/** Reads values and keeps the first objection, so that a message is read in one go. */
class Reader {
  objection: Objection | null = null;

  needed(field: string, value: unknown): number {
    return numberOf(value) ?? this.#refuse(field, value) ?? Number.NaN;
  }

  /** Absent or negative = unknown. `most` is after the conversion by `factor`. */
  amount(field: string, value: unknown, most: number, factor = 1): number | null {
    if (isAbsent(value)) return null;
    const number = numberOf(value);
    if (number === null || number * factor > most) return this.#refuse(field, value);
    return number < 0 ? null : number * factor;
  }

  heading(field: string, value: unknown): number | null {
    const degrees = this.amount(field, value, 360);
    return degrees === null ? null : degrees % 360;
  }

  /** Absent = null. */
  time(field: string, value: unknown): number | null {
    return isAbsent(value) ? null : (timeOf(value) ?? this.#refuse(field, value));
  }

  #refuse(field: string, value: unknown): null {
    this.objection ??= malformed(field, value);
    return null;
  }
}

function timeOf(value: unknown): number | null {
  const number = numberOf(value);
  if (number !== null) {
    const ms = Math.round(number < FIRST_MS_TIMESTAMP ? number * 1000 : number);
    return ms >= 0 && ms <= 8.64e15 ? ms : null;
  }
  if (typeof value !== 'string') return null;
  const plain = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(value.trim());
  const iso = plain ? `${plain[1]}T${plain[2]}Z` : value.trim();
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(iso)) return null;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? null : ms;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.length > 40 || !NUMBER.test(value.trim())) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
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

function malformed(field: string, value: unknown): Objection {
  const shown = (typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value).slice(0, 60);
  return objection(
    'bad-input',
    field,
    `${field}：无法识别，收到 ${shown}`,
    `${field}: cannot be read, received ${shown}`,
  );
}

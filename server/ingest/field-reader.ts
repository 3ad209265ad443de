/**
 * Reads numbers and times out of messages of devices, which write them as numbers or as text, and keeps the first objection, so that
 * a message is read in one go. In: the field's name as the sender knows it, and its value. Out: the value in our unit; null = absent,
 * or said to be unknown (phones send negative speeds and headings for that). After an objection the values mean nothing.
 */
import { type Objection, objection } from './objection.ts';

/** Below, a timestamp is in seconds (until 2038), as the Traccar server decides it. */
const FIRST_MS_TIMESTAMP = 2 ** 31;

export class FieldReader {
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

  /** UTC ms of a number (s or ms) or a text; a text without a zone is UTC. Absent = null. */
  time(field: string, value: unknown): number | null {
    return isAbsent(value) ? null : (timeOf(value) ?? this.#refuse(field, value));
  }

  neededTime(field: string, value: unknown): number {
    return timeOf(value) ?? this.#refuse(field, value) ?? Number.NaN;
  }

  /** Absent = null. */
  word(field: string, value: unknown): string | null {
    if (isAbsent(value)) return null;
    return typeof value === 'string' ? value : this.#refuse(field, value);
  }

  #refuse(field: string, value: unknown): null {
    this.objection ??= unreadable(field, value);
    return null;
  }
}

/** The value as it came, cut short; of lists and objects only that they are such. */
export function unreadable(field: string, value: unknown): Objection {
  const shown = (typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value).slice(0, 60);
  return objection(
    'bad-input',
    field,
    `${field}：无法识别，收到 ${shown}`,
    `${field}: cannot be read, received ${shown}`,
  );
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
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

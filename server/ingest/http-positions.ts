/**
 * Positions as our own interface takes them: one object or an array of at most 1,000.
 * In: the parsed JSON of one item. Out: an `Observation`, or an objection; a bad item refuses itself and nobody else.
 */
import { instantMs } from '../contract/coordinates.ts';
import { positionReport } from '../contract/position-report.ts';
import { checkInput } from '../http/bad-input.ts';
import { Refused } from '../http/refused.ts';
import { type Objection, objection } from './objection.ts';
import type { Observation } from './position-intake.ts';

export function readPosition(item: unknown): Observation | Objection {
  try {
    const report = checkInput(positionReport, item);
    return {
      of: { unit: report.unit },
      lon: report.lon,
      lat: report.lat,
      crs: report.crs ?? null,
      fixTimeMs: instantMs(report.time),
      accuracyM: report.accuracyM ?? null,
      speedMps: report.speedMps ?? null,
      headingDeg: report.headingDeg === undefined ? null : report.headingDeg % 360,
      isMock: false,
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, code: error.code, field: error.detail.field ?? '', sentence: error.sentence };
  }
}

/** The same without `unit`, which is named elsewhere (by a topic) and may not be contradicted. */
export function readPositionOf(unit: string, item: unknown): Observation | Objection {
  const fields = typeof item === 'object' && item !== null ? { ...item } : {};
  if ('unit' in fields)
    return objection(
      'bad-input',
      'unit',
      'unit：由主题给出，不应在内容中',
      'unit: is named by the topic, not by the payload',
    );
  return readPosition({ ...fields, unit });
}

/**
 * Takes the location reports of a device that has signed on: positions to the intake, emergency bits to the watch (SPEC.md IN-28 …).
 * In: the reports of one message, oldest first. Out: the result its 0x8001 gets, only after everything that was taken is on disk.
 * The surprise: a position that the gate refuses for good (far away, from the future) is answered "ok". A terminal sends anything else
 * again and again, and everything newer waits behind it. What was refused is in the counts.
 */
import type { Logger } from 'pino';
import type { RefusalCode } from '../../contract/refusal.ts';
import type { Observation, PositionIntake } from '../position-intake.ts';
import type { LocationReport } from './location-body.ts';
import { REPLY, type ReplyResult } from './platform-messages.ts';
import type { Caller } from './sign-on-desk.ts';
import type { SosWatch } from './sos-watch.ts';

export interface LocationDeskParts {
  intake: PositionIntake;
  sos: SosWatch;
  log: Logger;
}

export interface Reporter extends Caller {
  /** Of the message. */
  serial: number;
}

/** Kept by the terminal and sent again later: what it says now or about itself, not about the position. */
const AGAIN: ReadonlySet<RefusalCode> = new Set([
  ...(['too-many-requests', 'storage-unavailable', 'unknown-device', 'unknown-unit'] as const),
  ...(['unbound-device', 'retired-device', 'not-allowed', 'bad-signature'] as const),
]);

export class LocationDesk {
  readonly #parts: LocationDeskParts;

  constructor(parts: LocationDeskParts) {
    this.#parts = parts;
  }

  async take(reporter: Reporter, reports: readonly LocationReport[], now: number): Promise<ReplyResult> {
    const { intake, log } = this.#parts;
    const { device, address, refuse } = reporter;
    if (reports.some(report => report.isShifted))
      refuse('bad-input', 'coordinates are shifted by a plug-in of the terminal');
    const fixes = reports.filter(report => report.isFixed && !report.isShifted);
    const dated = fixes.filter(fix => fix.timeMs !== null);
    if (dated.length < fixes.length) refuse('bad-input', 'a report without a moment of the calendar');
    for (const { isFixed, satellites, signal } of reports)
      if (!isFixed) log.debug({ device, satellites, signal }, 'terminal has no fix');
    const sender = { speaksFor: () => true, address, provenDevice: device };
    const [answers] = await Promise.all([
      intake.take(
        dated.map(fix => observationOf(device, fix, now)),
        sender,
        'jt808',
        now,
      ),
      this.#watch(reporter, reports, now),
    ]);
    if (answers.some(answer => answer && AGAIN.has(answer.code))) return REPLY.failed;
    return reports.length > 0 && reports.every(report => report.isShifted) ? REPLY.unsupported : REPLY.ok;
  }

  async #watch(reporter: Reporter, reports: readonly LocationReport[], now: number): Promise<void> {
    const { intake, sos } = this.#parts;
    const { device, address, serial } = reporter;
    const unit = intake.unitOf({ device });
    if (unit) await sos.heard(device, unit, reports, { serial, address, now });
    else if (reports.some(report => report.isSos)) reporter.refuse('unknown-device', 'a call for help of no unit');
  }
}

/** As the intake wants it; `timeMs` stands in for a moment that no calendar has. */
export function observationOf(
  device: string,
  fix: LocationReport,
  timeMs: number,
): Observation & { of: { device: string } } {
  const { lon, lat, speedMps, headingDeg } = fix;
  return {
    ...{ of: { device }, lon, lat, crs: null, fixTimeMs: fix.timeMs ?? timeMs },
    ...{ accuracyM: null, speedMps, headingDeg, isMock: false },
  };
}

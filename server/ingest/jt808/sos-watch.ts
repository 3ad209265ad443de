/**
 * From the emergency bit of reports to calls for help, and from the answer of a person back to the terminal (SPEC.md IN-30, IN-31).
 * In: reports of signed-on devices, oldest first; alarms that were answered. Out: at most one call an episode; 0x8203.
 * An episode lasts from the first report with the bit to the first newer one without it, whatever happens to the link and to the alarm
 * meanwhile: a terminal repeats the bit with every report until it is confirmed, and an alarm that was cleared must not come back by that.
 * One that began out of coverage is only listed ([A-20]); who still calls when the link is back begins a new one, which is raised.
 */
import { type HelpCalls, LATE_AFTER_MS } from '../../alarm/help-calls.ts';
import type { AlarmRecord } from '../../contract/alarm.ts';
import type { LonLat } from '../../contract/coordinates.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import type { LocationReport } from './location-body.ts';

export interface SosWatchParts {
  help: Pick<HelpCalls, 'call'>;
  /** WGS-84; null = the report has none. */
  placeOf(device: string, report: LocationReport): LonLat | null;
  /** Sends 0x8203 if the device has a link just now. */
  confirm(device: string, reportSerial: number): void;
}

interface Episode {
  isOn: boolean;
  firstMs: number;
  /** Newest report with the bit. */
  lastMs: number;
  /** Newest report at all. */
  newestMs: number;
  /** Of the message that called. */
  serial: number;
  alarm: AlarmRecord['id'] | null;
  /** It was listed, and nobody was called. */
  cameLate: boolean;
  isConfirmed: boolean;
}

export class SosWatch {
  readonly #parts: SosWatchParts;
  /** The last episode of each device that ever called; devices are admitted by people, so they are few. */
  readonly #episodes = new Map<string, Episode>();

  constructor(parts: SosWatchParts) {
    this.#parts = parts;
  }

  /** Resolves when every call these reports make is durable; rejects when one is not, and the same reports may come again. */
  async heard(
    device: string,
    unit: UnitRecord,
    reports: readonly LocationReport[],
    { serial, address, now }: { serial: number; address: string; now: number },
  ): Promise<void> {
    const calls: Promise<void>[] = [];
    let before = false;
    for (const report of reports) {
      const { isSos, timeMs } = report;
      // A clock that is ahead would make everything that comes after its correction old.
      const atMs = Math.min(timeMs ?? now, now);
      const isFirstOfRun = isSos && !before;
      before = isSos;
      const episode = this.#episodes.get(device);
      const isLate = episode !== undefined && atMs < episode.newestMs;
      if (isLate) {
        if (isFirstOfRun && !(atMs >= episode.firstMs && atMs <= episode.lastMs))
          calls.push(this.#call(device, unit, report, atMs, address, now).then(() => {}));
      } else if (isSos && (!episode?.isOn || (episode.cameLate && !isOld(atMs, now)))) {
        calls.push(this.#begin(device, unit, report, atMs, { serial, address, now }));
      } else if (episode) {
        episode.newestMs = atMs;
        if (isSos) episode.lastMs = atMs;
        else episode.isOn = false;
        if (isSos && episode.isConfirmed) this.#parts.confirm(device, episode.serial); // it has not heard it
      }
    }
    await Promise.all(calls);
  }

  /** A person has acknowledged or cleared it. */
  answered(alarm: AlarmRecord['id']): void {
    for (const [device, episode] of this.#episodes) if (episode.alarm === alarm) this.#confirm(device, episode);
  }

  async #begin(
    device: string,
    unit: UnitRecord,
    report: LocationReport,
    atMs: number,
    { serial, address, now }: { serial: number; address: string; now: number },
  ): Promise<void> {
    const episode: Episode = {
      ...{ isOn: true, firstMs: atMs, lastMs: atMs, newestMs: atMs },
      ...{ serial, alarm: null, cameLate: isOld(atMs, now), isConfirmed: false },
    };
    this.#episodes.set(device, episode);
    try {
      const alarm = await this.#call(device, unit, report, atMs, address, now);
      episode.alarm = alarm.id;
      // After a restart the call finds the alarm that was answered before it.
      if (alarm.state === 'acknowledged') this.#confirm(device, episode);
    } catch (error) {
      if (this.#episodes.get(device) === episode) this.#episodes.delete(device);
      throw error;
    }
  }

  #call(
    device: string,
    unit: UnitRecord,
    report: LocationReport,
    happenedAt: number,
    address: string,
    now: number,
  ): Promise<AlarmRecord> {
    const { help, placeOf } = this.#parts;
    return help.call(
      unit,
      { from: placeOf(device, report), said: null, happenedAt },
      { actor: `jt808:${device}`, address },
      now,
    );
  }

  #confirm(device: string, episode: Episode): void {
    if (episode.isConfirmed) return;
    episode.isConfirmed = true;
    this.#parts.confirm(device, episode.serial);
  }
}

function isOld(atMs: number, now: number): boolean {
  return now - atMs > LATE_AFTER_MS;
}

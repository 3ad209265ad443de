/**
 * Turns a report into an incident, and a finished case of an earlier system into a closed one.
 * In: the parsed body and who sends it. Out: the stored record, after the disk has it; or a thrown refusal that names field and
 * value. Rules [I-1] to [I-10] of SPEC.md.
 */
import type { Placed } from '../assign/placed.ts';
import { type Crs, instantMs } from '../contract/coordinates.ts';
import type { CategoryId, IncidentId } from '../contract/ids.ts';
import type { Grade, IncidentImport, IncidentIntake, IncidentRecord, Level } from '../contract/incident.ts';
import type { RefusalCode } from '../contract/refusal.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { badInput, Refused, type Sentence } from '../http/refused.ts';
import type { Cause, ChangeLog, Work } from '../store/change-log.ts';
import { onlyOnce } from '../store/command-receipts.ts';
import { takeSpokenNumber } from '../store/counter.ts';
import { type Beginning, imported, received } from './begin-incident.ts';
import { incidentExists, type RawPlace } from './incident-repository.ts';
import type { IncidentContext } from './situation.ts';
import { type IncidentEffects, writeBegun } from './write-incident.ts';

export interface IncidentDeskParts {
  changeLog: ChangeLog;
  profile: {
    /** Letters in front of case numbers: `XA`. */
    numberPrefix: string;
    isChannel(id: string): boolean;
    /** Undefined = not in the negative list. */
    category(id: string): { level: Level | null; grade: Grade | null } | undefined;
    /** Day of an instant in the profile's time zone: `20261122`. */
    dayName(ms: number): string;
  };
  /** Checks and converts a pair and finds its grid; throws `Refused` for what is no place. */
  place(lon: number, lat: number, crs: Crs, statedCommunity?: string): Placed;
  context: IncidentContext;
  effects: IncidentEffects;
}

type Transaction = Parameters<Work<unknown>>[0];

export class IncidentDesk {
  readonly #parts: IncidentDeskParts;

  constructor(parts: IncidentDeskParts) {
    this.#parts = parts;
  }

  /** `receiptOf`: whose command it is when several people may send the same one; default who sends it. */
  async receive(intake: IncidentIntake, cause: Cause, now: number, receiptOf = cause.actor): Promise<IncidentRecord> {
    const { incident, raw } = this.#read(intake, now);
    return this.#parts.changeLog.commit((tx, log) =>
      onlyOnce(tx, { actor: receiptOf, commandId: intake.commandId, at: now }, async () => {
        const id = await this.#newNumber(tx, now);
        const begun = received({ ...incident, id }, this.#parts.context, now);
        await writeBegun(tx, log, begun, raw, cause, now, this.#parts.effects);
        return begun.record;
      }),
    );
  }

  /** [I-10] Out: true when it is new, false when its number was there before. */
  async import(item: IncidentImport, cause: Cause, now: number): Promise<boolean> {
    const { incident, raw } = this.#read(item, now);
    const id = item.number as IncidentId;
    const closedAt = instantMs(item.closedAt);
    refuseOddTime('closedAt', closedAt, now);
    if (closedAt < incident.happenedAt)
      throw badInput('closedAt', {
        zh: `closedAt：结案早于发生（${item.closedAt}）`,
        en: `closedAt: closed before it happened (${item.closedAt})`,
      });
    return this.#parts.changeLog.commit(async (tx, log) => {
      if (await incidentExists(tx, id)) return false;
      const begun = imported({ ...incident, id }, closedAt);
      await writeBegun(tx, log, begun, raw, cause, now, this.#parts.effects);
      return true;
    });
  }

  /** Everything that can be said without the database. */
  #read(intake: IncidentIntake, now: number): { incident: Omit<Beginning, 'id'>; raw: RawPlace } {
    const { profile, place } = this.#parts;
    if (!profile.isChannel(intake.channel))
      throw unknown('unknown-channel', 'channel', intake.channel, { zh: '渠道', en: 'channel' });
    const category = intake.category === undefined ? undefined : profile.category(intake.category);
    if (intake.category !== undefined && !category)
      throw unknown('unknown-category', 'category', intake.category, { zh: '类别', en: 'category' });

    const happenedAt = instantMs(intake.happenedAt);
    const reportedAt = intake.reportedAt === undefined ? Math.max(now, happenedAt) : instantMs(intake.reportedAt);
    refuseOddTime('happenedAt', happenedAt, now);
    refuseOddTime('reportedAt', reportedAt, now);
    if (happenedAt > reportedAt)
      throw badInput('happenedAt', {
        zh: `happenedAt：发生晚于报告（${intake.happenedAt}）`,
        en: `happenedAt: happened after it was reported (${intake.happenedAt})`,
      });

    const raw: RawPlace = { lon: intake.lon, lat: intake.lat, crs: intake.crs ?? 'WGS84' };
    const { lonLat, ...area } = place(raw.lon, raw.lat, raw.crs, intake.community);
    return {
      raw,
      incident: {
        ...area,
        channel: intake.channel,
        category: (intake.category ?? null) as CategoryId | null,
        level: category?.level ?? null,
        grade: category?.grade ?? null,
        text: intake.text,
        lon: lonLat[0],
        lat: lonLat[1],
        address: intake.address || null,
        happenedAt,
        reportedAt,
        ...(intake.reporter && { reporter: intake.reporter }),
      },
    };
  }

  /** [I-8] An imported case may already carry a number of today; then the next one is taken. */
  async #newNumber(tx: Transaction, now: number): Promise<IncidentId> {
    const { numberPrefix, dayName } = this.#parts.profile;
    const day = dayName(now);
    for (;;) {
      const id = await takeSpokenNumber(tx, `incident:${day}`, `${numberPrefix}${day}`, 4);
      if (!(await incidentExists(tx, id))) return id as IncidentId;
    }
  }
}

function unknown(code: RefusalCode, field: string, value: string, what: Sentence): Refused {
  return new Refused(
    code,
    { zh: `${field}：辖区没有${what.zh} ${value}`, en: `${field}: the profile has no ${what.en} ${value}` },
    { field },
  );
}

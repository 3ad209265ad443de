/**
 * The units that may report: registering, changing, signing on and off. Rules: SPEC.md.
 * In: commands of people and integrations. Out: facts `unit-registered` and `unit-duty-changed`.
 * All units are also held in memory, because every position asks for its unit; memory follows the committed facts, so it never
 * knows a unit that the disk does not.
 */
import { type CommunityCode, type OrganId, type UnitId, type UnitIndex, unitId, type ZoneId } from '../contract/ids.ts';
import type { UnitRecord, UnitRegistration } from '../contract/unit.ts';
import { badInput, notFound, Refused } from '../http/refused.ts';
import type { Cause, ChangeLog, FactWriter, Work } from '../store/change-log.ts';
import { takeNumbers } from '../store/counter.ts';
import type { Database } from '../store/database.ts';
import { findUnit, insertUnit, readUnits, updateUnit } from './unit-repository.ts';

export interface UnitRegisterParts {
  changeLog: ChangeLog;
  profile: {
    isUnitClass(id: string): boolean;
    isZone(id: string): boolean;
    /** Undefined = the profile has no such community. */
    zoneOfCommunity(code: string): ZoneId | undefined;
    organs: { get(id: string): { perCommunity: boolean } | undefined };
  };
}

/** What a unit fact carries. `leftZone`: the home zone it had before, when that changed. */
interface UnitFactData {
  unit: UnitRecord;
  leftZone?: ZoneId | null;
}

const FIRST_INDEX = 1;

export class UnitRegister {
  readonly #parts: UnitRegisterParts;
  readonly #units = new Map<UnitId, UnitRecord>();
  readonly #byIndex = new Map<UnitIndex, UnitRecord>();

  private constructor(parts: UnitRegisterParts, units: UnitRecord[]) {
    this.#parts = parts;
    for (const unit of units) this.#remember(unit);
    parts.changeLog.onCommitted(facts => {
      for (const fact of facts) if (fact.kind.startsWith('unit-')) this.#remember((fact.data as UnitFactData).unit);
    });
  }

  static async open(database: Database, parts: UnitRegisterParts): Promise<UnitRegister> {
    return new UnitRegister(parts, await readUnits(database.db));
  }

  get(id: string): UnitRecord | undefined {
    return this.#units.get(id as UnitId);
  }

  byIndex(index: UnitIndex): UnitRecord | undefined {
    return this.#byIndex.get(index);
  }

  /** In order of index. */
  all(): UnitRecord[] {
    return [...this.#units.values()];
  }

  /** [P-1] [P-2] [P-3] All or none; an item that changes nothing leaves no fact. Out: the records as they are then. */
  async register(items: readonly UnitRegistration[], cause: Cause, now: number): Promise<UnitRecord[]> {
    const wanted = items.map((item, i) => this.#check(item, items.length > 1 ? `[${i}].` : ''));
    return this.#parts.changeLog.commit(async (tx, log) => {
      const records: UnitRecord[] = [];
      for (const item of wanted) {
        const before = await findUnit(tx, item.id);
        const unit = before ? changed(before, item) : await this.#newUnit(tx, item, now);
        if (unit !== before) {
          await (before ? updateUnit : insertUnit)(tx, unit);
          const moved = before !== undefined && before.homeZone !== unit.homeZone;
          await append(log, 'unit-registered', moved ? { unit, leftZone: before.homeZone } : { unit }, cause, now);
        }
        records.push(unit);
      }
      return records;
    });
  }

  /** Why this registration would be refused; null = it would not. */
  refusalOf(item: UnitRegistration): Refused | null {
    try {
      this.#check(item, '');
      return null;
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  /** What registering it would do. Throws where it would be refused. */
  compare(item: UnitRegistration): 'added' | 'changed' | 'unchanged' {
    const wanted = this.#check(item, '');
    const before = this.#units.get(wanted.id);
    if (!before) return 'added';
    return changed(before, wanted) === before ? 'unchanged' : 'changed';
  }

  /** [P-4] Signing on twice is once: no new version, no fact. */
  async setDuty(id: UnitId, onDuty: boolean, cause: Cause, now: number): Promise<UnitRecord> {
    return this.#parts.changeLog.commit(async (tx, log) => {
      const before = await findUnit(tx, id);
      if (!before) throw notFound({ zh: '单位', en: 'unit' }, id);
      if (before.onDuty === onDuty) return before;
      const unit = { ...before, onDuty, dutyChangedAt: now, version: before.version + 1 };
      await updateUnit(tx, unit);
      await append(log, 'unit-duty-changed', { unit }, cause, now);
      return unit;
    });
  }

  async #newUnit(tx: Parameters<Work<unknown>>[0], item: Wanted, now: number): Promise<UnitRecord> {
    const index = (await takeNumbers(tx, 'unit-index', 1, FIRST_INDEX)) as UnitIndex;
    return { ...item, index, version: 1, onDuty: false, dutyChangedAt: now, ground: null, reportIntervalS: null };
  }

  #check(item: UnitRegistration, at: string): Wanted {
    const { profile } = this.#parts;
    const id = unitId.safeParse(item.id);
    if (!id.success)
      throw badInput(`${at}id`, {
        zh: `${at}id：只能是 1 到 40 个字母、数字、点、下划线或连字符`,
        en: `${at}id: must be 1 to 40 letters, digits, dots, underscores or hyphens`,
      });
    if (!profile.isUnitClass(item.unitClass))
      throw badInput(`${at}unitClass`, {
        zh: `${at}unitClass：辖区没有单位类别 ${item.unitClass}`,
        en: `${at}unitClass: the profile has no unit class ${item.unitClass}`,
      });
    const community = item.community ?? null;
    const homeZone = item.homeZone ?? this.#zoneOf(community, at);
    if (homeZone !== null && !profile.isZone(homeZone))
      throw badInput(`${at}homeZone`, {
        zh: `${at}homeZone：辖区没有片区 ${homeZone}`,
        en: `${at}homeZone: the profile has no zone ${homeZone}`,
      });
    if (community !== null && this.#zoneOf(community, at) !== homeZone)
      throw badInput(`${at}community`, {
        zh: `${at}community：社区 ${community} 不在片区 ${homeZone}`,
        en: `${at}community: ${community} does not lie in zone ${homeZone}`,
      });
    const organ = item.organ ?? null;
    // [P-12] Of the stations it is one: `community-station` alone is nobody's.
    if (organ !== null && profile.organs.get(organ)?.perCommunity !== false)
      throw new Refused(
        'unknown-organ',
        { zh: `${at}organ：辖区没有部门 ${organ}`, en: `${at}organ: the profile has no organ ${organ}` },
        { field: `${at}organ` },
      );
    return {
      id: id.data,
      callSign: item.callSign,
      unitClass: item.unitClass,
      homeZone: homeZone as ZoneId | null,
      community: community as CommunityCode | null,
      organ: organ as OrganId | null,
    };
  }

  #zoneOf(community: string | null, at: string): ZoneId | null {
    if (community === null) return null;
    const zone = this.#parts.profile.zoneOfCommunity(community);
    if (zone !== undefined) return zone;
    throw badInput(`${at}community`, {
      zh: `${at}community：辖区没有社区 ${community}`,
      en: `${at}community: the profile has no community ${community}`,
    });
  }

  #remember(unit: UnitRecord): void {
    this.#units.set(unit.id, unit);
    this.#byIndex.set(unit.index, unit);
  }
}

type Wanted = Pick<UnitRecord, 'id' | 'callSign' | 'unitClass' | 'homeZone' | 'community' | 'organ'>;

/** The same object when nothing changes. */
function changed(before: UnitRecord, item: Wanted): UnitRecord {
  const { callSign, unitClass, homeZone, community, organ } = item;
  const same = before.callSign === callSign && before.unitClass === unitClass && before.organ === organ;
  if (same && before.homeZone === homeZone && before.community === community) return before;
  return { ...before, callSign, unitClass, homeZone, community, organ, version: before.version + 1 };
}

function append(log: FactWriter, kind: string, data: UnitFactData, cause: Cause, at: number): Promise<unknown> {
  return log.append({ kind, subject: data.unit.id, zone: data.unit.homeZone, at, ...cause, data });
}

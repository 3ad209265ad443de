/**
 * The devices that report for units: registering, changing, admitting, keys. Rules: SPEC.md, P-20 on.
 * In: commands of an administrator, sightings of strangers. Out: facts `device-changed`, whose reader asks for the list again.
 * All devices are held in memory, because every position asks for its device; memory follows the committed facts. Of a key only the
 * SHA-256 is kept, in the table and here; it is in no record, no fact and no audit row.
 */
import { timingSafeEqual } from 'node:crypto';
import { hashOf, newSecret } from '../access/secrets.ts';
import type { DeviceRecord, DeviceRegistration, QuarantinedDevice } from '../contract/device.ts';
import { type DeviceId, deviceId, type UnitId } from '../contract/ids.ts';
import { badInput, notFound } from '../http/refused.ts';
import { judgePlace } from '../ingest/place-gate.ts';
import type { DeviceBook, Observation } from '../ingest/position-intake.ts';
import type { Cause, ChangeLog, FactWriter } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import { findDevice, readDevices, type StoredDevice, writeDevice, writeKeyHash } from './device-repository.ts';
import type { FixSource } from './fix-source.ts';
import type { Quarantine } from './quarantine.ts';

export interface DeviceRegisterParts {
  changeLog: ChangeLog;
  quarantine: Quarantine;
  units: { get(id: UnitId): unknown };
}

/** What a device fact carries; screens are told the id only. A dismissed stranger has no record. */
interface DeviceFactData {
  device: string;
  record?: DeviceRecord;
}

const DEVICE = { zh: '设备', en: 'device' };

export class DeviceRegister implements DeviceBook {
  readonly #parts: DeviceRegisterParts;
  readonly #devices = new Map<string, DeviceRecord>();
  readonly #keyHashes = new Map<string, string>();
  #unitsThatSign: ReadonlySet<UnitId> = new Set();

  private constructor(parts: DeviceRegisterParts, devices: StoredDevice[]) {
    this.#parts = parts;
    for (const { record, keyHash } of devices) {
      this.#devices.set(record.id, record);
      parts.quarantine.forget(record.id); // the process ended between admitting it and forgetting it
      if (keyHash !== null) this.#keyHashes.set(record.id, keyHash);
    }
    this.#findSigners();
    parts.changeLog.onCommitted(facts => {
      const changed = facts.filter(({ kind }) => kind === 'device-changed');
      if (changed.length === 0) return;
      for (const { data } of changed) {
        const { record } = data as DeviceFactData;
        if (record) this.#devices.set(record.id, record);
      }
      this.#findSigners();
    });
  }

  static async open(database: Database, parts: DeviceRegisterParts): Promise<DeviceRegister> {
    return new DeviceRegister(parts, await readDevices(database.db));
  }

  get(id: string): DeviceRecord | undefined {
    return this.#devices.get(id);
  }

  all(): DeviceRecord[] {
    return [...this.#devices.values()];
  }

  /** [P-20] [P-21] All or none; an item that changes nothing leaves no fact. Out: the records as they are then. */
  async register(items: readonly DeviceRegistration[], cause: Cause, now: number): Promise<DeviceRecord[]> {
    const { changeLog, quarantine } = this.#parts;
    const records = await changeLog.commit(async (tx, log) => {
      const kept: DeviceRecord[] = [];
      for (const [i, item] of items.entries()) {
        const at = items.length > 1 ? `[${i}].` : '';
        const id = this.#idOf(item.id, at);
        const before = (await findDevice(tx, id))?.record;
        const record = this.#wanted(before ?? newDevice(id, now), item, at, now);
        if (record !== before) {
          await writeDevice(tx, record);
          await append(log, { device: id, record }, cause, now);
        }
        kept.push(record);
      }
      return kept;
    });
    for (const { id } of records) quarantine.forget(id);
    return records;
  }

  /** [P-22] Out: the key, the only time it is known. The one before ends. */
  async issueKey(device: string, cause: Cause, now: number): Promise<string> {
    const key = newSecret();
    const id = await this.#parts.changeLog.commit(async (tx, log) => {
      const before = (await findDevice(tx, device))?.record;
      if (!before) throw notFound(DEVICE, device);
      const record = { ...before, hasKey: true, version: before.version + 1, changedAt: now };
      await writeDevice(tx, record);
      await writeKeyHash(tx, record.id, hashOf(key));
      await append(log, { device: record.id, record }, cause, now);
      return record.id;
    });
    this.#keyHashes.set(id, hashOf(key));
    return key;
  }

  matchesKey(device: string, secret: string): boolean {
    const known = this.#keyHashes.get(device);
    if (known === undefined || this.#devices.get(device)?.retired !== false) return false;
    return timingSafeEqual(Buffer.from(known, 'hex'), Buffer.from(hashOf(secret), 'hex'));
  }

  needsProof(device: DeviceRecord | undefined, unit: UnitId): boolean {
    return device ? device.mustSign : this.#unitsThatSign.has(unit);
  }

  sighted(
    { of, lon, lat, crs }: Observation & { of: { device: string } },
    source: FixSource,
    address: string | null,
    now: number,
  ): void {
    const id = deviceId.safeParse(of.device);
    if (!id.success || this.#devices.has(id.data)) return;
    const place = judgePlace(lon, lat, crs ?? 'WGS84');
    this.#parts.quarantine.sighted({ id: id.data, source, lonLat: place.ok ? place.lonLat : null, address }, now);
  }

  /** Who waits for admission, the last one to knock at the end. */
  waiting(): QuarantinedDevice[] {
    return this.#parts.quarantine.list();
  }

  /** Out of the list; it is back when it knocks again. */
  async dismiss(id: string, cause: Cause, now: number): Promise<void> {
    const { changeLog, quarantine } = this.#parts;
    if (!quarantine.has(id)) throw notFound(DEVICE, id);
    await changeLog.commit((_tx, log) => append(log, { device: id }, cause, now));
    quarantine.forget(id);
  }

  #idOf(id: string, at: string): DeviceId {
    const parsed = deviceId.safeParse(id);
    if (parsed.success) return parsed.data;
    throw badInput(`${at}id`, {
      zh: `${at}id：只能是 1 到 80 个字母、数字和 . _ @ : + / -，收到 ${JSON.stringify(id.slice(0, 80))}`,
      en: `${at}id: must be 1 to 80 letters, digits and . _ @ : + / -, received ${JSON.stringify(id.slice(0, 80))}`,
    });
  }

  /** The same object when nothing changes. */
  #wanted(before: DeviceRecord, item: DeviceRegistration, at: string, now: number): DeviceRecord {
    const { unit = before.unit, name = before.name, crs = before.crs, mustSign = before.mustSign } = item;
    const { reportIntervalS = before.reportIntervalS, retired = before.retired } = item;
    if (unit !== null && !this.#parts.units.get(unit as UnitId))
      throw badInput(`${at}unit`, {
        zh: `${at}unit：未登记的单位 ${unit}`,
        en: `${at}unit: ${unit} is not registered`,
      });
    if (mustSign && !before.hasKey)
      throw badInput(`${at}mustSign`, {
        zh: `${at}mustSign：${before.id} 还没有密钥，请先签发`,
        en: `${at}mustSign: ${before.id} has no key; issue one first`,
      });
    const wanted = { unit: unit as UnitId | null, name, crs, mustSign, reportIntervalS, retired };
    const keys = Object.keys(wanted) as (keyof typeof wanted)[];
    if (before.version > 0 && keys.every(key => wanted[key] === before[key])) return before;
    return { ...before, ...wanted, version: before.version + 1, changedAt: now };
  }

  #findSigners(): void {
    const signing = this.all().filter(({ mustSign, retired }) => mustSign && !retired);
    this.#unitsThatSign = new Set(signing.flatMap(({ unit }) => unit ?? []));
  }
}

/** Version 0: not kept yet. */
function newDevice(id: DeviceId, now: number): DeviceRecord {
  return {
    ...{ id, version: 0, unit: null, name: '', crs: 'WGS84', reportIntervalS: null },
    ...{ hasKey: false, mustSign: false, retired: false, changedAt: now },
  };
}

function append(log: FactWriter, data: DeviceFactData, cause: Cause, at: number): Promise<unknown> {
  return log.append({ kind: 'device-changed', subject: data.device, zone: null, at, ...cause, data });
}

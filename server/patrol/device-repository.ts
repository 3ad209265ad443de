/** Devices as rows and as records. The hash of a key never becomes part of a record. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Crs } from '../contract/coordinates.ts';
import type { DeviceRecord } from '../contract/device.ts';
import type { DeviceId, UnitId } from '../contract/ids.ts';
import type { Tables } from '../store/tables.ts';
import type { DeviceTable } from './device-tables.ts';

export type StoredDevice = { record: DeviceRecord; keyHash: string | null };

export async function readDevices(db: Kysely<Tables>): Promise<StoredDevice[]> {
  return (await db.selectFrom('device').selectAll().orderBy('id').execute()).map(stored);
}

export async function findDevice(db: Kysely<Tables>, id: string): Promise<StoredDevice | undefined> {
  const row = await db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst();
  return row && stored(row);
}

/** The key stays as it is. */
export async function writeDevice(tx: Transaction<Tables>, record: DeviceRecord): Promise<void> {
  const { id, ...columns } = rowOf(record);
  await tx
    .insertInto('device')
    .values({ id, ...columns, key_hash: null })
    .onConflict(conflict => conflict.column('id').doUpdateSet(columns))
    .execute();
}

export async function writeKeyHash(tx: Transaction<Tables>, id: DeviceId, keyHash: string): Promise<void> {
  await tx.updateTable('device').set({ key_hash: keyHash }).where('id', '=', id).execute();
}

function stored(row: Selectable<DeviceTable>): StoredDevice {
  const record: DeviceRecord = {
    id: row.id as DeviceId,
    version: row.version,
    unit: row.unit as UnitId | null,
    name: row.name,
    crs: row.crs as Crs,
    reportIntervalS: row.report_interval_s,
    hasKey: row.key_hash !== null,
    mustSign: row.must_sign === 1,
    retired: row.retired === 1,
    changedAt: row.changed_at,
  };
  return { record, keyHash: row.key_hash };
}

function rowOf(record: DeviceRecord): Omit<DeviceTable, 'key_hash'> {
  return {
    id: record.id,
    version: record.version,
    unit: record.unit,
    name: record.name,
    crs: record.crs,
    report_interval_s: record.reportIntervalS,
    must_sign: record.mustSign ? 1 : 0,
    retired: record.retired ? 1 : 0,
    changed_at: record.changedAt,
  };
}

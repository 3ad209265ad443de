/** Units as rows and as records. A row is written by us, so only its shape is turned, not checked. */
import type { Kysely, Transaction } from 'kysely';
import type { CommunityCode, OrganId, UnitId, UnitIndex, ZoneId } from '../contract/ids.ts';
import type { UnitGround, UnitRecord } from '../contract/unit.ts';
import type { Tables, UnitRow } from '../store/tables.ts';

export async function readUnits(db: Kysely<Tables>): Promise<UnitRecord[]> {
  return (await db.selectFrom('unit').selectAll().orderBy('unit_index').execute()).map(unitFromRow);
}

export async function findUnit(tx: Transaction<Tables>, id: UnitId): Promise<UnitRecord | undefined> {
  const row = await tx.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst();
  return row && unitFromRow(row);
}

export async function insertUnit(tx: Transaction<Tables>, unit: UnitRecord): Promise<void> {
  await tx.insertInto('unit').values(rowFromUnit(unit)).execute();
}

export async function updateUnit(tx: Transaction<Tables>, unit: UnitRecord): Promise<void> {
  await tx.updateTable('unit').set(rowFromUnit(unit)).where('id', '=', unit.id).execute();
}

function unitFromRow(row: UnitRow): UnitRecord {
  return {
    id: row.id as UnitId,
    index: row.unit_index as UnitIndex,
    version: row.version,
    callSign: row.call_sign,
    unitClass: row.unit_class,
    homeZone: row.home_zone as ZoneId | null,
    community: row.community as CommunityCode | null,
    organ: row.organ as OrganId | null,
    onDuty: row.on_duty === 1,
    dutyChangedAt: row.duty_changed_at,
    ground: row.ground === null ? null : (JSON.parse(row.ground) as UnitGround),
    reportIntervalS: row.report_interval_s,
  };
}

function rowFromUnit(unit: UnitRecord): UnitRow {
  return {
    id: unit.id,
    unit_index: unit.index,
    version: unit.version,
    call_sign: unit.callSign,
    unit_class: unit.unitClass,
    home_zone: unit.homeZone,
    community: unit.community,
    organ: unit.organ,
    on_duty: unit.onDuty ? 1 : 0,
    duty_changed_at: unit.dutyChangedAt,
    ground: unit.ground && JSON.stringify(unit.ground),
    report_interval_s: unit.reportIntervalS,
  };
}

/**
 * All migrations in order. A released one is never changed; a new one gets the next number. The names are what the database
 * remembers.
 */
import type { Migration } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { storeTables } from './001-store.ts';
import { accessTables } from './002-access.ts';
import { incidentLife } from './003-incident-life.ts';
import { deadlineTables } from './004-deadlines.ts';
import { alarmTables } from './005-alarms.ts';
import { negativeListTable } from './006-negative-list.ts';
import { intakeTables } from './007-intake.ts';
import { dutyAndReport } from './008-duty.ts';
import { deviceTables } from './009-devices.ts';
import { shiftTables } from './010-shifts.ts';
import { groundTables } from './011-ground.ts';
import { trackTables } from './012-tracks.ts';
import { sanitationTables } from './013-sanitation.ts';
import { hotSpots } from './014-hot-spots.ts';
import { operationTables } from './015-operations.ts';
import { auditSearch } from './016-audit-search.ts';
import { auditPeople } from './017-audit-people.ts';
import { unitInterval } from './018-unit-interval.ts';
import { feedKeys } from './019-feed-keys.ts';
import { bulletinTables } from './020-bulletins.ts';
import { emergencyTables } from './021-emergencies.ts';
import { noticeTable } from './022-notices.ts';

export function migrations(dialect: Dialect): Record<string, Migration> {
  return {
    '001-store': storeTables(dialect),
    '002-access': accessTables(dialect),
    '003-incident-life': incidentLife(),
    '004-deadlines': deadlineTables(),
    '008-duty': dutyAndReport(),
    '005-alarms': alarmTables(),
    '006-negative-list': negativeListTable(),
    '007-intake': intakeTables(),
    '009-devices': deviceTables(),
    '010-shifts': shiftTables(),
    '011-ground': groundTables(dialect),
    '012-tracks': trackTables(dialect),
    '013-sanitation': sanitationTables(dialect),
    '014-hot-spots': hotSpots(),
    '015-operations': operationTables(),
    '016-audit-search': auditSearch(),
    '017-audit-people': auditPeople(),
    '018-unit-interval': unitInterval(),
    '019-feed-keys': feedKeys(),
    '020-bulletins': bulletinTables(dialect),
    '021-emergencies': emergencyTables(),
    '022-notices': noticeTable(),
  };
}

/**
 * Every table as Kysely sees it. Column types are the ones both databases give back: numbers (times in UTC ms), text,
 * JSON as text, yes/no as 0/1, bytes as Buffer.
 */
import type { Generated, Selectable } from 'kysely';
import type { AccessTables } from '../access/tables.ts';
import type { BulletinTables } from '../bulletin/tables.ts';
import type { DeadlineTables } from '../deadlines/tables.ts';
import type { EmergencyTables } from '../emergency/tables.ts';
import type { IntakeTables } from '../incident/intake-tables.ts';
import type { NegativeListTables } from '../negative-list/tables.ts';
import type { OperationTables } from '../operation/tables.ts';
import type { CoverageTables } from '../patrol/coverage-tables.ts';
import type { DeviceTables } from '../patrol/device-tables.ts';
import type { ShiftTables } from '../patrol/shifts/shift-tables.ts';
import type { SanitationTables } from '../sanitation-point/sanitation-tables.ts';
import type { TrackTables } from './track-tables.ts';

/** How long each state lasted, and whose it was: what stage times are counted from. */
interface IncidentStageTable {
  incident: string;
  state: string;
  organ: string | null;
  entered_at: number;
  /** Null = the incident is in it now. */
  left_at: number | null;
}

/** One fact a row; `seq` has no gap. */
interface ChangeLogTable {
  seq: number;
  at: number;
  kind: string;
  /** Id of what the fact is about; unique only together with the first word of `kind`. */
  subject: string;
  zone: string | null;
  actor: string;
  /** JSON. */
  data: string;
}

/** One row, id 1. Holding it for update is what keeps two writers from giving the same number. */
interface ChangeLogHeadTable {
  id: number;
  epoch: string;
  seq: number;
}

interface CommandReceiptTable {
  actor: string;
  command_id: string;
  at: number;
  /** JSON of the first answer. */
  answer: string;
}

/** Numbers that are given out once and never again: unit indices, case numbers of a day. */
interface CounterTable {
  name: string;
  value: number;
}

interface UnitTable {
  id: string;
  unit_index: number;
  version: number;
  call_sign: string;
  unit_class: string;
  home_zone: string | null;
  /** The community it covers. */
  community: string | null;
  organ: string | null;
  on_duty: number;
  duty_changed_at: number;
  /** JSON of the contract's `UnitGround`. */
  ground: string | null;
  /** Null = as its class says. */
  report_interval_s: number | null;
}

interface IncidentTable {
  id: string;
  version: number;
  state: string;
  channel: string;
  category: string | null;
  level: number | null;
  grade: string | null;
  text: string;
  lon: number;
  lat: number;
  /** The pair as it was sent, with its system. */
  raw_lon: number;
  raw_lat: number;
  raw_crs: string;
  address: string | null;
  grid: string | null;
  community: string | null;
  zone: string | null;
  assigned_by: string;
  on_boundary: number;
  happened_at: number;
  reported_at: number;
  received_at: number;
  closed_at: number | null;
  state_since: number;
  accepted_at: number | null;
  accepted_by: string | null;
  /** The organ that answers for it now. */
  lead_organ: string | null;
  /** Earliest due time of a running limit. */
  due_at: number | null;
  /** 1 = some limit was missed, running or ended. */
  late: number;
  reworks: number;
  reopened: number;
  /** These five: incident/counted-columns.ts. First limit for accepting, and when that was done. */
  accept_due_at: number | null;
  accept_done_at: number | null;
  /** Running limits of the limit table, and how many of them are not filed (S0-58). */
  running_limits: Generated<number>;
  unfiled_limits: Generated<number>;
  /** Organs that were sent and have not said that they know, with commas between; null = none. */
  waiting_organs: string | null;
  /** JSON: what nobody searches by (tasks, limits, requests, …), see incident-repository.ts. */
  life: string;
  reporter_name: string | null;
  reporter_phone: string | null;
}

interface HandoverTable {
  id: string;
  /** Zone of duty; '' = the whole area. */
  zone: string;
  outgoing: string;
  outgoing_title: string;
  signed_at: number;
  remarks: string;
  /** JSON of the contract's `HandoverContent`. */
  content: string;
  incoming: string | null;
  incoming_title: string | null;
  accepted_at: number | null;
}

/** See server/alarm/alarm-repository.ts. */
interface AlarmTable {
  id: string;
  /** What it is about while it is not cleared, then null: the same is there once only. */
  open_key: string | null;
  version: number;
  kind: string;
  state: string;
  priority: number;
  incident: string | null;
  unit: string | null;
  limit_id: string | null;
  operation: string | null;
  squad: string | null;
  emergency: string | null;
  zone: string | null;
  lon: number | null;
  lat: number | null;
  said: string | null;
  raised_at: number;
  acknowledged_by: string | null;
  acknowledged_at: number | null;
  shelved_by: string | null;
  shelved_until: number | null;
  shelve_reason: string | null;
  escalation: number;
  cleared_at: number | null;
  /** Account, or `system`. */
  cleared_by: string | null;
  clear_reason: string | null;
}

export interface Tables
  extends AccessTables,
    DeadlineTables,
    NegativeListTables,
    IntakeTables,
    DeviceTables,
    ShiftTables,
    TrackTables,
    CoverageTables,
    BulletinTables,
    OperationTables,
    EmergencyTables,
    SanitationTables {
  change_log: ChangeLogTable;
  change_log_head: ChangeLogHeadTable;
  command_receipt: CommandReceiptTable;
  counter: CounterTable;
  unit: UnitTable;
  incident: IncidentTable;
  incident_stage: IncidentStageTable;
  alarm: AlarmTable;
  handover: HandoverTable;
}

export type ChangeLogRow = Selectable<ChangeLogTable>;
export type UnitRow = Selectable<UnitTable>;
export type AlarmRow = Selectable<AlarmTable>;
export type IncidentRow = Selectable<IncidentTable>;

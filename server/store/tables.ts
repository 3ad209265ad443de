/**
 * Every table as Kysely sees it. Column types are the ones both databases give back: numbers (times in UTC ms), text,
 * JSON as text, yes/no as 0/1, bytes as Buffer.
 */
import type { Generated, Selectable } from 'kysely';
import type { AccessTables } from '../access/tables.ts';

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
  on_duty: number;
  duty_changed_at: number;
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
  reporter_name: string | null;
  reporter_phone: string | null;
}

interface DeductionTable {
  /** The sender's own number. */
  number: string;
  point: string;
  round: string;
  at: number;
  item: string;
  score: number;
}

interface TrackBlockTable {
  id: Generated<number>;
  /** Oldest and newest fix time inside. */
  from_ms: number;
  to_ms: number;
  received_at: number;
  count: number;
  /** See track-block.ts. */
  fixes: Uint8Array;
  /** JSON: what was sent, for fixes that came in another system than WGS-84; null when there are none. */
  raw: string | null;
}

/** One row, id 1: see last-places.ts. */
interface LastPlacesTable {
  id: number;
  up_to_block: number;
  count: number;
  fixes: Uint8Array;
}

export interface Tables extends AccessTables {
  change_log: ChangeLogTable;
  change_log_head: ChangeLogHeadTable;
  command_receipt: CommandReceiptTable;
  counter: CounterTable;
  unit: UnitTable;
  incident: IncidentTable;
  deduction: DeductionTable;
  track_block: TrackBlockTable;
  last_places: LastPlacesTable;
}

export type ChangeLogRow = Selectable<ChangeLogTable>;
export type UnitRow = Selectable<UnitTable>;
export type IncidentRow = Selectable<IncidentTable>;

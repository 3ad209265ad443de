/** Tables of tracks, as Kysely sees them. How a position moves from one to the other: decisions/track-storage.md. */
import type { Generated } from 'kysely';

/** As positions came in: all units of a moment. */
export interface TrackBlockTable {
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

/** As they are read: one unit, one hour (or a part of it), in order of time. */
export interface TrackStrandTable {
  id: Generated<number>;
  unit_index: number;
  /** Whole hours since 1970, UTC. */
  hour: number;
  count: number;
  /** Of the same form as a block. */
  fixes: Uint8Array;
  raw: string | null;
}

/** One row, id 1: blocks up to this one are strands. */
export interface TrackSealTable {
  id: number;
  up_to_block: number;
  /** Newest strand of a seal that was finished; what lies behind it was left by one that broke off. */
  up_to_strand: number;
  claimed_by: string | null;
  claimed_until: number;
}

/** What the retention job did, an hour a row. */
export interface TrackForgetRunTable {
  id: Generated<number>;
  at: number;
  /** The retention time that held. */
  days: number;
  /** What was older than this went. UTC ms. */
  before: number;
  /** Rows of both tables. */
  blocks: number;
  positions: number;
  took_ms: number;
}

/** One row, id 1: see last-places.ts. */
export interface LastPlacesTable {
  id: number;
  up_to_block: number;
  count: number;
  fixes: Uint8Array;
}

export interface TrackTables {
  track_block: TrackBlockTable;
  track_strand: TrackStrandTable;
  track_seal: TrackSealTable;
  track_forget_run: TrackForgetRunTable;
  last_places: LastPlacesTable;
}

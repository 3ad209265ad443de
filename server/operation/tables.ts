/** Tables of joint operations as Kysely sees them. */
interface OperationTable {
  id: string;
  version: number;
  state: string;
  kind: string;
  zone: string | null;
  starts_at: number;
  ends_at: number;
  started_at: number | null;
  finished_at: number | null;
  cadence: string | null;
  period: string | null;
  lead_organ: string | null;
  created_at: number;
  /** JSON of the contract's record. */
  record: string;
}

/** Who and what an operation needs, so that an overlap is found by an index. */
interface OperationBookingTable {
  operation: string;
  squad: string;
  /** `person`, `vehicle`, `unit`. */
  what: string;
  /** Unit, plate, or organ and name of a person. */
  thing: string;
  from_ms: number;
  to_ms: number;
}

/** Which incident came of which finding: its state is followed. */
interface OperationFindingTable {
  id: string;
  operation: string;
  at: number;
  incident: string | null;
}

/** What the sign at a stop says; never part of the record, or everybody could arrive from the chair. */
interface OperationStopCodeTable {
  operation: string;
  stop: string;
  code: string;
}

interface OperationPhotoTable {
  id: string;
  operation: string;
  type: string;
  bytes: number;
  sha256: string;
  added_by: string;
  at: number;
}

export interface OperationTables {
  operation: OperationTable;
  operation_booking: OperationBookingTable;
  operation_finding: OperationFindingTable;
  operation_stop_code: OperationStopCodeTable;
  operation_photo: OperationPhotoTable;
}

/** Tables of emergencies as Kysely sees them. */
interface EmergencyTable {
  id: string;
  version: number;
  state: string;
  nature: string | null;
  level: number | null;
  zone: string | null;
  happened_at: number;
  declared_at: number;
  ended_at: number | null;
  /** JSON of the contract's record. */
  record: string;
}

/** Every wording that a report ever had. */
interface EmergencyReportTable {
  emergency: string;
  report: number;
  version: number;
  /** JSON of the contract's `ReportFields`. */
  fields: string;
  written_by: string;
  at: number;
}

export interface EmergencyTables {
  emergency: EmergencyTable;
  emergency_report: EmergencyReportTable;
}

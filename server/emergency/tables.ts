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

/** Warnings and major actions. */
interface EmergencyNoticeTable {
  id: string;
  /** `warning`, `major-action`. */
  kind: string;
  version: number;
  at: number;
  ended_at: number | null;
  record: string;
}

export interface EmergencyTables {
  emergency_notice: EmergencyNoticeTable;
  emergency: EmergencyTable;
  emergency_report: EmergencyReportTable;
}

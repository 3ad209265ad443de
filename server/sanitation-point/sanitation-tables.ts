/** Tables of scoring points, as Kysely sees them. What is counted from others (see settle-points.ts) says so. */
import type { Generated } from 'kysely';

interface DeductionTable {
  /** The sender's own number. */
  number: string;
  point: string;
  round: string;
  at: number;
  /** 0 = the sheet did not say when; `at` is then the end of the round or of the import, for the order alone. */
  at_known: Generated<number>;
  item: string;
  score: number;
  note: string | null;
  photo: string | null;
  /** Sheet and its row that brought it; null = reported by itself. */
  import: string | null;
  sheet_row: number | null;
  /** Counted: 1 = deducted again, by the rule of the profile. */
  again: Generated<number>;
}

/** A point that was looked at in a round. No row = it was not, which is no score and no change. */
interface PointAssessmentTable {
  point: string;
  round: string;
  /** Sheet that said so; null = a report did. */
  import: string | null;
  at: number;
  /** From here on counted. */
  deductions: Generated<number>;
  /** As it counts: with the factor of repeats and the cap. */
  lost: Generated<number>;
  again: Generated<number>;
  /** After this round. */
  state: Generated<string>;
  /** Null = the profile has no full score. */
  score: number | null;
}

/** Counted: how each point stands that was ever assessed. */
interface PointStandingTable {
  point: string;
  state: string;
  round: string;
  deductions: number;
  score: number | null;
  last_deduction_at: number | null;
  bulletin: string | null;
}

/** A bulletin named this point for this round. */
interface PointBulletinTable {
  bulletin: string;
  point: string;
  round: string;
  at: number;
  /** Counted: the clean round that ended it. */
  cleared: string | null;
}

interface SanitationImportTable {
  /** Id of its preview. */
  id: string;
  round: string;
  /** JSON of what was asked with it. */
  question: string;
  sha256: string;
  /** As it came. */
  file: Uint8Array;
  rows: number;
  deductions: number;
  by: string;
  at: number;
  /** A later sheet took its place. */
  replaced_by: string | null;
}

/** One row, id 1: the rules by which everything counted was counted. */
interface SanitationRulesTable {
  id: number;
  rules: string;
}

interface PointPhotoTable {
  id: string;
  point: string;
  type: string;
  sha256: string;
  bytes: number;
  added_by: string;
  at: number;
}

export interface SanitationTables {
  deduction: DeductionTable;
  point_assessment: PointAssessmentTable;
  point_standing: PointStandingTable;
  point_bulletin: PointBulletinTable;
  sanitation_import: SanitationImportTable;
  sanitation_rules: SanitationRulesTable;
  point_photo: PointPhotoTable;
}

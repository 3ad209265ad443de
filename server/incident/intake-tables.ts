/** Tables of intake as Kysely sees them: suggestions and photos. */
interface DispatchSuggestionTable {
  id: string;
  at: number;
  /** Account that was shown it. */
  actor: string;
  /** JSON: what was asked. */
  request: string;
  /** JSON: the list as it was shown. */
  list: string;
  /** Null = asked while the caller spoke, before anything was saved. */
  incident: string | null;
  /** JSON of a `Choice`; null = nobody dispatched by it. */
  choice: string | null;
}

interface EvidenceTable {
  /** Also the name of its file. */
  id: string;
  incident: string;
  /** Content type by its first bytes. */
  type: string;
  bytes: number;
  /** The same photo sent twice is one. */
  sha256: string;
  added_by: string;
  at: number;
}

export interface IntakeTables {
  dispatch_suggestion: DispatchSuggestionTable;
  evidence: EvidenceTable;
}

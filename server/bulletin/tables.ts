/** Tables of bulletins as Kysely sees them. What is frozen is written when one is issued and never again (SPEC.md BU-6). */
interface BulletinTable {
  id: string;
  version: number;
  month: string;
  round: string;
  state: string;
  replaces: string | null;
  replaced_by: string | null;
  /** Account that issued it: the signer is somebody else. */
  issuer: string | null;
  signed_at: number | null;
  /** JSON: who did what when (bulletin-lifecycle.ts `BulletinLife`). */
  record: string;
  /** JSON; null = a draft. */
  figures: string | null;
  /** PNG, drawn once. */
  map: Uint8Array | null;
}

interface BulletinPointTable {
  bulletin: string;
  /** On the map. */
  no: number;
  point: string;
  kind: string;
  named_for: string;
  /** JSON of the contract's `BulletinPoint` without what lives. */
  frozen: string;
}

interface BulletinCommunityTable {
  bulletin: string;
  no: number;
  community: string;
  /** Whose answer is awaited. */
  organ: string | null;
  /** JSON of the contract's `BulletinCommunity` without what lives. */
  frozen: string;
}

interface BulletinAnswerTable {
  bulletin: string;
  no: number;
  community: string;
  measures: string;
  due_day: string;
  by: string;
  on_behalf: number;
  at: number;
}

export interface BulletinTables {
  bulletin: BulletinTable;
  bulletin_point: BulletinPointTable;
  bulletin_community: BulletinCommunityTable;
  bulletin_answer: BulletinAnswerTable;
}

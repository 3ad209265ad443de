/** Tables of access, as Kysely sees them: times in UTC ms, JSON as text, yes/no as 0/1. No secret is in any of them, only hashes. */

interface AccountTable {
  name: string;
  /** What people call it: 值班员. */
  title: string;
  role: string;
  /** JSON of the contract's `Scope`. */
  scope: string;
  /** argon2id, with its salt and cost inside. */
  password_hash: string;
  /** Made by demonstration mode; cannot sign in to a production server. */
  demo: number;
  disabled_at: number | null;
  created_at: number;
  last_sign_in_at: number | null;
}

interface AccessSessionTable {
  /** SHA-256 of the cookie's value, hex. */
  key_hash: string;
  kind: string;
  /** Set for `person`. */
  account: string | null;
  /** Set for `wall`. */
  token_id: string | null;
  address: string;
  created_at: number;
  last_seen_at: number;
  /** Absolute end of a person's session; walls have none. */
  ends_at: number | null;
}

interface AccessTokenTable {
  id: string;
  kind: string;
  name: string;
  scope: string;
  /** SHA-256 of the whole token, hex. */
  secret_hash: string;
  created_at: number;
  created_by: string;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** See feed-keys.ts. */
interface FeedKeyTable {
  account: string;
  /** SHA-256 of the whole key, hex. */
  secret_hash: string;
  created_at: number;
  last_used_at: number | null;
}

interface SignInFailureTable {
  /** SHA-256 of account and address: people type passwords into the account field. */
  key_hash: string;
  failures: number;
  last_at: number;
  locked_until: number;
}

interface AuditTable {
  seq: number;
  at: number;
  actor: string;
  address: string;
  action: string;
  subject: string;
  /** JSON, or null. */
  before: string | null;
  after: string | null;
  previous_hash: string;
  hash: string;
}

/** One row, id 1: updating it is what makes two writers wait for each other, and what shows that the newest rows were cut off. */
interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

export interface AccessTables {
  account: AccountTable;
  access_session: AccessSessionTable;
  access_token: AccessTokenTable;
  feed_key: FeedKeyTable;
  sign_in_failure: SignInFailureTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
}

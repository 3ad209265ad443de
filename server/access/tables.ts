/** Tables of accounts, sessions, tokens and the audit trail. */
export type AccessTables = Record<never, never>;

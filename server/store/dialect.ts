/** The two databases the product runs on, and the column types whose names differ between them. */
export type Dialect = 'sqlite' | 'postgres';

export const columnTypes = {
  /** `bigint` is read back as a number: database.ts sets the parser for PostgreSQL. */
  sqlite: { bytes: 'blob', ownId: 'integer' },
  postgres: { bytes: 'bytea', ownId: 'bigserial' },
} as const;

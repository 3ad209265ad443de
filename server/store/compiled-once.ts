/**
 * A statement of the commit path, compiled once for each database instead of each time: Kysely takes longer to compile most of ours
 * than SQLite to run them, and all commands of a commit wait for each other.
 * In: how to build it, with any value in each place. Out: a function that runs it with values in the order of the places, which are
 * not checked against the columns; so only for statements with few places, next to where they are built.
 */
import type { CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

type Value = string | number | null;

export function compiledOnce<Row>(
  build: (db: Kysely<Tables>) => { compile(): CompiledQuery<Row> },
): (db: Kysely<Tables>, values: readonly Value[]) => Promise<QueryResult<Row>> {
  /** By dialect adapter, of which a Kysely and its transactions have one in common. */
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return (db, values) => {
    const { adapter } = db.getExecutor();
    let query = compiled.get(adapter);
    if (!query) {
      query = build(db).compile();
      if (query.parameters.length !== values.length)
        throw new Error(`${query.sql} has ${query.parameters.length} places, given ${values.length} values.`);
      compiled.set(adapter, query);
    }
    return db.executeQuery({ ...query, parameters: values });
  };
}

/** Copies a column of typed numbers into a larger one, which is given back. */
export function grownTo<Column extends { set: (from: Column) => void }>(larger: Column, old: Column): Column {
  larger.set(old);
  return larger;
}

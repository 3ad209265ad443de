/** Long lists into statements of a size that every database takes. */
const ROWS_A_STATEMENT = 200;

export function inParts<T>(list: readonly T[], size = ROWS_A_STATEMENT): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

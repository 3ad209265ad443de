/**
 * The least a round through all stops can be, by trying order after order and giving up one as soon as it cannot win any more
 * (branch and bound). For tests and measurements: slow, and too plain to be wrong.
 * In: metres from each place to each, 0 is begin and end. Out: metres.
 */
export function shortestByTrying(metres: readonly (readonly number[])[]): number {
  const places = [...metres.keys()];
  /** No round comes to a place for less. */
  const leastToM = places.map(to => Math.min(...places.filter(from => from !== to).map(from => metres[from]![to]!)));
  let bestM = Number.POSITIVE_INFINITY;
  visit(0, places.slice(1), 0);
  return bestM;

  function visit(at: number, left: readonly number[], soFarM: number): void {
    if (left.length === 0) bestM = Math.min(bestM, soFarM + metres[at]![0]!);
    const leastM = left.reduce((sum, stop) => sum + leastToM[stop]!, soFarM + leastToM[0]!);
    if (leastM >= bestM) return;
    for (const next of left.toSorted((a, b) => metres[at]![a]! - metres[at]![b]!))
      visit(
        next,
        left.filter(stop => stop !== next),
        soFarM + metres[at]![next]!,
      );
  }
}

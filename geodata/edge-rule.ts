/**
 * One edge against one point: turf's rule (booleanPointInPolygon 7.4, point-in-polygon-hao), exact to the last bit.
 * In: the edge relative to the point, (u1, v1) -> (u2, v2). Out: the side, or "on the line".
 * Surprising rule: turf uses robust-predicates here; two products compared exactly give the same sign for less work.
 * Rounding keeps order, so unequal rounded products are ordered truly, and equal ones are told apart by their lost tails.
 */

const SPLITTER = 134_217_729; // 2^27 + 1: cuts a double into two halves whose products are exact

/** Sign of u2·v1 - u1·v2, exactly. Zero: the point lies on the line through the edge. */
export function sideOf(u1: number, v1: number, u2: number, v2: number): number {
  const left = u2 * v1;
  const right = u1 * v2;
  if (left !== right || left === 0) return left - right;
  return productTail(u2, v1, left) - productTail(u1, v2, right);
}

/** What rounding took from a·b (Dekker): a·b === product + tail, exactly. */
function productTail(a: number, b: number, product: number): number {
  const ca = SPLITTER * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = SPLITTER * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Whether the point at the origin lies on the edge, ends included. */
export function touches(u1: number, v1: number, u2: number, v2: number): boolean {
  if (v1 === 0 && v2 === 0) return (u2 <= 0 && u1 >= 0) || (u1 <= 0 && u2 >= 0);
  if (!((v2 >= 0 && v1 <= 0) || (v2 <= 0 && v1 >= 0))) return false;
  return sideOf(u1, v1, u2, v2) === 0;
}

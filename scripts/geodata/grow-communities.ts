/**
 * Gives every block to a community: grows each one from its anchor, then shakes the borders until they are short,
 * follow big roads and enclose similar areas.
 * In: the block graph, the anchors, and which zone a block lies in. Out: per block the position of its community.
 * Surprising rule: a community never leaves the zone of its anchor and never falls apart; its anchor block never moves.
 */
import type { Block } from './block-graph.ts';
import { distance, type Metres, ringContains } from './plane.ts';
import type { Random } from './seeded-random.ts';

export type Anchor = { at: Metres; zone: number; size: number }; // size: wished area relative to its zone's others

const SHAKES = 60_000;
const BALANCE_WEIGHT = 2600; // metres of minor street that a community of half or double the wished size is worth
const DISTANCE_WEIGHT = 0.16; // metres of border that a metre farther from the anchor is worth: keeps shapes round
const START_HEAT = 260; // metres of border a bad move may cost at the start
const END_HEAT = 4;

export function growCommunities(
  blocks: readonly Block[],
  anchors: readonly Anchor[],
  zoneOf: readonly number[],
  random: Random,
): number[] {
  const seeds = anchors.map(anchor => seedBlock(blocks, zoneOf, anchor));
  const owner = grow(blocks, anchors, zoneOf, seeds);
  shake(blocks, zoneOf, anchors, new Set(seeds), owner, random);
  return owner;
}

function seedBlock(blocks: readonly Block[], zoneOf: readonly number[], anchor: Anchor): number {
  const inside = blocks.findIndex((block, i) => zoneOf[i] === anchor.zone && ringContains(block.ring, anchor.at));
  if (inside >= 0) return inside;
  const gap = (i: number) =>
    zoneOf[i] === anchor.zone ? distance(blocks[i]!.centre, anchor.at) : Number.POSITIVE_INFINITY;
  return blocks.reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0);
}

function grow(
  blocks: readonly Block[],
  anchors: readonly Anchor[],
  zoneOf: readonly number[],
  seeds: readonly number[],
): number[] {
  const owner: number[] = blocks.map(() => -1);
  const area = anchors.map(() => 0);
  const claim = (block: number, community: number) => {
    owner[block] = community;
    area[community]! += blocks[block]!.areaM2;
  };
  seeds.forEach((block, community) => {
    if (owner[block] !== -1) throw new Error(`Communities ${owner[block]} and ${community} start in the same block.`);
    claim(block, community);
  });
  const stuck = new Set<number>();
  for (let left = blocks.length - seeds.length; left > 0; ) {
    const smallest = area.reduce(
      (best, value, i) =>
        !stuck.has(i) && (best < 0 || value / anchors[i]!.size < area[best]! / anchors[best]!.size) ? i : best,
      -1,
    );
    if (smallest < 0) throw new Error(`${left} blocks cannot be reached from any anchor of their zone.`);
    const next = nearestFree(blocks, zoneOf, owner, anchors[smallest]!, smallest);
    if (next < 0) {
      stuck.add(smallest);
      continue;
    }
    claim(next, smallest);
    left -= 1;
  }
  return owner;
}

function nearestFree(
  blocks: readonly Block[],
  zoneOf: readonly number[],
  owner: readonly number[],
  anchor: Anchor,
  community: number,
): number {
  let best = -1;
  let bestGap = Number.POSITIVE_INFINITY;
  for (let i = 0; i < blocks.length; i++) {
    if (owner[i] !== -1 || zoneOf[i] !== anchor.zone) continue;
    if (!blocks[i]!.neighbours.some(n => owner[n.block] === community)) continue;
    const gap = distance(blocks[i]!.centre, anchor.at);
    if (gap < bestGap) {
      best = i;
      bestGap = gap;
    }
  }
  return best;
}

function shake(
  blocks: readonly Block[],
  zoneOf: readonly number[],
  anchors: readonly Anchor[],
  fixed: ReadonlySet<number>,
  owner: number[],
  random: Random,
): void {
  const zoneArea = new Map<number, number>();
  for (const [i, block] of blocks.entries()) {
    zoneArea.set(zoneOf[i]!, (zoneArea.get(zoneOf[i]!) ?? 0) + block.areaM2);
  }
  const sizes = (zone: number) => anchors.reduce((sum, anchor) => sum + (anchor.zone === zone ? anchor.size : 0), 0);
  const wished = anchors.map(anchor => (zoneArea.get(anchor.zone)! * anchor.size) / sizes(anchor.zone));
  const area = anchors.map((_, c) => blocks.reduce((sum, block, i) => sum + (owner[i] === c ? block.areaM2 : 0), 0));
  const imbalance = (c: number, change: number) => BALANCE_WEIGHT * ((area[c]! + change) / wished[c]! - 1) ** 2;

  for (let step = 0; step < SHAKES; step++) {
    const i = Math.floor(random.next() * blocks.length);
    const draw = random.next();
    const block = blocks[i]!;
    const from = owner[i]!;
    const options = block.neighbours.filter(n => owner[n.block] !== from && zoneOf[n.block] === zoneOf[i]);
    if (options.length === 0 || fixed.has(i)) continue;
    const to = owner[options[Math.floor(random.next() * options.length)]!.block]!;
    let cost = DISTANCE_WEIGHT * (distance(block.centre, anchors[to]!.at) - distance(block.centre, anchors[from]!.at));
    for (const n of block.neighbours) {
      if (owner[n.block] === from) cost += n.cutCost;
      if (owner[n.block] === to) cost -= n.cutCost;
    }
    cost += imbalance(from, -block.areaM2) - imbalance(from, 0) + imbalance(to, block.areaM2) - imbalance(to, 0);
    const heat = START_HEAT * (END_HEAT / START_HEAT) ** (step / SHAKES);
    if (cost > 0 && draw >= Math.exp(-cost / heat)) continue;
    if (!staysWhole(blocks, owner, from, i)) continue;
    owner[i] = to;
    area[from]! -= block.areaM2;
    area[to]! += block.areaM2;
  }
}

/** Whether a community is still in one piece, by streets its people can walk, once a block is taken away. */
function staysWhole(blocks: readonly Block[], owner: readonly number[], community: number, without: number): boolean {
  const total = owner.reduce((sum, c, i) => sum + (c === community && i !== without ? 1 : 0), 0);
  const start = owner.findIndex((c, i) => c === community && i !== without);
  const seen = new Set([start]);
  const waiting = [start];
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    for (const n of blocks[i]!.neighbours) {
      if (owner[n.block] !== community || n.block === without || seen.has(n.block)) continue;
      seen.add(n.block);
      waiting.push(n.block);
    }
  }
  return seen.size === total;
}

/**
 * Units for measuring the way out: each moves once a second, a tenth of them in every tick, as real ones do.
 * In: how many and the number of the tick. Out: the units that moved, in ascending order; the same objects again and again, so
 * that making positions costs next to nothing beside sending them.
 */
import type { FramePosition } from '../../server/contract/position-frame.ts';

export const TICK_MS = 100;
/** A second of measuring holds five of traffic: the work of a tick stays the same, and noise counts a fifth. */
export const TIMES_FASTER = 5;
const TICKS_A_ROUND = 10;
const WEST = 113.86;
const SOUTH = 22.54;
const STEP_DEG = 1e-5; // about a metre: a walk

export function movingUnits(count: number): (tick: number, nowMs: number) => readonly FramePosition[] {
  const groups = Array.from({ length: TICKS_A_ROUND }, (): FramePosition[] => []);
  for (let unitIndex = 0; unitIndex < count; unitIndex++) {
    groups[unitIndex % TICKS_A_ROUND]!.push({
      unitIndex,
      lon: WEST + ((unitIndex * 7919) % 6000) * STEP_DEG,
      lat: SOUTH + ((unitIndex * 104_729) % 5000) * STEP_DEG,
      fixTimeMs: 0,
      headingDeg: unitIndex % 360,
      speedMps: 1.2,
      accuracyM: 6,
    });
  }
  return (tick, nowMs) => {
    const group = groups[tick % TICKS_A_ROUND]!;
    const step = Math.floor(tick / TICKS_A_ROUND) % 2 === 0 ? STEP_DEG : -STEP_DEG;
    for (const unit of group) {
      unit.lon += step;
      unit.fixTimeMs = nowMs;
    }
    return group;
  };
}

/** Counts the CPU seconds that `run` takes each time: what feeding costs is no part of what delivering costs. */
export function countingCpu(): { run(work: () => void): void; cpuS(): number } {
  let micros = 0;
  return {
    run(work) {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      micros += user + system;
    },
    cpuS: () => micros / 1e6,
  };
}

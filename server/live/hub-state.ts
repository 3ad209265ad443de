/** What every subscriber reads: the live state, the newest positions, and who the server is. Nothing here waits. */
import type { Clock } from '../clock.ts';
import type { Heartbeat } from '../contract/down.ts';
import type { Epoch, UnitIndex, ZoneId } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { LatestPositions } from '../patrol/latest-positions.ts';
import { type Audience, reaches } from './audience.ts';
import type { LiveState } from './live-state.ts';

export interface HubStateParts {
  clock: Clock;
  epoch: Epoch;
  build: string;
  /** Id of the profile. */
  profile: string;
  live: LiveState;
  latest: LatestPositions;
  units: { byIndex(index: UnitIndex): UnitRecord | undefined };
}

export class HubState {
  readonly clock: Clock;
  readonly epoch: Epoch;
  readonly build: string;
  readonly profile: string;
  readonly live: LiveState;
  readonly #latest: LatestPositions;
  readonly #units: HubStateParts['units'];
  /** Full frames of the current tick, by zone: a hundred walls that come back at once share one. */
  readonly #fullFrames = new Map<ZoneId | null, ArrayBuffer>();

  constructor(parts: HubStateParts) {
    this.clock = parts.clock;
    this.epoch = parts.epoch;
    this.build = parts.build;
    this.profile = parts.profile;
    this.live = parts.live;
    this.#latest = parts.latest;
    this.#units = parts.units;
  }

  heartbeat(): Heartbeat {
    return { serverTime: this.clock.now(), epoch: this.epoch, seq: this.live.seq, build: this.build };
  }

  /** Every unit's newest position. */
  fullFrame(audience: Audience): ArrayBuffer {
    let frame = this.#fullFrames.get(audience.zone);
    if (!frame) {
      frame = this.frameOf(this.#latest.known(), audience);
      this.#fullFrames.set(audience.zone, frame);
    }
    return frame;
  }

  /** Of these units, what the audience may see. */
  frameOf(units: Uint32Array, audience: Audience): ArrayBuffer {
    const seen = audience.zone === null ? units : units.filter(unit => this.#isOf(unit as UnitIndex, audience));
    return this.#latest.frameOf(seen, this.clock.now());
  }

  /** Indices of the units that moved since the last tick. */
  takeMoved(): Uint32Array {
    this.#fullFrames.clear();
    return this.#latest.takeMoved();
  }

  #isOf(unit: UnitIndex, audience: Audience): boolean {
    return reaches(audience, this.#units.byIndex(unit)?.homeZone ?? null);
  }
}

/**
 * Watches the cover of every zone and remembers since when it is as it is (rule P-47).
 * In: one line a zone, by the clock and whenever somebody asks. Out: the lines with `noCoverSince`; `onChange` when a number changed;
 * a row of `zone_cover` for each change of state, of which K16 is counted.
 * [P-49] What was not watched is unknown: neither covered nor uncovered. A restart of less than two minutes interrupts nothing; after
 *        a longer one, while somebody is signed on, two minutes pass before a zone counts as uncovered: phones need time to be heard.
 */
import type { Clock } from '../../clock.ts';
import type { ZoneCover } from '../../contract/duty-standing.ts';
import type { ZoneId } from '../../contract/ids.ts';
import type { ChangeLog } from '../../store/change-log.ts';
import type { Database } from '../../store/database.ts';
import type { CoverState } from './cover-record.ts';
import type { ZoneDuty } from './zone-duty.ts';

export interface CoverWatchParts {
  database: Database;
  changeLog: Pick<ChangeLog, 'commit'>;
  clock: Clock;
  duty(now: number): ZoneDuty[];
  /** Before each look by the clock: a new day may have begun. */
  prepare(now: number): Promise<void>;
  onError(error: unknown): void;
}

const LOOK_EVERY_MS = 5_000;
const MARK_EVERY_MS = 60_000;
/** Two marks: a server that was away for less is one that was restarted. */
const GAP_MS = 2 * MARK_EVERY_MS;
const MARK_ID = 1;

interface Standing {
  state: CoverState;
  since: number;
}

export class CoverWatch {
  readonly #parts: CoverWatchParts;
  readonly #standing: Map<ZoneId, Standing>;
  readonly #listeningSince: number;
  #markedAt: number;
  #shown = '';
  #onChange = () => {};
  #ticking: Promise<void> | null = null;
  #writing: Promise<void> = Promise.resolve();
  readonly #stop: () => void;

  private constructor(parts: CoverWatchParts, known: Map<ZoneId, Standing>, watchedAt: number | null) {
    const now = parts.clock.now();
    this.#parts = parts;
    this.#standing = known;
    this.#listeningSince = now;
    this.#markedAt = now;
    if (watchedAt !== null && now - watchedAt > GAP_MS) {
      for (const zone of known.keys()) this.#become(zone, 'unknown', watchedAt);
    }
    this.look(now);
    this.#mark(now);
    this.#stop = parts.clock.every(LOOK_EVERY_MS, () => {
      this.#ticking ??= this.#tick().finally(() => {
        this.#ticking = null;
      });
    });
  }

  static async open(parts: CoverWatchParts): Promise<CoverWatch> {
    const { db } = parts.database;
    const newest = await db
      .selectFrom('zone_cover as c')
      .selectAll()
      .where('from_ms', '=', e =>
        e
          .selectFrom('zone_cover as other')
          .whereRef('other.zone', '=', 'c.zone')
          .select(m => m.fn.max('from_ms').as('m')),
      )
      .execute();
    const known = new Map(
      newest.map(row => [row.zone as ZoneId, { state: row.state as CoverState, since: row.from_ms }]),
    );
    const watched = await db.selectFrom('cover_watched').select('at').where('id', '=', MARK_ID).executeTakeFirst();
    return new CoverWatch(parts, known, watched?.at ?? null);
  }

  /** Called after a look by the clock at which a number changed. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** As it is now. */
  look(now: number): ZoneCover[] {
    const lines = this.#parts.duty(now).map(line => {
      const before = this.#standing.get(line.zone);
      const state = stateOf(line, before?.state, now - this.#listeningSince);
      if (state !== before?.state) this.#become(line.zone, state, now);
      return { ...line, noCoverSince: state === 'no-cover' ? this.#standing.get(line.zone)!.since : null };
    });
    return lines;
  }

  async stop(): Promise<void> {
    this.#stop();
    await this.#ticking;
    this.#mark(this.#parts.clock.now());
    await this.#writing;
  }

  async #tick(): Promise<void> {
    const { clock, prepare, onError } = this.#parts;
    try {
      await prepare(clock.now());
      const now = clock.now();
      const shown = JSON.stringify(this.look(now));
      if (now - this.#markedAt >= MARK_EVERY_MS) this.#mark(now);
      if (shown === this.#shown) return;
      this.#shown = shown;
      this.#onChange();
    } catch (error) {
      onError(error);
    }
  }

  #become(zone: ZoneId, state: CoverState, at: number): void {
    this.#standing.set(zone, { state, since: at });
    this.#write(async tx => {
      await tx
        .insertInto('zone_cover')
        .values({ zone, from_ms: at, state })
        .onConflict(conflict => conflict.columns(['zone', 'from_ms']).doUpdateSet({ state }))
        .execute();
    });
  }

  #mark(at: number): void {
    this.#markedAt = at;
    this.#write(async tx => {
      await tx
        .insertInto('cover_watched')
        .values({ id: MARK_ID, at })
        .onConflict(conflict => conflict.column('id').doUpdateSet({ at }))
        .execute();
    });
  }

  #write(work: Parameters<CoverWatchParts['changeLog']['commit']>[0]): void {
    const written = this.#parts.changeLog.commit(work).then(() => {}, this.#parts.onError);
    this.#writing = this.#writing.then(() => written);
  }
}

function stateOf(
  { mustCover, patrolsOnDuty, patrolsSeen }: ZoneDuty,
  before: CoverState | undefined,
  listeningMs: number,
): CoverState {
  if (mustCover !== true) return 'not-due';
  if (patrolsSeen > 0) return 'covered';
  // Where nobody is signed on there is nobody to wait for.
  return patrolsOnDuty > 0 && listeningMs < GAP_MS && before !== 'no-cover' ? 'unknown' : 'no-cover';
}

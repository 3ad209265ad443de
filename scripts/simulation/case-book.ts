/**
 * The matters that the simulated day reported itself, carried on until they are closed. In: filed records, the time. Out: commands.
 * A matter that a person has touched is left to people for good, and so is one that would not go the way it was thought: whoever sits
 * at the console must be able to work without a ghost beside him. Before each move the record is asked for; when it is not as we
 * left it, its history says who was there (the server itself counts as nobody).
 */
import { type IncidentRecord, isOpen } from '../../server/contract/incident.ts';
import { type Move, nextMove } from './case-moves.ts';
import { type CaseTraits, drawTraits } from './case-traits.ts';
import { type MoveParts, makeMove } from './make-move.ts';
import { chanceFor } from './random-stream.ts';

interface Case {
  record: IncidentRecord;
  traits: CaseTraits;
  spent: Set<string>;
  /** UTC ms; not looked at before. */
  nextLookMs: number;
}

export interface CaseBookParts extends MoveParts {
  seed: number;
  speed: number;
}

const TRY_AGAIN_MS = 15_000;
const SERVER_ITSELF = 'system';
const MOST_ADOPTED = 500;

export class CaseBook {
  readonly #parts: CaseBookParts;
  readonly #cases = new Map<string, Case>();
  #busy = false;
  #me: string | undefined;
  readonly counts = { moves: 0, closed: 0, leftToPeople: 0 };
  /** Last reason why a move was not made. */
  trouble: string | undefined;

  constructor(parts: CaseBookParts) {
    this.#parts = parts;
  }

  /** How many are still on the way. */
  get open(): number {
    return this.#cases.size;
  }

  follow(record: IncidentRecord): void {
    if (!isOpen(record.state) || this.#cases.has(record.id)) return;
    const traits = drawTraits(chanceFor(this.#parts.seed, `case ${record.id}`));
    const one: Case = { record, traits, spent: new Set(), nextLookMs: 0 };
    this.#plan(one);
    if (one.nextLookMs < Number.POSITIVE_INFINITY) this.#cases.set(record.id, one);
  }

  /** After a restart: what an earlier run reported and nobody else has touched. Throws nothing; without an answer there is nothing to adopt. */
  async adopt(): Promise<void> {
    const { organs: door } = this.#parts.doors;
    const listed = await door.get(`/api/v1/incidents?limit=${MOST_ADOPTED}`);
    if (listed?.status !== 200) return;
    const { incidents } = listed.body as { incidents: IncidentRecord[] };
    for (const record of incidents.filter(({ state }) => isOpen(state))) {
      if ((await this.#whoWasThere(record.id, 0)) === 'only-us') this.follow(record);
    }
  }

  /** Call it once a second; it makes one move after the other. */
  tick(nowMs: number): void {
    if (this.#busy) return;
    const due = [...this.#cases.values()].filter(({ nextLookMs }) => nextLookMs <= nowMs);
    if (due.length === 0) return;
    this.#busy = true;
    void this.#lookAt(due, nowMs).finally(() => {
      this.#busy = false;
    });
  }

  async #lookAt(due: readonly Case[], nowMs: number): Promise<void> {
    for (const one of due) {
      const fresh = await this.#parts.doors.organs.get(`/api/v1/incidents/${encodeURIComponent(one.record.id)}`);
      if (fresh?.status !== 200) {
        one.nextLookMs = nowMs + TRY_AGAIN_MS;
        continue;
      }
      const record = fresh.body as IncidentRecord;
      if (record.version !== one.record.version) {
        const who = await this.#whoWasThere(record.id, one.record.version);
        if (who === 'a-person') {
          this.#leave(one);
          continue;
        }
        if (who === 'unknown') {
          one.nextLookMs = nowMs + TRY_AGAIN_MS;
          continue;
        }
      }
      one.record = record;
      const move = this.#plan(one);
      if (move && move.dueMs <= nowMs) await this.#make(one, move, nowMs);
    }
  }

  async #make(one: Case, move: Move, nowMs: number): Promise<void> {
    const outcome = await makeMove(this.#parts, one.record, move);
    if (outcome.done) {
      this.counts.moves++;
      if (move.command.event === 'return-dispatch') one.spent.add('returned');
      one.record = outcome.record;
      this.#plan(one);
      return;
    }
    this.trouble = `${one.record.id} ${move.command.event}: ${outcome.said}`;
    if (outcome.why === 'refused') this.#leave(one);
    else one.nextLookMs = nowMs + TRY_AGAIN_MS;
  }

  /** Sets when to look again; a matter without a next move is done with. */
  #plan(one: Case): Move | null {
    const { organs, speed, doors } = this.#parts;
    if (!doors.leader) one.spent.add('extended'); // nobody there to grant it
    const move = nextMove(one.record, one.traits, {
      organs,
      speed,
      spent: one.spent,
      hasDesk: doors.desk !== undefined,
    });
    if (move !== null) {
      one.nextLookMs = move.dueMs;
      return move;
    }
    one.nextLookMs = Number.POSITIVE_INFINITY;
    if (this.#cases.delete(one.record.id)) {
      if (isOpen(one.record.state)) this.counts.leftToPeople++;
      else this.counts.closed++;
    }
    return null;
  }

  #leave({ record }: Case): void {
    this.#cases.delete(record.id);
    this.counts.leftToPeople++;
  }

  /** Of the changes after `version`. */
  async #whoWasThere(id: string, version: number): Promise<'only-us' | 'a-person' | 'unknown'> {
    const { organs: door } = this.#parts.doors;
    if (this.#me === undefined) {
      const session = await door.get('/api/v1/session');
      if (session?.status !== 200) return 'unknown';
      this.#me = (session.body as { account: string }).account;
    }
    const history = await door.get(`/api/v1/incidents/${encodeURIComponent(id)}/history`);
    if (history?.status !== 200) return 'unknown';
    const rows = history.body as { actor: string | null; incident: { version: number } }[];
    const actors = rows.filter(({ incident }) => incident.version > version).map(({ actor }) => actor);
    return actors.every(actor => actor === this.#me || actor === SERVER_ITSELF) ? 'only-us' : 'a-person';
  }
}

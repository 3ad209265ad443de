/**
 * Records as each audience is shown them, made once: the same record goes out as a fact and stands in every snapshot until it
 * changes. In: a record, an audience. Out: the view, or null. What may be sent now depends on the time only where a clock is over,
 * and that is a change of its own.
 */
import type { Audience } from './audience.ts';

export class RecordViews<R extends object> {
  readonly #view: (record: R, audience: Audience) => R | null;
  /** By record, not by number: a record that nobody holds any more takes its views with it. */
  readonly #made = new WeakMap<R, Map<string, R | null>>();

  constructor(view: (record: R, audience: Audience) => R | null) {
    this.#view = view;
  }

  of(record: R, audience: Audience): R | null {
    let made = this.#made.get(record);
    if (!made) {
      made = new Map();
      this.#made.set(record, made);
    }
    let view = made.get(audience.key);
    if (view === undefined) {
      view = this.#view(record, audience);
      made.set(audience.key, view);
    }
    return view;
  }
}

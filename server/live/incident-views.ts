/**
 * Incidents as each audience is shown them, made once: the same record goes out as a fact and stands in every snapshot until it
 * changes. In: a record, an audience. Out: the view, or null. What may be sent now depends on the time only where a clock is over,
 * and that is a change of its own.
 */
import type { IncidentRecord } from '../contract/incident.ts';
import type { Audience } from './audience.ts';

export type ViewForAudience = (incident: IncidentRecord, audience: Audience) => IncidentRecord | null;

export class IncidentViews {
  readonly #view: ViewForAudience;
  /** By record, not by number: a record that nobody holds any more takes its views with it. */
  readonly #made = new WeakMap<IncidentRecord, Map<string, IncidentRecord | null>>();

  constructor(view: ViewForAudience) {
    this.#view = view;
  }

  of(incident: IncidentRecord, audience: Audience): IncidentRecord | null {
    let made = this.#made.get(incident);
    if (!made) {
      made = new Map();
      this.#made.set(incident, made);
    }
    let view = made.get(audience.key);
    if (view === undefined) {
      view = this.#view(incident, audience);
      made.set(audience.key, view);
    }
    return view;
  }
}

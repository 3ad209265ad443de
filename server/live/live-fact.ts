/**
 * A committed fact on its way to the screens, and what each audience is shown of it. The view is made once per audience and kept.
 * In: a row of the change log. Out: the contract's `Fact`; where an audience may not see it, `withheld` with the same number, so
 * that nobody's sequence has a gap.
 */
import { withoutWords } from '../alarm/alarm-view.ts';
import { type Fact, fact } from '../contract/fact.ts';
import type { ZoneId } from '../contract/ids.ts';
import { seesPersons, withoutPersons } from '../emergency/emergency-view.ts';
import type { LoggedFact } from '../store/change-log.ts';
import { type Audience, reaches } from './audience.ts';
import type { Views } from './live-state.ts';

/** Lists of which every screen holds a copy lie in no zone and concern all. */
const FOR_EVERYONE: ReadonlySet<Fact['kind']> = new Set([
  'negative-list-published',
  'limit-filed',
  'device-changed',
  'shift-plan-filed',
  'roster-changed',
  'bulletin-changed',
]);

export class LiveFact {
  readonly full: Fact;
  /** Zones that are concerned; a unit that moved home concerns the one it left, too, or it would stay on that chief's screen. */
  readonly #zones: readonly (ZoneId | null)[];
  readonly #views = new Map<string, Fact>();

  /** Throws when the row is no fact of this protocol version. */
  constructor(logged: LoggedFact) {
    const data = typeof logged.data === 'object' && logged.data !== null ? logged.data : {};
    this.full = fact.parse({ ...data, seq: logged.seq, at: logged.at, kind: logged.kind });
    const left = 'leftZone' in data ? [data.leftZone as ZoneId | null] : [];
    this.#zones = [logged.zone, ...left];
  }

  for(audience: Audience, views: Views): Fact {
    let view = this.#views.get(audience.key);
    if (!view) {
      view = this.#view(audience, views);
      this.#views.set(audience.key, view);
    }
    return view;
  }

  #view(audience: Audience, views: Views): Fact {
    const { full } = this;
    const withheld: Fact = { kind: 'withheld', seq: full.seq, at: full.at };
    if (FOR_EVERYONE.has(full.kind)) return full;
    if ('operation' in full) {
      const operation = views.operations.of(full.operation, audience);
      if (!operation) return withheld;
      return { ...full, operation, ...(audience.sight === 'masked' && { note: null }) };
    }
    if ('emergency' in full) {
      const view = views.emergencies.of(full.emergency, audience);
      // One that left the zone of a chief is shown once more, or it would stay on that screen as it was.
      const left = view ?? (this.#zones.some(zone => reaches(audience, zone)) ? withoutPersons(full.emergency) : null);
      if (!left) return withheld;
      return { ...full, emergency: left, ...unsaid(audience) };
    }
    if ('warning' in full) {
      const warning = views.warnings.of(full.warning, audience);
      return warning ? { ...full, warning, ...unsaid(audience) } : withheld;
    }
    if ('majorAction' in full) {
      const majorAction = views.majorActions.of(full.majorAction, audience);
      return majorAction ? { ...full, majorAction, ...unsaid(audience) } : withheld;
    }
    if ('points' in full) {
      const points = full.points.filter(({ code }) => reaches(audience, views.zoneOfPoint(code) ?? null));
      return points.length > 0 ? { ...full, points } : withheld;
    }
    if (!this.#zones.some(zone => reaches(audience, zone))) return withheld;
    if ('alarm' in full) return audience.sight === 'masked' ? { ...full, alarm: withoutWords(full.alarm) } : full;
    if (!('incident' in full)) return full;
    const incident = views.incidents.of(full.incident, audience);
    if (!incident) return withheld;
    // What was written with it may name people; walls stand in public rooms.
    const wordless = full.kind === 'incident-changed' && audience.sight === 'masked';
    return { ...full, incident, ...(wordless && { note: null }) };
  }
}

/** Who wrote it and what was written is not for walls. */
function unsaid(audience: Audience): { by: string; note: null } | undefined {
  return seesPersons(audience) ? undefined : { by: '', note: null };
}

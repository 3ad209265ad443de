/**
 * What a rule of an emergency's life looks at, and what it answers: plain data and pure look-ups, so that rules can be tested without a
 * server. What must be fetched (an incident, a line of the timeline, a pre-filled report) the command's reader fetches beforehand.
 */
import type { EmergencyPlanRule, ReportClockRule } from '../../geodata/emergency-settings.ts';
import type { Actor } from '../access/actor.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import type { EmergencyRecord, EmergencyState } from '../contract/emergency.ts';
import type { EmergencyCommand, EmergencyEventName } from '../contract/emergency-event.ts';
import type { ReportFields } from '../contract/emergency-report.ts';
import type { CommunityCode, EmergencyId, GridCode, IncidentId, UnitId, ZoneId } from '../contract/ids.ts';
import type { Objection } from '../http/objection.ts';
import type { Organs } from '../profile/organs.ts';

/** Where a point lies. */
interface Spot {
  /** WGS-84. */
  lonLat: LonLat;
  grid: GridCode | null;
  community: CommunityCode | null;
  zone: ZoneId | null;
}

/** The jurisdiction's answers. */
export interface EmergencyContext {
  organs: Pick<Organs, 'controlCentre' | 'exists' | 'get' | 'name'>;
  /** Undefined = the profile has no such nature. */
  nature(id: string): { name: string } | undefined;
  /** The nature of incidents of a category; null = 未定. */
  natureOf(category: string | null): string | null;
  clockRules: readonly ReportClockRule[];
  plans: readonly EmergencyPlanRule[];
  unit(id: UnitId): { callSign: string } | undefined;
  channel(id: string): string;
  /** Throws `Refused` for what is no place. */
  place(lon: number, lat: number, crs: Crs): Spot;
}

/** What one command needs of the store and of other concepts. */
export interface Fetched {
  /** Of `link-incident`: which emergency holds it and is still open; null = the viewer sees no such incident. */
  incident: { id: IncidentId; heldBy: EmergencyId | null } | null;
  /** Of `correct-entry`: is it a line of this emergency's timeline? */
  isEntry: boolean;
  /** Of `draft-report` without fields. */
  prefilled: ReportFields | null;
}

export const NOTHING_FETCHED: Fetched = { incident: null, isEntry: false, prefilled: null };

export interface Situation {
  record: EmergencyRecord;
  actor: Actor;
  context: EmergencyContext;
  now: number;
}

/** One wording of a report, to be kept beside the record. */
export interface Wording {
  report: number;
  version: number;
  fields: ReportFields;
}

export interface Change {
  to: EmergencyState;
  patch?: Partial<Omit<EmergencyRecord, 'id' | 'version' | 'state' | 'stateSince' | 'allowed'>>;
  /** The sentence that goes into the timeline. */
  note: string | null;
  wording?: Wording;
}

export type CommandOf<E extends EmergencyEventName> = Extract<EmergencyCommand, { event: E }>;

export interface EventRule<E extends EmergencyEventName = EmergencyEventName> {
  /** What must hold whatever the command says; decides with table and right whether a viewer sees the button. */
  when?(situation: Situation): Objection | null;
  apply(situation: Situation & { command: CommandOf<E>; fetched: Fetched }): Change | Objection;
}

export type EventRules<E extends EmergencyEventName> = { [Name in E]: EventRule<Name> };

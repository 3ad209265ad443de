/**
 * What a rule of the incident lifecycle looks at, and what it answers. Everything here is plain data or a pure look-up, so that
 * rules can be tested without a server: the command's reader (command-incident.ts) fetches what must be fetched beforehand.
 */

import type { Actor } from '../access/actor.ts';
import type { Placed } from '../assign/placed.ts';
import type { Crs } from '../contract/coordinates.ts';
import type { CommunityCode, EmergencyId, GridCode, OrganId, UnitId, ZoneId } from '../contract/ids.ts';
import type { Grade, IncidentRecord, IncidentState, Level } from '../contract/incident.ts';
import type { IncidentCommand, IncidentEventName } from '../contract/incident-event.ts';
import type { LimitRule, LimitStep } from '../contract/incident-limit.ts';
import type { UnitRecord } from '../contract/unit.ts';
import type { WorkingTime } from '../deadlines/working-time.ts';
import type { Objection } from '../http/objection.ts';
import type { Organs } from '../profile/organs.ts';
import type { RawPlace } from './incident-repository.ts';

/** The jurisdiction's answers. */
export interface IncidentContext {
  organs: Pick<
    Organs,
    'controlCentre' | 'command' | 'exists' | 'get' | 'name' | 'tierAbove' | 'via' | 'leadOf' | 'concrete'
  >;
  /** Undefined = not registered. */
  unit(id: UnitId): Pick<UnitRecord, 'organ' | 'callSign' | 'onDuty'> | undefined;
  /** Undefined = not in the negative list. */
  category(id: string): { level: Level | null; grade: Grade | null } | undefined;
  /** The organs of one column of the list, stations made concrete; null = 未设定. */
  dutyOrgans(matter: DutyMatter, duty: 'revisit' | 'punish'): readonly OrganId[] | null;
  /** The most special row valid then; null = 未设定. */
  limitRule(matter: LimitMatter, step: LimitStep, atMs: number): LimitRule | null;
  time: WorkingTime;
  /** Throws `Refused` for what is no place. */
  place(lon: number, lat: number, crs: Crs, statedCommunity?: string): Placed;
  /** Null = the profile has no such grid. */
  gridOf(code: string): { grid: GridCode; community: CommunityCode | null; zone: ZoneId | null } | null;
}

/** Older incidents keep the row of the list that held when they were received. */
export type DutyMatter = Pick<IncidentRecord, 'category' | 'community' | 'receivedAt'>;

/** What rows of the limit table can ask for. */
export interface LimitMatter {
  grade: Grade | null;
  category: string | null;
  organ: string | null;
  channel: string | null;
}

/** What one command needs of the store. */
export interface Fetched {
  /** States it was in before, newest first. */
  past: readonly IncidentState[];
  /** Who took the report, as `by` of the history names people; null = not known. */
  reportedBy: string | null;
  /** The other incident of `merge` and `unmerge`; null = there is none of that number. */
  partner: IncidentRecord | null;
  /** Of `declare-emergency`: the emergency that it becomes part of; null = nobody keeps emergencies. */
  emergency: EmergencyId | null;
}

export interface Situation {
  record: IncidentRecord;
  actor: Actor;
  context: IncidentContext;
  now: number;
}

export interface Change {
  to: IncidentState;
  /** What changes besides state and limits. */
  patch?: Partial<Omit<IncidentRecord, 'id' | 'version' | 'state' | 'stateSince' | 'allowed'>>;
  /** The sentence that goes into the history. */
  note: string | null;
  /** The other incident of a merge as it is afterwards; its version has grown. */
  partner?: IncidentRecord;
  /** A pair that was sent with a correction of the place. */
  raw?: RawPlace;
}

export type CommandOf<E extends IncidentEventName> = Extract<IncidentCommand, { event: E }>;

export interface EventRule<E extends IncidentEventName = IncidentEventName> {
  /** What must hold whatever the command says; decides with table and right whether a viewer sees the button. */
  when?(situation: Situation): Objection | null;
  apply(situation: Situation & { command: CommandOf<E>; fetched: Fetched }): Change | Objection;
}

export type EventRules<E extends IncidentEventName> = { [Name in E]: EventRule<Name> };

/**
 * What a rule of the operation's life looks at, and what it answers: plain data and pure look-ups, so that rules can be tested without
 * a server. What must be fetched (conflicts, the incident of a finding) the command's reader fetches beforehand.
 */
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { Actor } from '../access/actor.ts';
import type { Crs, LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, EvidenceId, GridCode, IncidentId, UnitId, ZoneId } from '../contract/ids.ts';
import type { IncidentState } from '../contract/incident.ts';
import type { OperationRecord, OperationState, PlanConflict } from '../contract/operation.ts';
import type { OperationCommand, OperationEventName } from '../contract/operation-event.ts';
import type { Objection } from '../http/objection.ts';
import type { Organs } from '../profile/organs.ts';

export interface Spot {
  /** WGS-84. */
  lonLat: LonLat;
  grid: GridCode | null;
  community: CommunityCode | null;
  zone: ZoneId | null;
}

/** The jurisdiction's answers. */
export interface OperationContext {
  organs: Pick<Organs, 'controlCentre' | 'exists' | 'get' | 'name'>;
  kind(id: string): OperationKind | undefined;
  isZone(id: string): boolean;
  isCategory(id: string): boolean;
  isCommunity(code: string): boolean;
  /** How sentences name a time: as the clock on the wall shows it. */
  wallClock(ms: number): string;
  unit(id: UnitId): { callSign: string } | undefined;
  /** Throws `Refused` for what is no place. */
  place(lon: number, lat: number, crs: Crs): Spot;
}

/** What one command needs of the store and of other concepts. */
export interface Fetched {
  /** Who or what of the plan is somewhere else in the same time; of a plan that is not looked at: none. */
  conflicts: readonly PlanConflict[];
  /** Of `make-incident`: the incident that was made of the finding; of `add-finding`: the one that it names, if there is one. */
  incident: { id: IncidentId; state: IncidentState } | null;
  /** Photos that were uploaded to this operation. */
  photos: ReadonlySet<EvidenceId>;
  /** Of `arrive-stop`: does the code belong to the stop? Null = none was sent. */
  codeFits: boolean | null;
}

export const NOTHING_FETCHED: Fetched = { conflicts: [], incident: null, photos: new Set(), codeFits: null };

export interface Situation {
  record: OperationRecord;
  actor: Actor;
  context: OperationContext;
  now: number;
}

export interface Change {
  to: OperationState;
  patch?: Partial<Omit<OperationRecord, 'id' | 'version' | 'state' | 'stateSince' | 'allowed'>>;
  /** The sentence that goes into the history. */
  note: string | null;
}

export type CommandOf<E extends OperationEventName> = Extract<OperationCommand, { event: E }>;

export interface EventRule<E extends OperationEventName = OperationEventName> {
  /** What must hold whatever the command says; decides with table and right whether a viewer sees the button. */
  when?(situation: Situation): Objection | null;
  apply(situation: Situation & { command: CommandOf<E>; fetched: Fetched }): Change | Objection;
  /** False: it may come in late, from a phone that had no network, but nobody is offered it any more. Absent = offered. */
  isOffered?(situation: Situation): boolean;
}

export type EventRules<E extends OperationEventName> = { [Name in E]: EventRule<Name> };

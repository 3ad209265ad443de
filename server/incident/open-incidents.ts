/**
 * The incidents put together: intake, commands, clocks, proposals, photos, sightings. In: what they ask of other concepts (places,
 * units, list, limits, alarms). Out: the open ones, how each viewer is shown one, where units are expected, the routes.
 */
import type { Kysely } from 'kysely';
import type { Viewer } from '../access/viewer.ts';
import type { IncidentId, UnitId } from '../contract/ids.ts';
import type { IncidentRecord, IncidentState } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import type { Sentence } from '../http/refused.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { FollowingRoom, RoomParts, StoppingRoom } from '../room.ts';
import type { Tables } from '../store/tables.ts';
import { limitsAtReceipt } from './begin-incident.ts';
import { IncidentCommands } from './command-incident.ts';
import { OpenIncidentIndex } from './duplicates-index.ts';
import { type EmergencyLink, emergencyLink, type KeepsEmergencies } from './emergency-link.ts';
import { EvidenceDesk } from './evidence.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { incidentExportRoutes } from './export-routes.ts';
import { watchIncidentClocks } from './incident-clock.ts';
import { type ContextParts, incidentContext } from './incident-context.ts';
import { findIncident, readOpenIncidents } from './incident-repository.ts';
import { isPossible } from './incident-transitions.ts';
import { type Sight, withoutReporter } from './incident-view.ts';
import { EVENT_WORDS, STATE_WORDS } from './incident-words.ts';
import { ProposalDesk, type ProposalParts } from './propose.ts';
import { proposeRoutes } from './propose-routes.ts';
import { incidentRoutes } from './routes.ts';
import { incidentShower, type ShowIncident } from './show-incident.ts';
import { IncidentDesk } from './take-report.ts';
import { awaitsSight, UnitSightings } from './unit-sightings.ts';
import type { IncidentEffects } from './write-incident.ts';

export interface IncidentRoomParts extends RoomParts, Pick<ContextParts, 'negativeList' | 'limits' | 'gridByCode'> {
  place: ProposalParts['place'];
  units: ContextParts['units'];
  /** Where units are, for whoever looks for the nearest. */
  unitsOnGround: ProposalParts['units'];
  deadlines: IncidentEffects['deadlines'] & Parameters<typeof watchIncidentClocks>[0];
  alarms: IncidentEffects['alarms'];
  files: PhotoFiles;
}

export interface IncidentRoom extends FollowingRoom, StoppingRoom {
  /** At the start. */
  open: readonly IncidentRecord[];
  show: ShowIncident;
  /** Never null: who may not see it is shown it without the reporter. For those who have to do with it anyway. */
  shown(incident: IncidentRecord, viewer: Viewer, now: number, sight?: Sight): IncidentRecord;
  carryOut: IncidentCommands['carryOut'];
  receive: IncidentDesk['receive'];
  /** Undefined = there is none. */
  stateOf(db: Kysely<Tables>, id: IncidentId): Promise<IncidentState | undefined>;
  /** A photo that somebody took for what became this incident. */
  addPhoto(incident: IncidentRecord, bytes: Buffer, type: string, viewer: Viewer, now: number): Promise<IncidentRecord>;
  isPhoto(id: string): Promise<boolean>;
  /** Open incidents with a task that names the unit. */
  sentTo(unit: UnitId): IncidentRecord[];
  /** Are units at work in that state? */
  isAtWork(incident: Pick<IncidentRecord, 'state'>): boolean;
  /** Places where units are expected, and how a unit is said to be there. */
  scenes: {
    scenesOf(unit: UnitId): { incident: IncidentId; lon: number; lat: number }[];
    seen(incident: IncidentId, unit: UnitId, seenAt: number): void;
  };
  stateName(state: string): Sentence;
  eventName(event: string): Sentence | undefined;
  emergencies: EmergencyLink & {
    /** An incident becomes one by its own event. */
    onEmergency(keeper: KeepsEmergencies): void;
  };
}

export async function openIncidents(parts: IncidentRoomParts): Promise<IncidentRoom> {
  const { database, changeLog, clock, profile, negativeList, place, deadlines, alarms, onError } = parts;
  const { db } = database;
  const { organs, data } = profile;
  const context = incidentContext(parts);
  const effects: IncidentEffects = { deadlines, alarms };
  const show = incidentShower(context);
  const shown: IncidentRoom['shown'] = (incident, viewer, now, sight) =>
    show(incident, viewer, now, sight) ?? withoutReporter(incident);
  watchIncidentClocks(deadlines, { context, effects });
  let emergencyKeeper: KeepsEmergencies | null = null;
  const desk = new IncidentDesk({
    ...{ changeLog, place, context, effects },
    profile: { ...profile, dayName: profile.days.dayName, category: id => negativeList.item(id) },
  });
  const commands = new IncidentCommands({
    ...{ changeLog, context, effects, emergencies: () => emergencyKeeper },
    shown: (viewer, incident, now) => shown(incident, viewer, now),
  });
  const evidence = new EvidenceDesk({ db, changeLog, context, files: parts.files });
  const open = await readOpenIncidents(db);
  const index = new OpenIncidentIndex(open);
  const sightings = new UnitSightings({
    ...{ clock, changeLog, context, effects },
    onError: error => onError(error, 'a unit at the scene could not be written'),
  });
  const proposals = new ProposalDesk({
    ...{ changeLog, index, place, isChannel: profile.isChannel, via: organs.via },
    row: (category, atMs) => negativeList.item(category, atMs),
    duties: (category, duty, community, atMs) => negativeList.organsOf(category, duty, community, atMs),
    territorial: community => organs.concrete(organs.command.territorial, community),
    bodyFor: (group, community) => profile.bodyFor(group, community),
    serves: profile.unitServes,
    units: parts.unitsOnGround,
    limitsAtReceipt: (matter, now) => limitsAtReceipt(matter, context, now),
  });
  const names = {
    ...{ ...profileNames(data), organ: organs.name },
    category: (id: string, atMs: number) => negativeList.item(id, atMs)?.name ?? id,
  };
  return {
    ...{ open, show, shown },
    async addPhoto(incident, bytes, type, viewer, now) {
      const { evidence: photo, version } = await evidence.adopt(incident, bytes, type, viewer, now);
      return { ...incident, version, evidence: [...incident.evidence, photo] };
    },
    isPhoto: id => evidence.isKept(id),
    stateOf: async (from, id) => (await findIncident(from, id))?.state,
    receive: (...report) => desk.receive(...report),
    carryOut: (id, command, viewer, now) => commands.carryOut(id, command, viewer, now),
    sentTo: unit => index.sentTo(unit),
    isAtWork: ({ state }) => isPossible(state, 'arrive'),
    scenes: {
      scenesOf: unit =>
        index
          .sentTo(unit)
          .filter(record => record.tasks.some(task => awaitsSight(record, task, unit)))
          .map(({ id, lon, lat }) => ({ incident: id, lon, lat })),
      seen: (incident, unit, seenAt) => sightings.seen(incident, unit, seenAt),
    },
    stateName: state => STATE_WORDS[state as IncidentState],
    eventName: event => EVENT_WORDS[event as IncidentEventName],
    emergencies: {
      ...emergencyLink(context, effects),
      onEmergency(keeper) {
        emergencyKeeper = keeper;
      },
    },
    apply: facts => index.apply(facts),
    routes: [
      ...incidentRoutes({ db, changeLog, desk, show, commands }),
      ...proposeRoutes({ db, place, proposals }),
      ...evidenceRoutes(db, evidence),
      ...incidentExportRoutes({ db, changeLog, names, timeZone: data.settings.timeZone }),
    ],
    stop: () => sightings.stop(),
  };
}

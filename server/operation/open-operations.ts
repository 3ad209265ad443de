/**
 * The room of joint operations, put together. In: what other rooms know (place, units, roster, incidents, alarms, deadlines). Out: the
 * routes, who follows fixes and facts, what each viewer is shown, what is live at the start.
 */
import type { Kysely } from 'kysely';
import type { UnitId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { isLiveOperation, type OperationRecord } from '../contract/operation.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { FollowingRoom, RoomParts, StoppingRoom } from '../room.ts';
import type { Tables } from '../store/tables.ts';
import { wallClock } from '../table-files/table.ts';
import type { BookingParts } from './bookings.ts';
import { SightingBook } from './keep-sightings.ts';
import { type IncidentMaking, incidentMaker } from './make-incident.ts';
import { FindingFollower, watchLateStops } from './operation-clock.ts';
import { OperationDesk } from './operation-desk.ts';
import { operationsBetween, readLiveOperations } from './operation-repository.ts';
import { operationShower, type ShowOperation, withoutPersons } from './operation-view.ts';
import { STATE_WORDS } from './operation-words.ts';
import { OperationPhotos } from './photos.ts';
import { ReportBook, type ReportParts } from './report-book.ts';
import { reportRoutes } from './report-routes.ts';
import type { ReportNames } from './report-words.ts';
import { operationRoutes } from './routes.ts';
import type { OperationContext } from './situation.ts';
import { SquadFollower } from './squad-follower.ts';
import { streetGraph } from './street-graph.ts';
import type { OperationEffects } from './write-operation.ts';

export interface OperationRoomParts extends RoomParts {
  deadlines: OperationEffects['deadlines'] & Pick<Deadlines, 'on'>;
  alarms: OperationEffects['alarms'];
  files: PhotoFiles;
  units: { get(id: UnitId): { callSign: string } | undefined };
  place: OperationContext['place'];
  isCategory(id: string): boolean;
  rostered: BookingParts['rostered'];
  incidents: IncidentMaking & { stateName(state: string): { zh: string } };
  travelled: ReportParts['travelled'];
  /** Undefined = no such category. */
  categoryName(id: string): string | undefined;
}

export interface OperationRoom extends FollowingRoom, StoppingRoom {
  show: ShowOperation;
  follower: SquadFollower;
  isPhoto(id: string): Promise<boolean>;
  /** Every one that touches the time, whoever may see it. */
  between(fromMs: number, toMs: number, db: Kysely<Tables>): Promise<OperationRecord[]>;
  stateName(state: OperationRecord['state']): string;
  /** From the draft until they are summarised. */
  live: readonly OperationRecord[];
  /** Of those, the ones that have the unit in a squad. */
  ofUnit(unit: UnitId): readonly OperationRecord[];
}

function reportNames(
  { profile, incidents, categoryName }: OperationRoomParts,
  kinds: ReadonlyMap<string, { name: string }>,
): ReportNames {
  const { zone, grid } = profileNames(profile.data);
  return {
    kind: id => kinds.get(id)?.name ?? id,
    zone: id => (id === null ? '全街道' : zone(id)),
    organ: profile.organs.name,
    category: id => (id === null ? '未分类' : (categoryName(id) ?? id)),
    grid: code => (code === null ? '网格外' : grid(code)),
    incidentState: state => incidents.stateName(state).zh,
    clock: wallClock(profile.data.settings.timeZone),
  };
}

export async function openOperations(parts: OperationRoomParts): Promise<OperationRoom> {
  const { database, changeLog, clock, profile, deadlines, alarms, files, units, place, isCategory, onError } = parts;
  const { db } = database;
  const { operationKinds, centre, channels } = profile.data.settings;
  const kinds = new Map(operationKinds.map(kind => [kind.id, kind]));
  const context: OperationContext = {
    ...{ place, isCategory, organs: profile.organs, isZone: profile.isZone },
    kind: id => kinds.get(id),
    isCommunity: code => profile.zoneOfCommunity(code) !== undefined,
    wallClock: wallClock(profile.data.settings.timeZone),
    unit: id => units.get(id),
  };
  const callSign = (id: UnitId) => units.get(id)?.callSign ?? id;
  const effects: OperationEffects = { deadlines, alarms, callSign };
  const bookings: BookingParts = { callSign, rostered: parts.rostered };
  const streets = streetGraph(profile.data.roads.features, centre);
  const written = { changeLog, context, effects, onError };
  const show = operationShower(context);
  const photos = new OperationPhotos(db, files);
  const desk = new OperationDesk({
    ...{ db, changeLog, context, effects, bookings },
    ...{ numberPrefix: profile.numberPrefix, dayName: profile.days.dayName },
    makeIncident: incidentMaker(parts.incidents, photos, channels),
    photosOf: (from, operation) => photos.of(from, operation),
    incidentState: parts.incidents.stateOf,
    shown: (viewer, operation, now) => show(operation, viewer, now) ?? withoutPersons(operation),
  });
  watchLateStops(deadlines, written);
  const findings = await FindingFollower.open(written, db);
  const book = new SightingBook(written);
  const follower = new SquadFollower({
    wayBetween: (from, to) => streets.way(from, to).line,
    seen: sighting => book.keep(sighting, clock.now()),
  });
  const live = await readLiveOperations(db);
  const held = new Map(live.map(operation => [operation.id, operation]));
  for (const operation of live) follower.apply(operation);
  return {
    ...{ show, follower, live },
    ofUnit: unit => [...held.values()].filter(({ squads }) => squads.some(({ units: own }) => own.includes(unit))),
    isPhoto: id => photos.isKept(id),
    between: (fromMs, toMs, from) => operationsBetween(from, fromMs, toMs),
    stateName: state => STATE_WORDS[state].zh,
    routes: [
      ...operationRoutes({ db, changeLog, desk, photos, show, streets, place }),
      ...reportRoutes(new ReportBook({ db, show, travelled: parts.travelled }), {
        ...{ changeLog, photos, ground: profile.data },
        names: reportNames(parts, kinds),
      }),
    ],
    apply(facts) {
      for (const { kind, data, at } of facts) {
        if (kind === 'operation-changed') {
          const { operation } = data as { operation: OperationRecord };
          follower.apply(operation);
          if (isLiveOperation(operation.state)) held.set(operation.id, operation);
          else held.delete(operation.id);
          for (const { incident } of operation.findings) if (incident !== null) findings.follow(incident);
        } else if (kind === 'incident-changed') findings.changed((data as { incident: IncidentRecord }).incident, at);
      }
    },
    async stop() {
      await book.stop();
      await findings.settled();
    },
  };
}

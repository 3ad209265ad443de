/**
 * The room of joint operations, put together. In: what other rooms know (place, units, roster, incidents, alarms, deadlines). Out: the
 * routes, who follows fixes and facts, what each viewer is shown, what is live at the start.
 */
import type { OperationKind } from '../../geodata/operation-kinds.ts';
import type { Clock } from '../clock.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { Route } from '../http/route.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import type { ChangeLog, LoggedFact } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import type { BookingParts } from './bookings.ts';
import type { FetchParts } from './fetch-for-command.ts';
import { SightingBook } from './keep-sightings.ts';
import { FindingFollower, watchLateStops } from './operation-clock.ts';
import { OperationDesk } from './operation-desk.ts';
import { readLiveOperations } from './operation-repository.ts';
import { operationShower, type ShowOperation, withoutPersons } from './operation-view.ts';
import { OperationPhotos } from './photos.ts';
import { operationRoutes } from './routes.ts';
import type { OperationContext } from './situation.ts';
import { SquadFollower } from './squad-follower.ts';
import type { StreetGraph } from './street-graph.ts';
import type { OperationEffects } from './write-operation.ts';

export interface OperationRoomParts {
  database: Database;
  changeLog: ChangeLog;
  clock: Clock;
  deadlines: Pick<Deadlines, 'on'>;
  files: PhotoFiles;
  kinds: readonly OperationKind[];
  context: Omit<OperationContext, 'kind'>;
  effects: OperationEffects;
  bookings: BookingParts;
  makeIncident: FetchParts['makeIncident'];
  streets: StreetGraph;
  numberPrefix: string;
  dayName(ms: number): string;
  onError(error: unknown, what: string): void;
}

export interface OperationRoom {
  routes: Route[];
  show: ShowOperation;
  follower: SquadFollower;
  photos: OperationPhotos;
  /** From the draft until they are summarised. */
  live: readonly OperationRecord[];
  /** Committed facts, in order. */
  apply(facts: readonly LoggedFact[]): void;
  stop(): Promise<void>;
}

export async function openOperations(parts: OperationRoomParts): Promise<OperationRoom> {
  const { database, changeLog, clock, effects, bookings, makeIncident, onError } = parts;
  const { db } = database;
  const kinds = new Map(parts.kinds.map(kind => [kind.id, kind]));
  const context: OperationContext = { ...parts.context, kind: id => kinds.get(id) };
  const written = { changeLog, context, effects, onError };
  const show = operationShower(context);
  const photos = new OperationPhotos(db, parts.files);
  const desk = new OperationDesk({
    ...{ db, changeLog, context, effects, bookings, makeIncident },
    ...{ numberPrefix: parts.numberPrefix, dayName: parts.dayName },
    photosOf: (from, operation) => photos.of(from, operation),
    shown: (viewer, operation, now) => show(operation, viewer, now) ?? withoutPersons(operation),
  });
  watchLateStops(parts.deadlines, written);
  const findings = await FindingFollower.open(written, db);
  const book = new SightingBook(written);
  const follower = new SquadFollower({
    wayBetween: (from, to) => parts.streets.way(from, to).line,
    seen: sighting => book.keep(sighting, clock.now()),
  });
  const live = await readLiveOperations(db);
  for (const operation of live) follower.apply(operation);
  return {
    ...{ show, follower, photos, live },
    routes: operationRoutes({ db, changeLog, desk, photos, show, streets: parts.streets, place: context.place }),
    apply(facts) {
      for (const { kind, data, at } of facts) {
        if (kind === 'operation-changed') {
          const { operation } = data as { operation: OperationRecord };
          follower.apply(operation);
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

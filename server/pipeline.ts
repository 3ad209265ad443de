/**
 * The order of stages on one page. A position and a report go the same way:
 *
 *   source -> ingest (judge, convert) -> assign (grid, community, zone) -> rules of the concept -> store (log, tracks)
 *          -> live hub -> every screen that may see it
 *
 * In: an open database, the profile, a clock. Out: the routes by which things come in, and the live state by which they go out.
 * Every concept is a room (room.ts): here it is opened, given what it needs of the others, listed for its routes and for its stop.
 */
import type { Access } from './access/access.ts';
import { writeAudit } from './access/audit.ts';
import { auditExportRoutes } from './access/audit-export-routes.ts';
import type { HelpCalls } from './alarm/help-calls.ts';
import { openAlarms } from './alarm/open-alarms.ts';
import { openAssign } from './assign/open-assign.ts';
import { auditedFact } from './audited-fact.ts';
import { openBulletins } from './bulletin/open-bulletins.ts';
import { openCadence } from './cadence/open-cadence.ts';
import type { Clock } from './clock.ts';
import { Deadlines } from './deadlines/deadlines.ts';
import { openLimits } from './deadlines/open-limits.ts';
import { openHandovers } from './duty/open-handovers.ts';
import { openEmergencies } from './emergency/open-emergencies.ts';
import { openNotices } from './emergency/open-notices.ts';
import { openField } from './field/open-field.ts';
import { openHotSpots } from './hot-spot/open-hot-spots.ts';
import type { Route } from './http/route.ts';
import { openIncidents } from './incident/open-incidents.ts';
import { openIngest } from './ingest/open-ingest.ts';
import { judgePlace } from './ingest/place-gate.ts';
import type { PositionIntake } from './ingest/position-intake.ts';
import { RefusalCounts } from './ingest/refusal-counts.ts';
import { SenderStandings } from './ingest/sender-standings.ts';
import type { Hub } from './live/hub.ts';
import type { Broadcast } from './live/link.ts';
import { openLive } from './live/open-live.ts';
import { openNegativeList } from './negative-list/open-negative-list.ts';
import { openOperations } from './operation/open-operations.ts';
import type { DeviceRegister } from './patrol/device-register.ts';
import type { LatestPositions } from './patrol/latest-positions.ts';
import { nearestRoutes } from './patrol/nearest-routes.ts';
import { openDevices } from './patrol/open-devices.ts';
import { openPatrol } from './patrol/open-patrol.ts';
import { dutyProfile, openDutyBoard } from './patrol/shifts/duty-board.ts';
import { PhotoFiles } from './photo/photo-files.ts';
import type { Profile } from './profile/load.ts';
import { profileRoutes } from './profile/routes.ts';
import { openReport } from './report/open-report.ts';
import type { RoomParts } from './room.ts';
import { openPoints } from './sanitation-point/open-points.ts';
import { ChangeLog } from './store/change-log.ts';
import type { Database } from './store/database.ts';
import { TrackWriter } from './store/track-writer.ts';

export interface PipelineParts {
  database: Database;
  profile: Profile;
  clock: Clock;
  build: string;
  /** Demonstration. */
  demo: boolean;
  /** Where photos lie. */
  evidenceDir: string;
  /** [P-77] */
  trackRetentionDays: number;
  /** For second signatures. */
  confirmIdentity: Access['confirmIdentity'];
  onError(error: unknown, what: string): void;
}

export interface Pipeline {
  changeLog: ChangeLog;
  latest: LatestPositions;
  tracks: TrackWriter;
  refusals: RefusalCounts;
  standings: SenderStandings;
  intake: PositionIntake;
  devices: DeviceRegister;
  help: HelpCalls;
  deadlines: Deadlines;
  routes: Route[];
  hub: Hub;
  /** Stops timers and waits until everything that was accepted is on disk. */
  stop(): Promise<void>;
}

export async function createPipeline(parts: PipelineParts, broadcast: Broadcast): Promise<Pipeline> {
  const { database, profile, clock, build, demo, evidenceDir, trackRetentionDays, confirmIdentity, onError } = parts;

  // store
  const changeLog = await ChangeLog.open(database, {
    onAppend: (tx, { at, actor, kind, subject, data }, address) =>
      writeAudit(tx, { at, actor, address, action: kind, subject, after: auditedFact(data) }),
    onListenerError: error => onError(error, 'a listener of the change log failed'),
  });
  const tracks = new TrackWriter(database, clock);
  const shared: RoomParts = { database, changeLog, clock, profile, onError };

  // concepts, each after those it asks
  const places = await openAssign({ profile, judge: judgePlace });
  const { place, zoneAt, communityAt, gridByCode, boundaryVersion } = places;
  const patrol = await openPatrol({ ...shared, boundaryVersion, trackRetentionDays, placeOf: places.stopAt });
  const { units, latest, newestFixMs, lastPlaceOf, reportIntervalS } = patrol;
  const [refusals, standings] = [new RefusalCounts(), new SenderStandings()];
  const deviceRoom = await openDevices({ ...shared, units, standings, refusals });
  const { devices } = deviceRoom;
  const deadlines = new Deadlines({ database, changeLog, clock, onError });
  const list = await openNegativeList({ ...shared, deadlines });
  const isCategory = (id: string) => list.lists.item(id) !== undefined;
  const limitRoom = await openLimits({ ...shared, isCategory });
  const shifts = await openDutyBoard({ ...shared, units, newestFixMs, profile: dutyProfile(profile) });
  const { afield } = shifts;
  const alarms = openAlarms({
    ...{ ...shared, deadlines, units, newestFixMs, lastPlaceOf, afield, place, zoneAt, reportIntervalS },
  });
  const { help, openHelp, lostUnits } = alarms;
  const files = new PhotoFiles(evidenceDir);
  const incidents = await openIncidents({
    ...{ ...shared, deadlines, units, place, gridByCode, files },
    ...{ negativeList: list.lists, limits: limitRoom.limits, alarms: alarms.board, unitsOnGround: patrol.onGround },
  });
  const { shiftsOf, postedDesk, rostered } = shifts;
  const operations = await openOperations({
    ...{ ...shared, deadlines, alarms: alarms.board, files, units, place, isCategory, rostered, incidents },
    ...{ travelled: patrol.travelled, categoryName: id => list.lists.item(id)?.name },
  });
  const cadence = await openCadence({ ...shared, deadlines, operations });
  const emergencies = await openEmergencies({
    ...{ ...shared, demo, deadlines, alarms: alarms.board, units, place },
    ...{ alarmsAbout: alarms.about, alarmKind: alarms.kindName },
    incidents: { ...incidents, ...incidents.emergencies },
  });
  const notices = await openNotices(shared);
  const field = openField({
    ...{ profile, units, lastPlaceOf, newestFixMs, openHelp, shiftsOf, incidents, operations },
  });
  const points = await openPoints({ ...shared, communityAt, judge: judgePlace, files });
  const bulletins = openBulletins({ ...shared, points: points.forBulletins, rounds: points.rounds });
  const withPhotos = [incidents, operations, points];
  await files.removeOrphans(async id => {
    for (const room of withPhotos) if (await room.isPhoto(id)) return true;
    return false;
  }, clock.now());
  const report = openReport({ ...shared, stateName: incidents.stateName, postedDesk });
  const hotSpots = openHotSpots({
    ...{ ...shared, nameAt: places.nameAt, startOfRound: points.rounds.startOf },
    category: id => list.lists.item(id, clock.now()),
  });
  const handovers = openHandovers({ ...shared, lostUnits, confirmIdentity });

  // the way in, and the way out
  const followers = [...patrol.followers(incidents.scenes), operations.follower, deviceRoom.intervals];
  const ingest = openIngest({ profile, units, devices, latest, tracks, refusals, standings, followers, help });
  const { open, show: showIncident } = incidents;
  const live = await openLive({
    ...{ ...shared, build, broadcast, latest, units, duty: shifts, rounds: points.rounds },
    ...{ showIncident, showOperation: operations.show, showEmergency: emergencies.show, showNotices: notices },
    records: {
      ...{ incidents: open, operations: operations.live, emergencies: emergencies.live },
      ...{ warnings: notices.warnings, majorActions: notices.majorActions },
      ...{ points: points.records, alarms: alarms.readOpen },
    },
  });

  // Screens are told last: they may ask at once, and then every room knows.
  changeLog.onCommitted(facts => {
    for (const room of [incidents, patrol, deviceRoom, operations]) room.apply(facts);
    live.publish(facts);
  });
  shifts.cover.onChange(live.countAgain);
  live.start();
  deadlines.start();

  const nearest = nearestRoutes({
    ...{ onGround: patrol.onGround, place, shiftsOf, sentTo: incidents.sentTo },
    mayRead: (viewer, incident, now) => incidents.show(incident, viewer, now) !== null,
  });
  const rooms = [
    ...[
      ingest,
      places,
      incidents,
      cadence,
      operations,
      emergencies,
      notices,
      patrol,
      deviceRoom,
      field,
      shifts,
      alarms,
      points,
      hotSpots,
      report,
    ],
    ...[bulletins, handovers],
  ];
  return {
    ...{ changeLog, tracks, latest, devices, refusals, standings, intake: ingest.intake, help, deadlines },
    hub: live.hub,
    routes: [
      ...[...rooms, limitRoom, list].flatMap(({ routes }) => routes),
      ...nearest,
      ...auditExportRoutes({ db: database.db, changeLog, timeZone: profile.data.settings.timeZone }),
      ...(await profileRoutes(profile, list.lists)),
    ],
    async stop() {
      // First what shows and what finds, then what still writes, then the log itself.
      const stopping = [live, shifts, alarms, deadlines, patrol, incidents, operations, deviceRoom];
      for (const room of stopping) await room.stop();
      await changeLog.settled();
      await tracks.close();
    },
  };
}

/**
 * The order of stages on one page. A position and a report go the same way:
 *
 *   source -> ingest (judge, convert) -> assign (grid, community, zone) -> rules of the concept -> store (log, tracks)
 *          -> live hub -> every screen that may see it
 *
 * In: an open database, the profile, a clock. Out: the routes by which things come in, and the live state by which they go out.
 */

import type { Access } from './access/access.ts';
import { writeAudit } from './access/audit.ts';
import { auditExportRoutes } from './access/audit-export-routes.ts';
import { maskNumbers } from './access/mask-numbers.ts';
import { causeOf } from './access/viewer.ts';
import { AlarmBoard } from './alarm/alarm-board.ts';
import { AlarmDesk } from './alarm/alarm-desk.ts';
import { findOpenAlarm, readOpenAlarms } from './alarm/alarm-repository.ts';
import { withoutWords } from './alarm/alarm-view.ts';
import { alarmExportRoutes } from './alarm/export-routes.ts';
import { HelpCalls } from './alarm/help-calls.ts';
import { alarmRoutes } from './alarm/routes.ts';
import { isPresent } from './alarm/silence.ts';
import { SilenceWatch } from './alarm/silence-watch.ts';
import { createAssigner } from './assign/assign.ts';
import { readBoundaries } from './assign/boundary-files.ts';
import { nearestPlace } from './assign/nearest-place.ts';
import { placeNames } from './assign/place-names.ts';
import { createPlaceSearch } from './assign/place-search.ts';
import type { Placed } from './assign/placed.ts';
import { assignRoutes } from './assign/routes.ts';
import type { Clock } from './clock.ts';
import type { AlarmRecord } from './contract/alarm.ts';
import type { Crs, LonLat } from './contract/coordinates.ts';
import { DEFAULT_REPORT_INTERVAL_S } from './contract/freshness.ts';
import type { UnitIndex } from './contract/ids.ts';
import type { IncidentRecord, IncidentState } from './contract/incident.ts';
import type { OperationRecord } from './contract/operation.ts';
import type { UnitRecord } from './contract/unit.ts';
import { Deadlines } from './deadlines/deadlines.ts';
import { LimitTable } from './deadlines/limit-table.ts';
import { limitRoutes } from './deadlines/routes.ts';
import { HandoverBook } from './duty/handovers.ts';
import { dutyRoutes } from './duty/routes.ts';
import { FieldDesk } from './field/field-desk.ts';
import { fieldRoutes } from './field/routes.ts';
import { computeFigures } from './figures/compute-figures.ts';
import { FiguresBoard } from './figures/figures-board.ts';
import { openHotSpots } from './hot-spot/open-hot-spots.ts';
import { Refused } from './http/refused.ts';
import type { Route } from './http/route.ts';
import { limitsAtReceipt } from './incident/begin-incident.ts';
import { IncidentCommands } from './incident/command-incident.ts';
import { OpenIncidentIndex } from './incident/duplicates-index.ts';
import { EvidenceDesk } from './incident/evidence.ts';
import { evidenceRoutes } from './incident/evidence-routes.ts';
import { incidentExportRoutes } from './incident/export-routes.ts';
import { watchIncidentClocks } from './incident/incident-clock.ts';
import { incidentContext } from './incident/incident-context.ts';
import { readOpenIncidents } from './incident/incident-repository.ts';
import { isPossible } from './incident/incident-transitions.ts';
import { masked, withoutReporter } from './incident/incident-view.ts';
import { STATE_WORDS } from './incident/incident-words.ts';
import { ProposalDesk } from './incident/propose.ts';
import { proposeRoutes } from './incident/propose-routes.ts';
import { incidentRoutes } from './incident/routes.ts';
import { incidentShower } from './incident/show-incident.ts';
import { IncidentDesk } from './incident/take-report.ts';
import { awaitsSight, UnitSightings } from './incident/unit-sightings.ts';
import type { IncidentEffects } from './incident/write-incident.ts';
import { moves } from './ingest/coarse-fix.ts';
import { CrsWatch } from './ingest/crs-watch.ts';
import { motionOfClass } from './ingest/motion-of-class.ts';
import { osmandRoutes } from './ingest/osmand-routes.ts';
import { owntracksRoutes } from './ingest/owntracks-routes.ts';
import { judgePlace } from './ingest/place-gate.ts';
import { PositionIntake } from './ingest/position-intake.ts';
import { RefusalCounts } from './ingest/refusal-counts.ts';
import { roadDistance } from './ingest/road-distance.ts';
import { positionRoutes } from './ingest/routes.ts';
import { SenderStandings } from './ingest/sender-standings.ts';
import { Hub } from './live/hub.ts';
import { HubState } from './live/hub-state.ts';
import type { Broadcast } from './live/link.ts';
import { LiveFact } from './live/live-fact.ts';
import { LiveState, MOST_FACTS_TO_CATCH_UP } from './live/live-state.ts';
import { RecordViews } from './live/record-views.ts';
import { NegativeLists } from './negative-list/negative-list.ts';
import { negativeListRoutes } from './negative-list/routes.ts';
import { findingAsReport } from './operation/finding-as-report.ts';
import { openOperations } from './operation/open-operations.ts';
import { streetGraph } from './operation/street-graph.ts';
import { CoverageBook } from './patrol/coverage-book.ts';
import { coverageRaster } from './patrol/coverage-raster.ts';
import { coverageRoutes } from './patrol/coverage-routes.ts';
import { deviceExportRoutes } from './patrol/device-export-routes.ts';
import { DeviceRegister } from './patrol/device-register.ts';
import { deviceRoutes, deviceStandings } from './patrol/device-routes.ts';
import { DutySpells } from './patrol/duty-spells.ts';
import { unitExportRoutes } from './patrol/export-routes.ts';
import { GroundFacts } from './patrol/ground-facts.ts';
import { groundMap } from './patrol/ground-map.ts';
import { GroundTracker } from './patrol/ground-tracker.ts';
import { LatestPositions } from './patrol/latest-positions.ts';
import { nearestRoutes } from './patrol/nearest-routes.ts';
import { Quarantine } from './patrol/quarantine.ts';
import { ReportIntervalWatch } from './patrol/report-interval-watch.ts';
import { reportIntervals } from './patrol/report-intervals.ts';
import { patrolRoutes } from './patrol/routes.ts';
import { SceneFollower } from './patrol/scene-follower.ts';
import { openDutyBoard } from './patrol/shifts/duty-board.ts';
import { trackRoutes } from './patrol/track-routes.ts';
import { unitImportRoutes } from './patrol/unit-import-routes.ts';
import { UnitRegister } from './patrol/unit-register.ts';
import { unitsOnGround } from './patrol/units-on-ground.ts';
import { PhotoFiles } from './photo/photo-files.ts';
import type { Profile } from './profile/load.ts';
import { profileNames } from './profile/profile-names.ts';
import { profileRoutes } from './profile/routes.ts';
import { groupNames } from './report/group-names.ts';
import { reportRoutes } from './report/routes.ts';
import { PointBook } from './sanitation-point/point-book.ts';
import { readPointRecords } from './sanitation-point/point-records.ts';
import { pointRegister } from './sanitation-point/point-register.ts';
import { roundCalendar } from './sanitation-point/round-calendar.ts';
import { NO_SCORE_RULES } from './sanitation-point/round-score.ts';
import { sanitationPointRoutes } from './sanitation-point/routes.ts';
import { ChangeLog } from './store/change-log.ts';
import type { Database } from './store/database.ts';
import { visitLastPlaces } from './store/last-places.ts';
import { TrackWriter } from './store/track-writer.ts';

const DAY_MS = 86_400_000;

export interface PipelineParts {
  database: Database;
  profile: Profile;
  clock: Clock;
  build: string;
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
  const { database, profile, clock, build, onError, confirmIdentity } = parts;
  const { db } = database;

  // store
  const changeLog = await ChangeLog.open(database, {
    onAppend: (tx, { at, actor, kind, subject, data }, address) =>
      writeAudit(tx, { at, actor, address, action: kind, subject, after: audited(data) }),
    onListenerError: error => onError(error, 'a listener of the change log failed'),
  });
  const tracks = new TrackWriter(database, clock);

  // ingest, assign
  const boundaries = await readBoundaries(profile);
  const assigner = createAssigner(boundaries);
  const place = (lon: number, lat: number, crs: Crs, statedCommunity?: string): Placed => {
    const verdict = judgePlace(lon, lat, crs);
    if (!verdict.ok) throw new Refused(verdict.code, verdict.sentence, { field: verdict.field });
    return assigner.assign(verdict.lonLat, statedCommunity);
  };
  const communityAt = (lonLat: LonLat) => assigner.assign(lonLat).community;
  const named = placeNames(profile.data, communityAt);
  const places = createPlaceSearch(named, profile.data.settings.centre);
  const nameAt = nearestPlace(named);

  // concepts
  const units = await UnitRegister.open(database, { changeLog, profile });
  const latest = new LatestPositions();
  const classOf = motionOfClass(profile.data.settings.unitClasses);
  const reportIntervalS = reportIntervals(profile.data.settings.unitClasses);
  const onGroundError = (error: unknown) => onError(error, 'the ground of units could not be written');
  const groundFacts = new GroundFacts({ clock, changeLog, onError: onGroundError });
  const map = groundMap(profile.data, profile.grids);
  const ground = new GroundTracker(map, groundFacts);
  const raster = coverageRaster(profile.data, map, boundaries.boundaryVersion);
  const spells = new DutySpells(units.all());
  const coverage = new CoverageBook({
    ...{ clock, database, map, raster, days: profile.days, patrols: profile.unitPatrols },
    gridOf: unit => ground.gridOf(unit),
    wasOnDuty: (unit, atMs) => spells.wasOnDuty(unit, atMs),
    onError: error => onError(error, 'patrol coverage could not be written'),
  });
  // [P-9] [P-27]
  await visitLastPlaces(database, point => {
    const unit = units.byIndex(point.unitIndex as UnitIndex);
    const shown = latest.spotOf(point.unitIndex as UnitIndex);
    const isNewest = latest.take(point, unit === undefined || moves(shown, point, reportIntervalS(unit)));
    if (unit) coverage.replay(unit, point, isNewest);
  });
  for (const place of latest.all()) {
    const unit = units.byIndex(place.unitIndex as UnitIndex);
    if (unit) ground.restore(unit, place);
  }
  const refusals = new RefusalCounts();
  const standings = new SenderStandings();
  const quarantine = await Quarantine.open(database, {
    clock,
    onError: error => onError(error, 'the quarantine could not be kept'),
  });
  const devices = await DeviceRegister.open(database, { changeLog, units, quarantine });
  const intervals = new ReportIntervalWatch({
    ...{ clock, changeLog, devices, units },
    lastFixAt: name => standings.get(name)?.lastFixAt ?? null,
    classIntervalS: id => profile.data.settings.unitClasses.find(one => one.id === id)?.reportIntervalS,
    onError: error => onError(error, 'the reporting interval of units could not be written'),
  });
  const roads = profile.data.roads.features.map(({ geometry }) => geometry);
  const roadM = roadDistance(roads, profile.data.settings.centre[1]);
  const { area } = profile;
  const deadlines = new Deadlines({ database, changeLog, clock, onError });
  const { days, organs, data } = profile;
  const names = profileNames(data);
  const negativeList = await NegativeLists.open(
    { database, changeLog, deadlines, clock, organs, onError },
    { ...data.negativeList, effectiveFrom: days.instantOn(Date.parse(data.negativeList.effectiveFrom) / DAY_MS, 0) },
  );
  const limits = await LimitTable.open(database, {
    changeLog,
    profile: {
      ...{ days, isChannel: profile.isChannel, isOrgan: organs.exists, given: data.timeLimits },
      isCategory: id => negativeList.item(id) !== undefined,
    },
  });
  const alarms = new AlarmBoard({ deadlines, dayName: profile.days.dayName });
  const help = new HelpCalls({
    ...{ changeLog, board: alarms, zoneAt: lonLat => assigner.assign(lonLat).zone },
    lastPlaceOf: unit => latest.placeOf(unit.index),
  });
  const newestFixMs = (unit: UnitRecord) => latest.history(unit.index).newestMs;
  const { settings, communities } = data;
  const duty = await openDutyBoard({
    ...{ database, changeLog, clock, units, newestFixMs, onError },
    profile: {
      ...settings,
      ...{ days, zones: profile.zones, isZone: profile.isZone, isWorkingDay: profile.time.isWorkingDay },
      communities: communities.features.map(({ properties }) => properties),
    },
  });
  const unitWords = {
    ...{ unitClasses: settings.unitClasses, organs: organs.all.filter(({ perCommunity }) => !perCommunity) },
    zones: data.zones.features.map(({ properties }) => properties),
    communities: communities.features.map(({ properties: { code, name } }) => ({ id: code, name })),
  };
  const silence = new SilenceWatch({
    ...{ clock, db, changeLog, board: alarms, newestFixMs, reportIntervalS },
    units: () => afield(clock.now()),
    onError: error => onError(error, 'silent units could not be looked for'),
  });
  const context = incidentContext({ profile, negativeList, limits, units, place, gridByCode: assigner.gridByCode });
  const effects: IncidentEffects = { deadlines, alarms };
  const show = incidentShower(context);
  watchIncidentClocks(deadlines, { context, effects });
  const desk = new IncidentDesk({
    ...{ changeLog, place, context, effects },
    profile: { ...profile, dayName: profile.days.dayName, category: id => negativeList.item(id) },
  });
  const commands = new IncidentCommands({
    ...{ changeLog, context, effects },
    shown: (viewer, incident, now) => show(incident, viewer, now) ?? withoutReporter(incident),
  });
  const files = new PhotoFiles(parts.evidenceDir);
  const evidence = new EvidenceDesk({ db, changeLog, context, files });
  const operations = await openOperations({
    ...{ database, changeLog, clock, deadlines, files, onError, kinds: settings.operationKinds },
    ...{ numberPrefix: profile.numberPrefix, dayName: profile.days.dayName },
    context: {
      ...{ organs, place, unit: id => units.get(id), isZone: profile.isZone },
      isCategory: id => negativeList.item(id) !== undefined,
      isCommunity: code => profile.zoneOfCommunity(code) !== undefined,
    },
    effects: { deadlines, alarms, callSign: id => units.get(id)?.callSign ?? id },
    bookings: { callSign: id => units.get(id)?.callSign ?? id, rostered: duty.rostered },
    async makeIncident(operation, finding, viewer, now) {
      const channel = settings.channels.find(({ ownPatrol }) => ownPatrol) ?? settings.channels[0]!;
      const made = await desk.receive(
        findingAsReport(operation, finding, channel.id),
        causeOf(viewer),
        now,
        operation.id,
      );
      let incident = made;
      for (const id of finding.photos) {
        const photo = await operations.photos.find(id);
        if (!photo) continue;
        const { evidence: one, version } = await evidence.adopt(
          incident,
          await files.read(id),
          photo.type,
          viewer,
          now,
        );
        incident = { ...incident, version, evidence: [...incident.evidence, one] };
      }
      return incident;
    },
    streets: streetGraph(profile.data.roads.features, settings.centre),
  });
  await files.removeOrphans(
    async id => (await evidence.isKept(id)) || (await operations.photos.isKept(id)),
    clock.now(),
  );
  const openIncidents = await readOpenIncidents(db);
  const index = new OpenIncidentIndex(openIncidents);
  const sightings = new UnitSightings({
    ...{ clock, changeLog, context, effects },
    onError: error => onError(error, 'a unit at the scene could not be written'),
  });
  const scenes = new SceneFollower({
    scenesOf: unit =>
      index
        .sentTo(unit)
        .filter(record => record.tasks.some(task => awaitsSight(record, task, unit)))
        .map(({ id, lon, lat }) => ({ incident: id, lon, lat })),
    seen: (incident, unit, seenAt) => sightings.seen(incident, unit, seenAt),
  });
  const intake = new PositionIntake({
    ...{ units, devices, latest, tracks, refusals, standings, classOf, area },
    crsWatch: new CrsWatch({ standings, roadM, area }),
    followers: [ground, coverage, scenes, operations.follower, intervals],
  });
  const { unitClasses } = data.settings;
  const onGround = unitsOnGround({ units, latest, unitClasses });
  const proposals = new ProposalDesk({
    ...{ changeLog, index, place, isChannel: profile.isChannel, via: organs.via },
    row: (category, atMs) => negativeList.item(category, atMs),
    duties: (category, duty, community, atMs) => negativeList.organsOf(category, duty, community, atMs),
    territorial: community => organs.concrete(organs.command.territorial, community),
    bodyFor: (group, community) => profile.bodyFor(group, community),
    serves: profile.unitServes,
    units: onGround,
    limitsAtReceipt: (matter, now) => limitsAtReceipt(matter, context, now),
  });
  const field = new FieldDesk({
    ...{ units, sentTo: unit => index.sentTo(unit) },
    isAtWork: ({ state }) => isPossible(state, 'arrive'),
    shown: (incident, viewer, now) => show(incident, viewer, now, 'no-reporter') ?? withoutReporter(incident),
    carryOut: (id, command, viewer, now) => commands.carryOut(id, command, viewer, now),
    newestFix(unit) {
      const lonLat = latest.placeOf(unit.index);
      const time = latest.history(unit.index).newestMs;
      return lonLat && time !== null ? { lonLat, time } : null;
    },
    openHelp: unit => findOpenAlarm(db, { kind: 'help', unit, incident: null, limit: null }),
    shiftsOf: (unit, now) => duty.shiftsOf(unit, now),
    reportIntervalS: id => unitClasses.find(one => one.id === id)?.reportIntervalS ?? DEFAULT_REPORT_INTERVAL_S,
    ownPatrolChannel: data.settings.channels.find(({ ownPatrol }) => ownPatrol)?.id ?? null,
    timeZone: data.settings.timeZone,
  });
  const { sanitationIndex } = data.settings;
  const rounds = roundCalendar(sanitationIndex?.round?.length ?? null, days);
  const points = new PointBook({
    ...{ database, changeLog, rounds, rules: sanitationIndex ?? NO_SCORE_RULES, items: sanitationIndex?.items ?? null },
    register: pointRegister(data, communityAt),
  });
  await points.recountByRules(clock.now());

  // live
  const figuresParts = {
    ...{ db, days: profile.days, zones: profile.zones, pointsInZone: profile.pointsInZone, rounds },
    ...{ cover: (now: number) => duty.cover.look(now), shifts: duty.shifts },
  };
  const live = new LiveState({
    seq: changeLog.seq,
    incidents: openIncidents,
    units: units.all(),
    points: await readPointRecords(db),
    alarms: await readOpenAlarms(db),
    operations: operations.live,
    figures: await computeFigures(figuresParts, clock.now()),
    facts: await recentFacts(changeLog, onError),
    views: {
      zoneOfPoint: profile.zoneOfPoint,
      incidents: new RecordViews<IncidentRecord>((incident, { role, scope, sight }) =>
        show(incident, { role, scope, title: '' }, clock.now(), sight),
      ),
      operations: new RecordViews<OperationRecord>((operation, { role, scope }) =>
        operations.show(operation, { role, scope, title: '' }, clock.now()),
      ),
    },
  });
  const profileId = profile.data.settings.id;
  const hub = new Hub(
    new HubState({ clock, epoch: changeLog.epoch, build, profile: profileId, live, latest, units }),
    broadcast,
  );
  const figures = new FiguresBoard({
    clock,
    compute: now => computeFigures(figuresParts, now),
    nextMidnight: profile.days.startOfNextDay,
    publish: counted => hub.publishFigures(counted),
    onError: error => onError(error, 'figures could not be counted'),
  });
  changeLog.onCommitted(facts => {
    index.apply(facts);
    groundFacts.apply(facts);
    spells.apply(facts);
    intervals.apply(facts);
    operations.apply(facts);
    hub.publish(facts);
    figures.touch();
  });
  duty.cover.onChange(() => figures.touch());
  figures.start();
  deadlines.start();

  function lostUnits(now: number) {
    const onDuty = afield(now).filter(unit => unit.onDuty);
    return onDuty.filter(
      unit => !isPresent({ unit, newestFixMs: newestFixMs(unit), reportIntervalS: reportIntervalS(unit) }, now),
    );
  }

  /** Whoever sits at a desk sends no positions, and nobody misses them. */
  function afield(now: number): readonly UnitRecord[] {
    const atDesk = duty.atDesk(now);
    return units.all().filter(({ id }) => !atDesk.has(id));
  }

  return {
    changeLog,
    latest,
    tracks,
    refusals,
    standings,
    intake,
    devices,
    help,
    deadlines,
    hub,
    routes: [
      ...positionRoutes(intake),
      ...osmandRoutes({ intake, help }),
      ...owntracksRoutes(intake),
      ...assignRoutes(place, places),
      ...incidentRoutes({ db, changeLog, desk, show, commands }),
      ...proposeRoutes({ db, place, proposals }),
      ...evidenceRoutes(db, evidence),
      ...operations.routes,
      ...openHotSpots({
        ...{ database, changeLog, profile, nameAt },
        category: id => negativeList.item(id, clock.now()),
      }).routes,
      ...incidentExportRoutes({
        ...{ db, changeLog, timeZone: data.settings.timeZone },
        names: { ...names, category: (id, atMs) => negativeList.item(id, atMs)?.name ?? id, organ: organs.name },
      }),
      ...patrolRoutes(units),
      ...nearestRoutes({
        ...{ onGround, place, shiftsOf: duty.shiftsOf, sentTo: unit => index.sentTo(unit) },
        mayRead: (viewer, incident, now) => show(incident, viewer, now) !== null,
      }),
      ...trackRoutes({
        ...{ database, db, changeLog, units, timeZone: data.settings.timeZone },
        retentionDays: parts.trackRetentionDays,
        placeOf(lonLat) {
          const { grid, community, zone } = assigner.assign(lonLat);
          return { grid, community, zone, place: nameAt(lonLat) };
        },
      }),
      ...deviceRoutes({ devices, standings, refusals, units }),
      ...deviceExportRoutes({
        ...{ changeLog, timeZone: data.settings.timeZone },
        standings: now => deviceStandings({ devices, standings, refusals, units }, now),
      }),
      ...fieldRoutes(field),
      ...auditExportRoutes({ db, changeLog, timeZone: data.settings.timeZone }),
      ...duty.routes,
      ...unitExportRoutes({
        ...{ units, changeLog, timeZone: data.settings.timeZone, words: unitWords },
      }),
      ...unitImportRoutes(units, unitWords),
      ...coverageRoutes({
        ...{ db, map, raster, changeLog, names, book: coverage, days, timeZone: data.settings.timeZone },
        fullShare: data.settings.fullPatrolShare,
      }),
      ...alarmRoutes({
        ...{ db, units, help, place },
        desk: new AlarmDesk({ changeLog, board: alarms, timeZone: profile.data.settings.timeZone }),
      }),
      ...alarmExportRoutes({
        ...{ db, changeLog, names, timeZone: data.settings.timeZone },
        callSign: unit => units.get(unit)?.callSign ?? unit,
      }),
      ...sanitationPointRoutes(db, points),
      ...reportRoutes({
        ...{ db, days, timeZone: data.settings.timeZone },
        ownPatrolChannels: data.settings.channels.filter(({ ownPatrol }) => ownPatrol).map(({ id }) => id),
        keyName: groupNames(data, organs.name),
        stateName: state => STATE_WORDS[state as IncidentState],
        postedDesk: duty.postedDesk,
      }),
      ...dutyRoutes({
        book: new HandoverBook({ ...{ db, days, timeZone: data.settings.timeZone }, lostUnits }),
        confirmIdentity,
      }),
      ...(await profileRoutes(profile, negativeList)),
      ...limitRoutes(limits),
      ...negativeListRoutes({
        ...{ lists: negativeList, changeLog },
        words: { ...data.settings, organs },
        timeZone: data.settings.timeZone,
      }),
    ],
    async stop() {
      hub.stop();
      figures.stop();
      await duty.cover.stop();
      await silence.stop();
      await deadlines.stop();
      await groundFacts.stop();
      await intervals.stop();
      await sightings.stop();
      await operations.stop();
      await coverage.stop();
      await quarantine.stop().catch(error => onError(error, 'the quarantine could not be kept'));
      await changeLog.settled();
      await tracks.close();
    },
  };
}

/** [I-16] Audit rows can never be removed: what a fact carries goes in without anybody's number, and of many points how many. */
function audited(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if ('alarm' in data) return { ...data, alarm: withoutWords(data.alarm as AlarmRecord) };
  if ('points' in data && Array.isArray(data.points)) return { ...data, points: data.points.length };
  if (!('incident' in data)) return data;
  const note = 'note' in data && typeof data.note === 'string' ? { note: maskNumbers(data.note) } : {};
  return { ...data, ...note, incident: masked(data.incident as IncidentRecord) };
}

/** For those who come back after a restart. A row of an older protocol ends the list: what came before it needs a snapshot. */
async function recentFacts(changeLog: ChangeLog, onError: PipelineParts['onError']): Promise<LiveFact[]> {
  const logged = await changeLog.recent(MOST_FACTS_TO_CATCH_UP);
  const facts: LiveFact[] = [];
  for (const row of logged.reverse()) {
    try {
      facts.unshift(new LiveFact(row));
    } catch (error) {
      onError(error, `fact ${row.seq} cannot be read`);
      break;
    }
  }
  return facts;
}

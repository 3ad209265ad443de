/**
 * The units put together: register, newest positions, the ground they cover, their tracks. In: the boundaries, what lies at a point.
 * Out: who the units are and where, what follows their fixes, the routes. Opening reads the last places, so that the first screen after
 * a restart shows every unit where it was ([P-9] [P-27]).
 */
import type { LonLat } from '../contract/coordinates.ts';
import type { UnitId, UnitIndex } from '../contract/ids.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { moves } from '../ingest/coarse-fix.ts';
import type { FixFollower } from '../ingest/position-intake.ts';
import type { Profile } from '../profile/load.ts';
import { profileNames } from '../profile/profile-names.ts';
import type { FollowingRoom, RoomParts, StoppingRoom } from '../room.ts';
import { visitLastPlaces } from '../store/last-places.ts';
import { CoverageBook } from './coverage-book.ts';
import { coverageRaster } from './coverage-raster.ts';
import { coverageRoutes } from './coverage-routes.ts';
import { distancesTravelled, type Travelled } from './distance-travelled.ts';
import { DutySpells } from './duty-spells.ts';
import { unitExportRoutes } from './export-routes.ts';
import { GroundFacts } from './ground-facts.ts';
import { groundMap } from './ground-map.ts';
import { GroundTracker } from './ground-tracker.ts';
import { LatestPositions } from './latest-positions.ts';
import { reportIntervals } from './report-intervals.ts';
import { patrolRoutes } from './routes.ts';
import { SceneFollower, type SceneFollowerParts } from './scene-follower.ts';
import { trackRoutes } from './track-routes.ts';
import { unitImportRoutes } from './unit-import-routes.ts';
import { UnitRegister } from './unit-register.ts';
import type { UnitWords } from './unit-sheet.ts';
import type { StopPlace } from './unit-track.ts';
import { type UnitOnGround, unitsOnGround } from './units-on-ground.ts';

export interface PatrolRoomParts extends RoomParts {
  boundaryVersion: string;
  /** [P-77] */
  trackRetentionDays: number;
  placeOf: StopPlace;
}

export interface PatrolRoom extends FollowingRoom, StoppingRoom {
  units: UnitRegister;
  latest: LatestPositions;
  /** Seconds between two of its positions: of its device, else of its class. */
  reportIntervalS(unit: UnitRecord): number;
  /** UTC ms; null = never heard. */
  newestFixMs(unit: UnitRecord): number | null;
  /** Null = it never said where it is. */
  lastPlaceOf(unit: UnitRecord): LonLat | null;
  onGround(now: number): UnitOnGround[];
  /** From stored tracks; a unit without any position is not there. */
  travelled(units: readonly UnitId[], fromMs: number, toMs: number): Promise<Map<UnitId, Travelled>>;
  /** Whom the intake tells of every fix, in this order; `work` = where units are expected. */
  followers(work: SceneFollowerParts): FixFollower[];
}

export async function openPatrol(parts: PatrolRoomParts): Promise<PatrolRoom> {
  const { database, changeLog, clock, profile, onError } = parts;
  const { data, days } = profile;
  const { timeZone, unitClasses, fullPatrolShare } = data.settings;
  const units = await UnitRegister.open(database, { changeLog, profile });
  const latest = new LatestPositions();
  const reportIntervalS = reportIntervals(unitClasses);
  const groundFacts = new GroundFacts({
    ...{ clock, changeLog },
    onError: error => onError(error, 'the ground of units could not be written'),
  });
  const map = groundMap(data, profile.grids);
  const ground = new GroundTracker(map, groundFacts);
  const raster = coverageRaster(data, map, parts.boundaryVersion);
  const spells = new DutySpells(units.all());
  const coverage = new CoverageBook({
    ...{ clock, database, map, raster, days, patrols: profile.unitPatrols },
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
  const words = unitWords(profile);
  const names = profileNames(data);
  return {
    ...{ units, latest, reportIntervalS, onGround: unitsOnGround({ units, latest, unitClasses }) },
    travelled: (asked, fromMs, toMs) => distancesTravelled({ database, units }, asked, fromMs, toMs),
    newestFixMs: unit => latest.history(unit.index).newestMs,
    lastPlaceOf: unit => latest.placeOf(unit.index),
    followers: work => [ground, coverage, new SceneFollower(work)],
    apply(facts) {
      groundFacts.apply(facts);
      spells.apply(facts);
    },
    routes: [
      ...patrolRoutes(units),
      ...trackRoutes({
        ...{ database, db: database.db, changeLog, units, timeZone },
        ...{ retentionDays: parts.trackRetentionDays, placeOf: parts.placeOf },
      }),
      ...unitExportRoutes({ units, changeLog, timeZone, words }),
      ...unitImportRoutes(units, words),
      ...coverageRoutes({
        ...{ db: database.db, map, raster, changeLog, names, book: coverage, days, timeZone },
        fullShare: fullPatrolShare,
      }),
    ],
    async stop() {
      await groundFacts.stop();
      await coverage.stop();
    },
  };
}

function unitWords({ data, organs }: Profile): UnitWords {
  return {
    unitClasses: data.settings.unitClasses,
    organs: organs.all.filter(({ perCommunity }) => !perCommunity),
    zones: data.zones.features.map(({ properties }) => properties),
    communities: data.communities.features.map(({ properties: { code, name } }) => ({ id: code, name })),
  };
}

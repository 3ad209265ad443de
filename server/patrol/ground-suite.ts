/** Where units are, from fixes to facts, for each database. Ids in brackets are rules of SPEC.md and rows of reliability.md. */
import { resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../access/test-databases.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, UnitId } from '../contract/ids.ts';
import { openProfile, type Profile } from '../profile/load.ts';
import { ChangeLog, type LoggedFact } from '../store/change-log.ts';
import { GroundFacts } from './ground-facts.ts';
import { type GroundMap, groundMap } from './ground-map.ts';
import { GroundTracker } from './ground-tracker.ts';
import { LatestPositions } from './latest-positions.ts';
import { UnitRegister } from './unit-register.ts';

const START = Date.UTC(2026, 10, 28, 2);
const CAUSE = { actor: 'test', address: '' };
const U = 'u1' as UnitId;

export function groundSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let profile: Profile;
    let map: GroundMap;
    let inside: ReturnType<typeof places>;
    beforeAll(async () => {
      profile = await openProfile(resolve('geodata/profiles/xinan'));
      map = groundMap(profile.data, profile.grids);
      inside = places(profile);
    });

    let place: TestDatabase;
    let clock: HandClock;
    let log: ChangeLog;
    let units: UnitRegister;
    let facts: GroundFacts;
    let tracker: GroundTracker;
    let latest: LatestPositions;
    let told: LoggedFact[];
    let diskFull = false;
    let errors: unknown[] = [];
    beforeEach(async () => {
      errors = [];
      place = await open();
      clock = handClock(START);
      await begin();
    });
    afterEach(async () => {
      await facts.stop();
      await place.clear();
    });

    async function begin(): Promise<void> {
      log = await ChangeLog.open(place.database, {
        onListenerError: error => {
          throw error;
        },
      });
      units = await UnitRegister.open(place.database, { changeLog: log, profile });
      told = [];
      facts = new GroundFacts({
        clock,
        changeLog: { commit: work => (diskFull ? Promise.reject(new Error('disk full')) : log.commit(work)) },
        onError: error => errors.push(error),
      });
      log.onCommitted(facts.apply.bind(facts));
      log.onCommitted(news => told.push(...news.filter(({ kind }) => kind === 'unit-ground-changed')));
      tracker = new GroundTracker(map, facts);
      latest = new LatestPositions();
    }

    async function onDuty(community: string | null, homeZone?: string): Promise<void> {
      const unit = { id: U, callSign: '巡01', unitClass: 'patrol-person', community, ...(homeZone && { homeZone }) };
      await units.register([unit], CAUSE, clock.now());
      await units.setDuty(U, true, CAUSE, clock.now());
    }

    /** As the intake does it. */
    function fix(at: LonLat, fixTimeMs = clock.now(), accuracyM: number | null = 5): void {
      const unit = units.get(U)!;
      const point = { unitIndex: unit.index, lon: at[0], lat: at[1], fixTimeMs, accuracyM };
      const isNewest = latest.take({ ...point, speedMps: null, headingDeg: null });
      tracker.taken(unit, point, isNewest, clock.now());
    }
    const ground = () => units.get(U)?.ground;

    test('[P-53] the first fix says where it is; the next in the same place says nothing', async () => {
      await onDuty(null);
      fix(inside.a.at);
      await facts.write();
      expect(ground()).toEqual({ zone: inside.a.zone, community: inside.a.code, since: START, away: false });
      clock.advance(30_000);
      fix(inside.a.at);
      await facts.write();
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({
        kind: 'unit-ground-changed',
        subject: U,
        data: { unit: units.get(U), late: false },
      });
    });

    test('[P-53] off duty nobody is followed', async () => {
      await units.register([{ id: U, callSign: '巡01', unitClass: 'patrol-person' }], CAUSE, clock.now());
      fix(inside.a.at);
      await facts.write();
      expect(ground()).toBeNull();
    });

    test('[P-50] a coarse fix moves nobody to another ground', async () => {
      await onDuty(null);
      fix(inside.a.at);
      clock.advance(60_000);
      fix(inside.b.at, clock.now(), 101);
      await facts.write();
      expect(ground()).toMatchObject({ community: inside.a.code });
    });

    test('[P-54] leaving the covered community is away, coming back is not; the fact goes to the home zone', async () => {
      await onDuty(inside.a.code);
      fix(inside.a.at);
      await facts.write();
      clock.advance(60_000);
      fix(inside.b.at);
      await facts.write();
      expect(ground()).toMatchObject({ community: inside.b.code, zone: inside.b.zone, since: clock.now(), away: true });
      expect(told.at(-1)?.zone).toBe(inside.a.zone);
      clock.advance(60_000);
      fix(inside.a.at);
      await facts.write();
      expect(ground()).toMatchObject({ community: inside.a.code, away: false });
      expect(told).toHaveLength(3);
    });

    test('[P-54] who covers a whole zone is away outside the zone, and outside every zone', async () => {
      await onDuty(null, inside.a.zone);
      fix(inside.neighbour.at);
      await facts.write();
      expect(ground()).toMatchObject({ community: inside.neighbour.code, away: false });
      clock.advance(60_000);
      fix([profile.area.west - 0.01, profile.area.south]);
      await facts.write();
      expect(ground()).toMatchObject({ zone: null, community: null, away: true });
    });

    test('[P-54] away follows duty and registration, not only fixes', async () => {
      await onDuty(inside.a.code);
      fix(inside.b.at);
      await facts.write();
      expect(ground()?.away).toBe(true);
      await units.setDuty(U, false, CAUSE, clock.now());
      await facts.write();
      expect(ground()?.away).toBe(false);
      await units.setDuty(U, true, CAUSE, clock.now());
      await facts.write();
      expect(ground()?.away).toBe(true);
      const moved = { id: U, callSign: '巡01', unitClass: 'patrol-person', community: inside.b.code };
      await units.register([moved], CAUSE, clock.now());
      await facts.write();
      expect(ground()).toMatchObject({ community: inside.b.code, away: false });
    });

    test('[C1] [P-5] duplicates and a shuffled half minute cross no border twice', async () => {
      await onDuty(null);
      fix(inside.a.at, START);
      const later = [20, 10, 30, 10, 20, 30, 25, 5].map(s => START + s * 1000);
      for (const at of later) fix(at === START + 5000 ? inside.a.at : inside.b.at, at);
      await facts.write();
      expect(told.map(({ data }) => (data as { unit: { ground: object } }).unit.ground)).toMatchObject([
        { community: inside.b.code },
      ]);
      for (const at of later) fix(inside.a.at, at);
      await facts.write();
      expect(told).toHaveLength(1);
    });

    test('[C2] [P-55] an hour of cached fixes is told once, as late; a reversed batch as its newest fix alone', async () => {
      await onDuty(null);
      fix(inside.a.at);
      await facts.write();
      clock.advance(3_600_000);
      const cached = Array.from({ length: 200 }, (_, i) => START + (i + 1) * 10_000);
      for (const at of cached) fix(at % 400_000 < 200_000 ? inside.a.at : inside.b.at, at);
      fix(inside.b.at, START + 2_010_000);
      await facts.write();
      expect(told).toHaveLength(2);
      expect(told[1]?.data).toMatchObject({ late: true, unit: { ground: { community: inside.b.code } } });
      for (const at of cached.toReversed()) fix(inside.a.at, at);
      await facts.write();
      expect(told).toHaveLength(2);
    });

    test('[P-56] a restart goes on where it was, without an event', async () => {
      await onDuty(inside.a.code);
      fix(inside.a.at);
      await facts.write();
      clock.advance(60_000);
      fix(inside.b.at);
      await facts.stop(); // also writes
      const before = { seq: log.seq, ground: ground() };
      const places = latest.all();

      await begin();
      for (const one of places) tracker.restore(units.byIndex(one.unitIndex as never)!, one);
      clock.advance(60_000);
      fix(inside.b.at);
      await facts.write();
      expect({ seq: log.seq, ground: ground() }).toEqual(before);
      expect(map.grids[tracker.gridOf(units.get(U)!.index)]?.community).toBe(inside.b.code);
    });

    test('the newest finding of a unit is all that waits, and what cannot be written is tried again', async () => {
      await onDuty(null);
      for (let i = 0; i < 50; i++) {
        clock.advance(500);
        fix(i % 2 === 0 ? inside.a.at : inside.b.at);
      }
      await facts.write();
      expect(log.seq).toBeLessThan(2 + 50);
      expect(ground()).toMatchObject({ community: inside.b.code });

      diskFull = true;
      clock.advance(60_000);
      fix(inside.a.at);
      await facts.write();
      expect(errors).toHaveLength(1);
      expect(ground()).toMatchObject({ community: inside.b.code });
      diskFull = false;
      await facts.write();
      expect(ground()).toMatchObject({ community: inside.a.code });
    });
  });
}

/** Two communities of different zones, and a neighbour of the first in its zone: a place well inside each. */
function places({ data }: Profile) {
  const list = data.communities.features.map(({ properties: { code, zone, labelAt } }) => ({
    ...{ code: code as CommunityCode, zone },
    at: [labelAt[0], labelAt[1]] as LonLat,
  }));
  const a = list[0]!;
  const b = list.find(({ zone }) => zone !== a.zone)!;
  const neighbour = list.find(({ zone, code }) => zone === a.zone && code !== a.code)!;
  return { a, b, neighbour };
}

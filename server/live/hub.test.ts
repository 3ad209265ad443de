/** The hub by itself: time by hand, links made of arrays. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type HandClock, handClock } from '../clock.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { MajorActionRecord } from '../contract/emergency-action.ts';
import type { WarningRecord } from '../contract/emergency-warning.ts';
import type { Figures } from '../contract/figures.ts';
import type { Epoch, UnitId, UnitIndex, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord } from '../contract/operation.ts';
import { visitPositionFrame } from '../contract/position-frame.ts';
import { PROTOCOL_VERSION } from '../contract/protocol-version.ts';
import type { Refusal } from '../contract/refusal.ts';
import type { Role } from '../contract/viewer.ts';
import { LatestPositions } from '../patrol/latest-positions.ts';
import type { LoggedFact } from '../store/change-log.ts';
import { audienceOf } from './audience.ts';
import { Hub } from './hub.ts';
import { HubState } from './hub-state.ts';
import type { Broadcast, Link, Messages } from './link.ts';
import { LiveFact } from './live-fact.ts';
import { LiveState, type Views } from './live-state.ts';
import type { Queued } from './queue-watch.ts';
import { RecordViews } from './record-views.ts';

const NOW = 1_795_000_000_000;
const EPOCH = 'first' as Epoch;
const NO_VIEWS: Views = {
  incidents: new RecordViews<IncidentRecord>(() => null),
  operations: new RecordViews<OperationRecord>(() => null),
  emergencies: new RecordViews<EmergencyRecord>(() => null),
  warnings: new RecordViews<WarningRecord>(() => null),
  majorActions: new RecordViews<MajorActionRecord>(() => null),
  zoneOfPoint: () => undefined,
};
const FIGURES: Figures = {
  asOf: NOW,
  incidents: { open: 0, today: 0, yesterdayByNow: 0, overdue: 0, closedToday: 0, closedTodayOnTime: 0 },
  organs: [],
  alarms: { unacknowledged: 0, inTenMinutes: 0, flood: false },
  points: {
    ...{ total: 0, deducted: 0, repeat: 0, bulletined: 0, deductedThisRound: 0, deductedLastRoundByNow: 0 },
    round: '2026-11',
  },
  zones: [],
  shifts: null,
};

class FakeLink implements Link {
  seen: [event: keyof Messages, message: Messages[keyof Messages]][] = [];
  rooms = new Set<string>();
  free = true;
  waiting: Queued = { packets: 0, bytes: 0 };
  ended: Refusal | null = null;

  send<E extends keyof Messages>(event: E, message: Messages[E]) {
    this.seen.push([event, message]);
  }
  sendVolatile<E extends keyof Messages>(event: E, message: Messages[E]) {
    if (this.free) this.seen.push([event, message]);
    this.free = false; // as a transport that is sending
  }
  isFree() {
    return this.free;
  }
  queued() {
    return this.waiting;
  }
  enter(room: string) {
    this.rooms.add(room);
  }
  leave(room: string) {
    this.rooms.delete(room);
  }
  end(refusal: Refusal) {
    this.ended = refusal;
  }

  events() {
    return this.seen.map(([event]) => event);
  }
  take<E extends keyof Messages>(event: E): Messages[E][] {
    return this.seen.filter(([name]) => name === event).map(([, message]) => message as Messages[E]);
  }
}

let clock: HandClock;
let latest: LatestPositions;
let live: LiveState;
let hub: Hub;
let links: FakeLink[];
const zones = new Map<number, ZoneId | null>();

beforeEach(() => {
  clock = handClock(NOW);
  latest = new LatestPositions();
  links = [];
  zones.clear();
  live = new LiveState({
    seq: 0,
    incidents: [],
    units: [],
    points: [],
    alarms: [],
    operations: [],
    emergencies: [],
    warnings: [],
    majorActions: [],
    facts: [],
    figures: FIGURES,
    views: NO_VIEWS,
  });
  const units = { byIndex: (index: UnitIndex) => aUnit(index, zones.get(index) ?? null) };
  const state = new HubState({ clock, latest, live, units, epoch: EPOCH, build: 'test', profile: 'xinan' });
  const broadcast: Broadcast = {
    send(room, event, message) {
      for (const link of links) if (link.rooms.has(room)) link.send(event, message);
    },
    sendVolatile(room, event, message) {
      for (const link of links) if (link.rooms.has(room)) link.sendVolatile(event, message);
    },
  };
  hub = new Hub(state, broadcast);
});

function aUnit(index: number, homeZone: ZoneId | null) {
  return {
    id: `unit-${index}` as UnitId,
    index: index as UnitIndex,
    version: 1,
    callSign: `巡${index}`,
    unitClass: 'patrol-person',
    homeZone,
    community: null,
    organ: null,
    onDuty: true,
    dutyChangedAt: NOW,
    ground: null,
    reportIntervalS: null,
  };
}
function aFact(seq: number, more: Partial<LoggedFact> = {}): LoggedFact {
  const unit = aUnit(seq, more.zone ?? null);
  return {
    seq,
    at: NOW,
    kind: 'unit-registered',
    subject: unit.id,
    zone: null,
    actor: 'test',
    data: { unit },
    ...more,
  };
}
function join(role: Role = 'wall', zone?: string): { link: FakeLink; hello: (seq?: number, epoch?: Epoch) => void } {
  const viewer = { account: 'x', title: 'x', role, scope: zone ? { zone: zone as ZoneId } : {}, demo: false };
  const link = new FakeLink();
  links.push(link);
  const { subscriber } = hub.join(link, { viewer, audience: audienceOf(viewer)!, language: 'zh' });
  const hello = (seq?: number, epoch = EPOCH) =>
    subscriber.hello({ protocol: PROTOCOL_VERSION, ...(seq !== undefined && { since: { epoch, seq } }) });
  return { link, hello };
}
function fix(unitIndex: number, fixTimeMs: number) {
  latest.take({ unitIndex, fixTimeMs, lon: 113.9, lat: 22.5, accuracyM: null, speedMps: null, headingDeg: null });
}
function unitsIn(frame: ArrayBuffer | undefined): number[] {
  const units: number[] = [];
  if (frame) visitPositionFrame(frame, unit => units.push(unit));
  return units;
}
const publish = (from: number, to: number) =>
  hub.publish(Array.from({ length: to - from + 1 }, (_, i) => aFact(from + i)));

describe('catching up', () => {
  test('2,000 facts behind gets them all, 2,001 behind gets a snapshot', () => {
    for (let seq = 1; seq <= 5001; seq += 500) publish(seq, Math.min(seq + 499, 5001));
    const near = join();
    near.hello(3001);
    expect(near.link.take('delta')[0]).toMatchObject({ from: 3002, to: 5001 });
    expect(near.link.take('delta')[0]?.facts).toHaveLength(2000);
    const far = join();
    far.hello(3000);
    expect(far.link.events()).toEqual(['snapshot', 'positions']);
    expect(far.link.take('snapshot')[0]).toMatchObject({ seq: 5001 });
  });

  test('a snapshot brings the thirty newest that are news, however many records were merely kept meanwhile', () => {
    const kindOf = (seq: number) => (seq % 10 === 0 ? 'unit-duty-changed' : 'unit-ground-changed');
    for (let from = 1; from <= 500; from += 100)
      hub.publish(
        Array.from({ length: 100 }, (_, i) => {
          const unit = aUnit(from + i, null);
          return aFact(from + i, { kind: kindOf(from + i), data: { unit, late: false } });
        }),
      );
    const { link, hello } = join();
    hello();
    const { recent } = link.take('snapshot')[0]!;
    expect(recent.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => 210 + i * 10));
    expect(new Set(recent.map(({ kind }) => kind))).toEqual(new Set(['unit-duty-changed']));
  });

  test('nothing missed is an empty delta with the figures', () => {
    publish(1, 3);
    const { link, hello } = join();
    hello(3);
    expect(link.take('delta')).toEqual([{ epoch: EPOCH, from: 4, to: 3, facts: [], figures: FIGURES }]);
  });

  test('after a restart with few facts in memory, somebody from before them gets a snapshot', () => {
    const state = {
      seq: 10,
      incidents: [],
      units: [],
      points: [],
      alarms: [],
      operations: [],
      emergencies: [],
      warnings: [],
      majorActions: [],
      figures: FIGURES,
      views: NO_VIEWS,
    };
    const restarted = new LiveState({ ...state, facts: [9, 10].map(seq => new LiveFact(aFact(seq))) });
    expect(restarted.since(8)?.map(f => f.full.seq)).toEqual([9, 10]);
    expect(restarted.since(7)).toBeNull();
    expect(restarted.since(11)).toBeNull();
  });

  test('before hello nothing is sent', () => {
    const { link } = join();
    publish(1, 1);
    fix(1, NOW);
    clock.advance(5000);
    expect(link.seen).toEqual([]);
  });

  test('a gap in the facts is our own mistake and throws', () => {
    expect(() => hub.publish([aFact(2)])).toThrow(/Fact 2 after 0/);
  });
});

describe('positions', () => {
  test('of one tick go out as one frame of what moved, once', () => {
    const { link, hello } = join();
    hello();
    fix(1, NOW);
    fix(2, NOW);
    fix(1, NOW + 1);
    clock.advance(100);
    expect(unitsIn(link.take('positions').at(-1))).toEqual([1, 2]);
    const frames = link.take('positions').length;
    link.free = true;
    clock.advance(1000);
    expect(link.take('positions')).toHaveLength(frames);
  });

  test('a link that was busy at the tick gets every unit at the next one', () => {
    const { link, hello } = join();
    fix(1, NOW);
    hello();
    link.free = false;
    fix(2, NOW);
    clock.advance(100);
    fix(3, NOW);
    link.free = true;
    clock.advance(100);
    expect(unitsIn(link.take('positions').at(-1))).toEqual([1, 2, 3]);
  });

  test('[E3] a chief is sent the units of the own zone only', () => {
    zones
      .set(1, 'own' as ZoneId)
      .set(2, 'other' as ZoneId)
      .set(3, null);
    const { link, hello } = join('chief', 'own');
    for (const unit of [1, 2, 3]) fix(unit, NOW);
    hello();
    for (const unit of [1, 2, 3]) fix(unit, NOW + 1);
    clock.advance(100);
    for (const unit of [2, 3]) fix(unit, NOW + 2);
    link.free = true;
    clock.advance(100);
    expect(link.take('positions').map(unitsIn)).toEqual([[1], [1]]);
  });
});

test('a unit that moves to another zone is told to both chiefs, once', () => {
  const old = join('chief', 'old');
  const next = join('chief', 'next');
  const third = join('chief', 'third');
  for (const { hello } of [old, next, third]) hello();
  const zone = 'next' as ZoneId;
  hub.publish([aFact(1, { zone, data: { unit: aUnit(1, zone), leftZone: 'old' } })]);
  const kinds = [old, next, third].map(({ link }) => link.take('delta')[0]?.facts.map(f => f.kind));
  expect(kinds).toEqual([['unit-registered'], ['unit-registered'], ['withheld']]);
});

describe('[A10] a slow link', () => {
  const over = { packets: 201, bytes: 0 };

  test('falls behind after five seconds, hears only heartbeats, and gets a snapshot when it has drained', () => {
    const { link, hello } = join();
    hello();
    link.waiting = over;
    clock.advance(5000);
    publish(1, 1);
    expect(link.take('delta')).toHaveLength(1); // not yet
    clock.advance(1000);
    publish(2, 2);
    hub.publishFigures(FIGURES);
    fix(1, NOW);
    const before = link.seen.length;
    link.free = false;
    clock.advance(3000);
    expect(link.seen.length).toBe(before);
    link.free = true;
    clock.advance(2000);
    expect(link.events().at(-1)).toBe('heartbeat');
    link.waiting = { packets: 0, bytes: 0 };
    clock.advance(500);
    expect(link.events().slice(-2)).toEqual(['snapshot', 'positions']);
    expect(link.take('snapshot').at(-1)?.seq).toBe(2);
    publish(3, 3);
    expect(link.take('delta').at(-1)).toMatchObject({ from: 3, to: 3 });
    expect(link.ended).toBeNull();
  });

  test('that recovers in time stays live', () => {
    const { link, hello } = join();
    hello();
    for (let i = 0; i < 3; i++) {
      link.waiting = over;
      clock.advance(4000);
      link.waiting = { packets: 0, bytes: 0 };
      clock.advance(1000);
    }
    expect(link.take('snapshot')).toHaveLength(1);
    expect(link.rooms.size).toBe(1);
  });

  test.each([
    { packets: 1001, bytes: 0 },
    { packets: 1, bytes: 8_000_001 },
  ])('is cut at %j', waiting => {
    const { link, hello } = join();
    hello();
    link.waiting = waiting;
    clock.advance(500);
    expect(link.ended?.refusal).toBe('slow');
    expect(link.rooms.size).toBe(0);
  });
});

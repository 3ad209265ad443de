/**
 * Valid records for tests: name only what matters, `anIncident({ level: 1 })`. All are frozen, so a reducer that changes its
 * input in place throws.
 */
import type { Snapshot } from '../../server/contract/down.ts';
import type { Fact } from '../../server/contract/fact.ts';
import type { Figures } from '../../server/contract/figures.ts';
import type {
  Epoch,
  IncidentId,
  OperationId,
  OrganId,
  PointCode,
  UnitId,
  UnitIndex,
  ZoneId,
} from '../../server/contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../../server/contract/incident.ts';
import type { IncidentLimit } from '../../server/contract/incident-limit.ts';
import type { OperationRecord, OperationSquad, OperationStop } from '../../server/contract/operation.ts';
import { PROTOCOL_VERSION } from '../../server/contract/protocol-version.ts';
import type { PointRecord } from '../../server/contract/scoring-point.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';

export const NOON = 1_795_060_800_000;
export const EPOCH = 'epoch-1' as Epoch;
export const BINHAI = 'binhai' as ZoneId;

export const incidentNumber = (n: number): IncidentId => `XA20261119-${String(n).padStart(4, '0')}` as IncidentId;

export function anIncident(known: Partial<IncidentRecord> = {}): IncidentRecord {
  return Object.freeze({
    id: incidentNumber(1),
    version: 1,
    state: 'received',
    stateSince: NOON,
    channel: 'patrol',
    category: null,
    level: null,
    grade: null,
    text: '路面有积水',
    lon: 113.88,
    lat: 22.56,
    address: null,
    grid: null,
    community: null,
    zone: BINHAI,
    assignedBy: 'outside-area',
    onBoundary: false,
    networks: [],
    boundaryVersion: 'test',
    happenedAt: NOON,
    reportedAt: NOON,
    receivedAt: NOON,
    acceptedAt: null,
    closedAt: null,
    acceptedBy: null,
    tasks: [],
    revisitedBy: null,
    reworks: 0,
    reopened: 0,
    neglected: false,
    limits: [],
    requests: [],
    heldUntil: null,
    promise: null,
    supervisions: [],
    accountability: [],
    mergedInto: null,
    emergency: null,
    merged: [],
    evidence: [],
    allowed: [],
    ...known,
  } satisfies IncidentRecord);
}

/** 城管办 leads, sent at noon. */
export function aTask(known: Partial<OrganTask> = {}): OrganTask {
  return Object.freeze({
    organ: 'urban-management' as OrganId,
    via: null,
    lead: true,
    unit: null,
    assignedAt: NOON,
    acknowledgedAt: null,
    arrivedAt: null,
    seenAt: null,
    ...known,
  });
}

/** One hour from noon on, amber for the last twelve minutes. */
export function aLimit(known: Partial<IncidentLimit> = {}): IncidentLimit {
  return Object.freeze({
    id: 'handle-1',
    step: 'handle',
    rule: 'handle-general',
    unit: 'minutes',
    amount: 60,
    anchor: 'accepted',
    filingNumber: null,
    source: 'S3-14',
    startedAt: NOON,
    amberAt: NOON + 48 * 60_000,
    targetAt: null,
    dueAt: NOON + 60 * 60_000,
    state: 'running',
    endedAt: null,
    breachedAt: null,
    weekendsOnly: false,
    ...known,
  } satisfies IncidentLimit);
}

/** Unit number `index`, with an id and a call sign made of it. */
export function aUnit(index: number, known: Partial<UnitRecord> = {}): UnitRecord {
  return Object.freeze({
    id: `unit-${index}` as UnitId,
    index: index as UnitIndex,
    version: 1,
    callSign: `巡${String(index).padStart(2, '0')}`,
    unitClass: 'patrol-person',
    homeZone: BINHAI,
    community: null,
    organ: null,
    onDuty: true,
    dutyChangedAt: NOON,
    ground: null,
    reportIntervalS: null,
    ...known,
  } satisfies UnitRecord);
}

export function aPoint(n: number, known: Partial<PointRecord> = {}): PointRecord {
  return Object.freeze({
    code: `XA-${String(n).padStart(4, '0')}` as PointCode,
    state: 'deducted',
    round: '2026-11',
    deductions: 1,
    lastDeductionAt: NOON,
    bulletin: null,
    ...known,
  } satisfies PointRecord);
}

export function someFigures(asOf: number, open = 0): Figures {
  return Object.freeze({
    asOf,
    incidents: { open, today: open, yesterdayByNow: 0, overdue: 0, closedToday: 0, closedTodayOnTime: 0 },
    organs: [],
    alarms: { unacknowledged: 0, inTenMinutes: 0, flood: false },
    points: {
      ...{ total: 929, deducted: 0, repeat: 0, bulletined: 0, deductedThisRound: 0, deductedLastRoundByNow: 0 },
      round: '2026-11',
    },
    zones: [],
    shifts: null,
  } satisfies Figures);
}

export function aSnapshot(known: Partial<Snapshot> = {}): Snapshot {
  return Object.freeze({
    protocol: PROTOCOL_VERSION,
    build: 'build-1',
    epoch: EPOCH,
    seq: 0,
    serverTime: NOON,
    viewer: { account: 'wall-1', title: '大屏', role: 'wall', scope: {}, demo: true },
    profile: 'xinan',
    incidents: [],
    units: [],
    points: [],
    alarms: [],
    operations: [],
    emergencies: [],
    warnings: [],
    majorActions: [],
    figures: someFigures(NOON),
    recent: [],
    ...known,
  } satisfies Snapshot);
}

/** One fact of each kind, numbered from `seq`, about incidents 1 and 2, unit 7 and point 3. */
export function oneFactOfEachKind(seq: number): Fact[] {
  const at = NOON;
  return [
    { seq, at, kind: 'incident-received', incident: anIncident() },
    {
      seq: seq + 1,
      at,
      kind: 'incident-imported',
      incident: anIncident({ id: incidentNumber(2), state: 'closed', closedAt: NOON - 86_400_000 }),
    },
    { seq: seq + 2, at, kind: 'unit-registered', unit: aUnit(7, { onDuty: false }) },
    { seq: seq + 3, at, kind: 'unit-duty-changed', unit: aUnit(7, { version: 2 }) },
    { seq: seq + 4, at, kind: 'deduction-recorded', point: aPoint(3), item: '果皮箱满溢', score: 2 },
    { seq: seq + 5, at, kind: 'withheld' },
  ];
}

/** Under way since noon, with one squad of two stops. */
export function anOperation(known: Partial<OperationRecord> = {}): OperationRecord {
  return Object.freeze({
    ...{ id: 'XA-LH20261119-01' as OperationId, version: 1, state: 'under-way', stateSince: NOON },
    ...{ kind: 'zone-monthly', title: '片区联合行动', zone: BINHAI, origin: 'by-hand', cadence: null, period: null },
    ...{ startsAt: NOON, endsAt: NOON + 4 * 3_600_000, leaderPost: '片区长', leadOrgan: null, assistingOrgans: [] },
    ...{ volunteerTeams: [], purpose: '', legalBasis: [], muster: null, area: null, targets: [], checklist: [] },
    squads: [aSquad()],
    ...{ calls: [], whistle: null, composition: null, compositionReason: null },
    progress: { planned: 2, visited: 0, skipped: 0, remaining: 2, late: 0 },
    ...{ organsCalled: 0, organsArrived: 0, findings: [], startedAt: NOON, finishedAt: null, summary: null },
    ...{ imported: false, copiedFrom: null, createdBy: '', createdAt: NOON, allowed: [] },
    ...known,
  } satisfies OperationRecord);
}

export function aSquad(known: Partial<OperationSquad> = {}): OperationSquad {
  return Object.freeze({
    ...{ id: 's1', name: '一组', leader: null, members: [], headcount: 3, absent: 0, vehicles: [], channel: null },
    ...{ units: ['unit-1' as UnitId], mode: 'foot', corridorM: 300, corridorS: 60 },
    stops: [aStop('p1'), aStop('p2')],
    progress: { planned: 2, visited: 0, skipped: 0, remaining: 2, late: 0 },
    ...{ currentStop: 'p1', offRouteSince: null },
    ...known,
  } satisfies OperationSquad);
}

export function aStop(id: string, known: Partial<OperationStop> = {}): OperationStop {
  return Object.freeze({
    ...{ id, target: null, name: `点位${id}`, lon: 113.88, lat: 22.56, plannedAt: null, dwellMin: 15, radiusM: 50 },
    ...{ grid: null, state: 'planned', arrivedAt: null, arrivedBy: null, leftAt: null, skipReason: null },
    ...known,
  } satisfies OperationStop);
}

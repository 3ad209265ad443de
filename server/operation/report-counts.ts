/**
 * Counts a report from the record of an operation and the ways of its units [O-80] to [O-85]. Pure. In: the record as this viewer sees it,
 * metres by unit, the record before it. Out: the contract's report. Every group names the findings it counts.
 */
import type { UnitId } from '../contract/ids.ts';
import type { OperationFinding, OperationRecord, OperationSquad } from '../contract/operation.ts';
import type { OperationReport, ReportFigures, ReportSquad } from '../contract/operation-report.ts';
import { isLate } from './stop-progress.ts';

/** Of one unit, over the time of the operation; absent = nothing is known of it. */
export type UnitWays = ReadonlyMap<UnitId, { callSign: string; positions: number; distanceM: number }>;

export interface Walked {
  record: OperationRecord;
  ways: UnitWays;
}

export function countReport(now: Walked, before: Walked | null, asOf: number): OperationReport {
  const { record } = now;
  const squads = record.squads.map(squad => squadOf(squad, now, asOf));
  return {
    ...{ id: record.id, version: record.version, kind: record.kind, title: record.title, zone: record.zone },
    ...{ state: record.state, period: record.period, asOf, plannedFrom: record.startsAt, plannedTo: record.endsAt },
    ...{ startedAt: record.startedAt, finishedAt: record.finishedAt, leaderPost: record.leaderPost },
    ...{ leadOrgan: record.leadOrgan, purpose: record.purpose, legalBasis: record.legalBasis },
    summary: record.summary,
    figures: figuresOf(record, squads),
    organs: record.calls.map(({ organ, lead, calledAt, arrivedAt, persons }) => ({
      ...{ organ, lead, called: calledAt !== null, arrivedAt, persons },
    })),
    volunteerTeams: record.volunteerTeams,
    composition: record.composition,
    squads,
    byCategory: grouped(record.findings, one => one.category).map(([category, group]) => ({ category, ...group })),
    byGrid: grouped(record.findings, one => one.grid).map(([grid, group]) => ({ grid, ...group })),
    byMeasure: grouped(record.findings, one => one.measure).map(([measure, group]) => ({ measure, ...group })),
    findings: record.findings,
    before: before && {
      ...{ id: before.record.id, title: before.record.title, startedAt: before.record.startedAt },
      figures: figuresOf(
        before.record,
        before.record.squads.map(squad => squadOf(squad, before, asOf)),
      ),
    },
  };
}

function figuresOf(record: OperationRecord, squads: readonly ReportSquad[]): ReportFigures {
  const { startedAt, finishedAt, progress, findings } = record;
  const made = findings.filter(({ incident }) => incident !== null);
  return {
    organsCalled: record.organsCalled,
    organsArrived: record.organsArrived,
    present: squads.reduce((sum, { headcount, absent }) => sum + headcount - absent, 0),
    durationMs: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
    distanceM: sumKnown(squads.map(({ distanceM }) => distanceM)),
    stopsPlanned: progress.planned,
    stopsVisited: progress.visited,
    stopsSkipped: progress.skipped,
    stopsLate: progress.late,
    findings: findings.length,
    incidents: made.length,
    incidentsClosed: made.filter(({ incidentState }) => incidentState === 'closed').length,
  };
}

function squadOf(squad: OperationSquad, { record, ways }: Walked, asOf: number): ReportSquad {
  const { id, name, leader, members, headcount, absent, vehicles, mode, progress } = squad;
  const units = squad.units.map(unit => {
    const way = ways.get(unit);
    return {
      ...{ unit, callSign: way?.callSign ?? unit, positions: way?.positions ?? 0 },
      // [O-82] One position is a place and no way.
      distanceM: way && way.positions > 1 ? way.distanceM : null,
    };
  });
  const distances = units.flatMap(({ distanceM }) => (distanceM === null ? [] : [distanceM]));
  const seenAt = record.startedAt === null ? Number.NEGATIVE_INFINITY : (record.finishedAt ?? asOf);
  return {
    ...{ id, name, leader, members, headcount, absent, vehicles, mode, progress, units },
    distanceM: distances.length === 0 ? null : Math.max(...distances),
    stops: squad.stops.map(stop => {
      const { arrivedAt, leftAt, arrivedBy, skipReason, state, plannedAt, grid, lon, lat } = stop;
      return {
        ...{ id: stop.id, name: stop.name, lon, lat, grid, state, plannedAt, arrivedAt, arrivedBy, leftAt, skipReason },
        late: isLate(stop, seenAt),
        dwellMs: arrivedAt === null || leftAt === null ? null : leftAt - arrivedAt,
        findings: record.findings.filter(finding => finding.squad === id && finding.stop === stop.id).length,
      };
    }),
  };
}

/** [O-81] Null when nothing is known; what is not known of some is left out, and the squads say so. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.flatMap(value => (value === null ? [] : [value]));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** Most first; what has no key last. */
function grouped<Key extends string>(
  findings: readonly OperationFinding[],
  keyOf: (finding: OperationFinding) => Key | null,
): [key: Key | null, group: { count: number; findings: string[] }][] {
  const groups = new Map<Key | null, string[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding.id);
    else groups.set(key, [finding.id]);
  }
  return [...groups]
    .sort(
      ([a, x], [b, y]) =>
        Number(a === null) - Number(b === null) || y.length - x.length || ((a ?? '') < (b ?? '') ? -1 : 1),
    )
    .map(([key, ids]) => [key, { count: ids.length, findings: ids }]);
}

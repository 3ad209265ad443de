/** What is found on the way (现场发现), and how it becomes an incident. Rules [O-40] to [O-49]. */
import type { Actor } from '../access/actor.ts';
import { instantMs } from '../contract/coordinates.ts';
import type { CategoryId, EvidenceId } from '../contract/ids.ts';
import type { OperationFinding, OperationRecord } from '../contract/operation.ts';
import { type Objection, objection } from '../http/objection.ts';
import { unknownPart } from './objections.ts';
import type { CommandOf, EventRules, Fetched } from './situation.ts';
import { mayImport } from './who-may.ts';

type FindingEvent = 'add-finding' | 'add-after-photos' | 'make-incident';

const MOST_FINDINGS = 500;

export const findingEvents: EventRules<FindingEvent> = {
  'add-finding': {
    apply({ record, command, actor, context, fetched, now }) {
      // [O-40] A phone sends it again when it heard nothing.
      if (record.findings.some(({ id }) => id === command.finding)) return { to: record.state, note: null };
      const fault =
        unknownPlaceOf(record, command) ?? unknownPhoto(command.photos, fetched.photos) ?? timeFault(command, now);
      if (fault) return fault;
      const foreign = caseFault(command, record, actor, fetched);
      if (foreign) return foreign;
      if (command.category !== undefined && !context.isCategory(command.category))
        return objection(
          'unknown-category',
          `category：负面清单没有类别 ${command.category}`,
          `category: the negative list has no category ${command.category}`,
          'category',
        );
      if (record.findings.length >= MOST_FINDINGS)
        return objection('too-large', `已有 ${MOST_FINDINGS} 条发现`, `there are ${MOST_FINDINGS} findings already`);
      const { lonLat, grid, community } = context.place(command.lon, command.lat, command.crs ?? 'WGS84');
      const finding: OperationFinding = {
        ...{ id: command.finding, squad: command.squad ?? null, stop: command.stop ?? null },
        ...{ target: command.target ?? null, at: instantMs(command.happenedAt) },
        ...{ lon: lonLat[0], lat: lonLat[1], grid, community },
        ...{ category: (command.category ?? null) as CategoryId | null, text: command.text },
        ...{ party: command.party || null, legalBasis: command.legalBasis || null, measure: command.measure || null },
        deadline: command.deadline === undefined ? null : instantMs(command.deadline),
        ...{ photos: command.photos ?? [], photosAfter: [], by: actor.name },
        ...{ incident: fetched.incident?.id ?? null, incidentState: fetched.incident?.state ?? null },
      };
      return { to: record.state, patch: { findings: [...record.findings, finding] }, note: command.text };
    },
  },
  'add-after-photos': {
    apply({ record, command, fetched }) {
      const finding = findingOf(record, command.finding);
      if (!finding) return unknownPart('finding', '发现', command.finding);
      const fault = unknownPhoto(command.photos, fetched.photos);
      if (fault) return fault;
      const photosAfter = [...new Set([...finding.photosAfter, ...command.photos])];
      return { to: record.state, patch: withFinding(record, { ...finding, photosAfter }), note: null };
    },
  },
  'make-incident': {
    apply({ record, command, fetched }) {
      const finding = findingOf(record, command.finding);
      if (!finding) return unknownPart('finding', '发现', command.finding);
      const { incident } = fetched;
      if (incident === null) throw new Error(`make-incident of ${command.finding} without its incident.`);
      return {
        to: record.state,
        patch: withFinding(record, { ...finding, incident: incident.id, incidentState: incident.state }),
        note: incident.id,
      };
    },
  },
};

export function findingOf({ findings }: OperationRecord, id: string): OperationFinding | undefined {
  return findings.find(finding => finding.id === id);
}

export function withFinding(
  { findings }: OperationRecord,
  finding: OperationFinding,
): Pick<OperationRecord, 'findings'> {
  return { findings: findings.map(one => (one.id === finding.id ? finding : one)) };
}

function unknownPlaceOf(
  record: OperationRecord,
  named: { squad?: string | undefined; stop?: string | undefined; target?: string | undefined },
): Objection | null {
  const squad = record.squads.find(({ id }) => id === named.squad);
  if (named.squad !== undefined && !squad) return unknownPart('squad', '小组', named.squad);
  if (named.stop !== undefined && !squad?.stops.some(({ id }) => id === named.stop))
    return unknownPart('stop', '点位', named.stop);
  if (named.target !== undefined && !record.targets.some(({ id }) => id === named.target))
    return unknownPart('target', '目标', named.target);
  return null;
}

function unknownPhoto(named: readonly EvidenceId[] | undefined, photos: ReadonlySet<EvidenceId>): Objection | null {
  const missing = named?.find(id => !photos.has(id));
  return missing === undefined ? null : unknownPart('photos', '照片', missing);
}

/** [O-53] Elsewhere a finding becomes a case by one press [O-43]; whoever names any number would learn how that case stands. */
function caseFault(
  { incident }: Pick<CommandOf<'add-finding'>, 'incident'>,
  { imported }: OperationRecord,
  { role }: Pick<Actor, 'role'>,
  fetched: Fetched,
): Objection | null {
  if (incident === undefined) return null;
  if (!imported || !mayImport(role))
    return objection(
      'not-allowed',
      'incident：只有导入的行动可补录已立案件，其他请“转为事件”',
      'incident: only a finding of an imported operation names its case; make an incident of it instead',
      'incident',
    );
  return fetched.incident === null ? unknownPart('incident', '案件', incident) : null;
}

/** [O-41] Found before it was sent. */
function timeFault({ happenedAt }: { happenedAt: string | number }, now: number): Objection | null {
  const at = instantMs(happenedAt);
  if (at <= now + 60_000) return null;
  const shown = new Date(at).toISOString();
  return objection(
    'future-time',
    `happenedAt：晚于当前时间，收到 ${shown}`,
    `happenedAt: in the future, received ${shown}`,
    'happenedAt',
  );
}

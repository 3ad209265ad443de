/**
 * What became of an operation of last month: when squads came and went, who came, what they found. In: a plan with the times of its stops,
 * a seed. Out: a body of `POST /api/v1/operations/import`, findings as events, and the cases that some of them became, as
 * `POST /api/v1/incidents/import` takes them. The same plan has the same past.
 */
import type { IncidentImport } from '../../server/contract/incident.ts';
import type { OperationPlan } from '../../server/contract/operation.ts';
import type { OperationImport } from '../../server/contract/operation-import.ts';
import type { Vocabulary } from '../simulation/incident-vocabulary.ts';
import { namedUuid } from '../simulation/named-uuid.ts';
import { chanceFor } from '../simulation/random-stream.ts';
import { DAY_MS, MINUTE_MS } from './local-calendar.ts';

export interface PastFinding {
  /** Fields of the event `add-finding`, without its photos. */
  found: {
    finding: string;
    squad: string;
    stop: string;
    target: string;
    happenedAt: number;
    lon: number;
    lat: number;
    category: string;
    text: string;
    measure: string;
    deadline?: number;
    incident?: string;
  };
  isRectified: boolean;
}

export interface PastOperation {
  brought: OperationImport;
  findings: readonly PastFinding[];
  cases: readonly IncidentImport[];
  summary: string;
}

/** Something is found at so many of the stops. */
const FOUND = 0.55;
/** So many of what is found are put right at once; the others get a term, and become a case. */
const AT_ONCE = 0.6;

export function pastOperation(
  plan: OperationPlan,
  { number, seed, vocabulary }: { number: string; seed: number; vocabulary: Vocabulary },
): PastOperation {
  const chance = chanceFor(seed, `past operation ${number}`);
  const startedAt = Number(plan.startsAt) + Math.round(chance.between(1, 6) * MINUTE_MS);
  const skipped = plan.squads.at(-1)?.stops.at(-1)?.id;
  const stops: OperationImport['stops'] = [];
  const findings: PastFinding[] = [];
  const cases: IncidentImport[] = [];
  let finishedAt = startedAt;
  for (const squad of plan.squads) {
    let freeAt = startedAt;
    for (const stop of squad.stops) {
      if (stop.id === skipped) {
        stops.push({ stop: stop.id, skipReason: '道路施工封闭，改日再查（演示）' });
        continue;
      }
      const planned = Number(stop.plannedAt ?? freeAt);
      const arrivedAt = Math.max(freeAt, Math.round(planned + chance.between(-2, 9) * MINUTE_MS));
      freeAt = Math.round(arrivedAt + chance.between(4, 11) * MINUTE_MS);
      stops.push({ stop: stop.id, arrivedAt, leftAt: freeAt });
      finishedAt = Math.max(finishedAt, freeAt + 3 * MINUTE_MS);
      if (!chance.happens(FOUND)) continue;
      const { category, sentence, channel } = vocabulary.draw(chance);
      const isRectified = chance.happens(AT_ONCE);
      const happenedAt = arrivedAt + MINUTE_MS;
      const text = `${stop.name}：${sentence}`;
      const place = { lon: stop.lon, lat: stop.lat };
      const incident = isRectified ? undefined : `${number}-${String(cases.length + 1).padStart(2, '0')}`;
      if (incident !== undefined)
        cases.push({
          ...{ number: incident, channel, category, text: `${text}（${plan.title}现场发现）`, ...place, happenedAt },
          ...{ reportedAt: happenedAt + 2 * MINUTE_MS, closedAt: happenedAt + 2 * DAY_MS },
        });
      findings.push({
        isRectified,
        found: {
          ...{ finding: namedUuid(`finding ${number} ${stop.id}`), squad: squad.id, stop: stop.id },
          ...{ target: stop.target ?? '', happenedAt, ...place, category, text },
          measure: isRectified ? '现场整改' : '责令限期改正',
          ...(incident !== undefined && { deadline: happenedAt + 3 * DAY_MS, incident }),
        },
      });
    }
  }
  const organs = [...(plan.leadOrgan ? [plan.leadOrgan] : []), ...plan.assistingOrgans];
  const brought: OperationImport = {
    ...{ number, plan, startedAt, finishedAt, stops },
    arrivals: organs.map((organ, i) => ({
      organ,
      at: Math.round(startedAt + (i === organs.length - 1 ? 14 : -i) * MINUTE_MS),
      persons: 2 + Math.floor(chance.next() * 3),
    })),
    absent: [{ squad: plan.squads[1]?.id ?? '', member: plan.squads[1]?.members.at(-1)?.name ?? '' }],
    checked: plan.checklist.map(({ id }) => id),
  };
  const done = findings.filter(({ isRectified }) => isRectified).length;
  const visited = stops.filter(stop => 'arrivedAt' in stop).length;
  return {
    ...{ brought, findings, cases },
    summary: `演示数据：到达点位 ${visited} 个，跳过 ${stops.length - visited} 个；发现问题 ${findings.length} 处，现场整改 ${done} 处，立案跟进 ${cases.length} 处。`,
  };
}

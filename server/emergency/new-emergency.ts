/**
 * How an emergency begins: declared from the map, from an incident, or by the incident's own 转应急. In: the declaration, the incident it
 * comes of. Out: the first record with its clocks, which may be over already, or an objection naming the field. Rules [EM-3] to [EM-6].
 */
import { instantMs } from '../contract/coordinates.ts';
import type { EmergencyDeclaration, EmergencyRecord } from '../contract/emergency.ts';
import type { EmergencyId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import { type Objection, objection } from '../http/objection.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { unknownNature } from './objections.ts';
import { settledClocks } from './report-clocks.ts';
import type { EmergencyContext } from './situation.ts';

type Declared = Omit<EmergencyDeclaration, 'commandId' | 'issuedAt'>;

export type Beginning = Pick<
  EmergencyRecord,
  | 'nature'
  | 'level'
  | 'words'
  | 'source'
  | 'lon'
  | 'lat'
  | 'address'
  | 'grid'
  | 'community'
  | 'zone'
  | 'happenedAt'
  | 'receivedAt'
  | 'incidents'
>;

export function beginningOf(
  declared: Declared,
  incident: IncidentRecord | null,
  context: EmergencyContext,
  now: number,
): Beginning | Objection {
  const nature = declared.nature === undefined ? context.natureOf(incident?.category ?? null) : declared.nature;
  if (nature !== null && context.nature(nature) === undefined) return unknownNature(nature);
  const times = timesOf(declared, incident, now);
  if ('code' in times) return times;
  const place = placeOf(declared, incident, context);
  if ('code' in place) return place;
  const source = declared.source ?? (incident && context.channel(incident.channel));
  if (source === null)
    return objection('bad-input', 'source：须写明信息来源', 'source: say where the information comes from', 'source');
  return {
    ...{ nature, words: declared.words, source, ...place, ...times },
    level: declared.level === undefined ? (incident?.level ?? null) : declared.level,
    incidents: incident === null ? [] : [incident.id],
  };
}

/** [EM-4] Of an incident: what it says, where the declaration says nothing else. */
function timesOf({ happenedAt, receivedAt }: Declared, incident: IncidentRecord | null, now: number) {
  const happened = happenedAt === undefined ? incident?.happenedAt : instantMs(happenedAt);
  if (happened === undefined)
    return objection('bad-input', 'happenedAt：须写明事发时间', 'happenedAt: say when it happened', 'happenedAt');
  const received = receivedAt === undefined ? (incident?.receivedAt ?? now) : instantMs(receivedAt);
  refuseOddTime('happenedAt', happened, now);
  refuseOddTime('receivedAt', received, now);
  if (happened > received && receivedAt !== undefined)
    return objection(
      'bad-input',
      `happenedAt：发生晚于接报（${new Date(happened).toISOString()}）`,
      `happenedAt: happened after it was received (${new Date(happened).toISOString()})`,
      'happenedAt',
    );
  return { happenedAt: happened, receivedAt: Math.max(received, happened) };
}

function placeOf({ lon, lat, crs, address }: Declared, incident: IncidentRecord | null, context: EmergencyContext) {
  if (lon === undefined || lat === undefined) {
    if (incident === null)
      return objection('bad-input', 'lon：须给出地点或事件编号', 'lon: give a place or an incident', 'lon');
    const { grid, community, zone } = incident;
    const at = address || incident.address;
    return { lon: incident.lon, lat: incident.lat, address: at, grid, community, zone };
  }
  const { lonLat, grid, community, zone } = context.place(lon, lat, crs ?? 'WGS84');
  return { lon: lonLat[0], lat: lonLat[1], address: address || (incident?.address ?? null), grid, community, zone };
}

/** [EM-20] Clocks count from when it happened, and say at once that they are over. */
export function declaredEmergency(
  id: EmergencyId,
  beginning: Beginning,
  declaredBy: string,
  { clockRules }: Pick<EmergencyContext, 'clockRules'>,
  now: number,
): EmergencyRecord {
  const record: EmergencyRecord = {
    ...{ id, version: 1, state: 'reported', stateSince: now, ...beginning, declaredAt: now, declaredBy },
    ...{ judgedAt: null, firstDisposal: null, leadOrgan: null, leaderPost: null, plan: null, expansion: null },
    ...{ clocks: [], reports: [], sent: [], endedAt: null, endedFrom: null, dismissed: false, review: null },
    ...{ reopened: 0, allowed: [] },
  };
  return { ...record, clocks: settledClocks(record, clockRules, now) };
}

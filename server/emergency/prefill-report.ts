/**
 * What a report begins with: the eleven fields from the emergency, its incidents, its timeline, its units, and the report before it.
 * Rule [EM-31]. Pure. What nobody has said stays empty (损失, 趋势, 建议): a report says nothing that a person did not know.
 */
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { ReportFields } from '../contract/emergency-report.ts';
import type { UnitId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { TimelineLine } from './timeline.ts';

export interface ReportNames {
  nature(id: string | null): string;
  level(level: number | null): string;
  organ(id: string): string;
  zone(id: string): string;
  community(code: string): string;
  grid(code: string): string;
  callSign(unit: UnitId): string;
  /** By the clock of the jurisdiction. */
  time(ms: number): string;
}

export interface ReportMaterial {
  record: EmergencyRecord;
  incidents: readonly IncidentRecord[];
  timeline: readonly TimelineLine[];
  /** Of the report before. */
  previous: ReportFields | null;
  /** When the last report was sent; measures from then on. */
  sinceMs: number;
}

/** Steps that were taken; paperwork is none. */
const MEASURES: ReadonlySet<string> = new Set([
  ...['judge', 'first-disposal', 'name-lead', 'expand', 'check-item', 'end', 'reopen', 'note'],
  ...['dispatch', 'add-organ', 'send-unit', 'arrive', 'report-progress', 'report-done'],
]);

export function prefilledReport(material: ReportMaterial, names: ReportNames): ReportFields {
  const { record, previous } = material;
  return {
    receivedAt: names.time(record.receivedAt),
    source: record.source,
    happenedAt: names.time(record.happenedAt),
    place: placeOf(record, names),
    nature: `${names.nature(record.nature)}，${names.level(record.level)}`,
    scope: previous?.scope || scopeOf(material, names),
    loss: previous?.loss ?? '',
    trend: previous?.trend ?? '',
    leaders: leadersOf(record, names) || (previous?.leaders ?? ''),
    measures: measuresOf(material, names).slice(0, 2000),
    suggestions: previous?.suggestions ?? '',
  };
}

function placeOf({ address, community, grid, lon, lat }: EmergencyRecord, names: ReportNames): string {
  const inside = [community && names.community(community), grid && `网格${names.grid(grid)}`].filter(Boolean);
  const point = `${lon.toFixed(5)},${lat.toFixed(5)}`;
  return `${address ?? ''}（${[...(inside.length > 0 ? inside : ['区外']), point].join('，')}）`;
}

function scopeOf({ record: { zone }, incidents }: ReportMaterial, names: ReportNames): string {
  const where = zone === null ? '区外' : names.zone(zone);
  return incidents.length === 0
    ? where
    : `${where}，关联事件${incidents.length}件：${incidents.map(({ id }) => id).join('、')}`;
}

function leadersOf({ leaderPost, leadOrgan }: EmergencyRecord, names: ReportNames): string {
  return [leaderPost, leadOrgan && `牵头单位${names.organ(leadOrgan)}`].filter(Boolean).join('，');
}

function measuresOf({ incidents, timeline, sinceMs }: ReportMaterial, names: ReportNames): string {
  const corrected = timeline.filter(
    ({ correctedBy, at, event }) => correctedBy.length === 0 && at >= sinceMs && MEASURES.has(event),
  );
  const steps = corrected.map(
    ({ at, text, note, onBehalfOf }) =>
      `${names.time(at)} ${text.zh}${onBehalfOf === null ? '' : `（${names.organ(onBehalfOf)}）`}${note === null ? '' : `，${note}`}`,
  );
  const tasks = incidents.flatMap(({ tasks }) => tasks);
  const units = (there: boolean) => [
    ...new Set(
      tasks.flatMap(({ unit, arrivedAt, seenAt }) =>
        unit !== null && (arrivedAt !== null || seenAt !== null) === there ? [names.callSign(unit)] : [],
      ),
    ),
  ];
  const [present, coming] = [units(true), units(false)];
  if (present.length > 0) steps.push(`到场力量：${present.join('、')}`);
  if (coming.length > 0) steps.push(`已派力量：${coming.join('、')}`);
  return steps.join('\n');
}

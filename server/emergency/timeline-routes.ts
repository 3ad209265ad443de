/** The timeline over HTTP and as a sheet: the same lines, chosen by the same filter. Rules [EM-53], [EM-54]. */
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { type TimelineEntry, type TimelineType, timelineEntry, timelineType } from '../contract/emergency-timeline.ts';
import type { EmergencyId } from '../contract/ids.ts';
import { plainText } from '../contract/plain-text.ts';
import type { Language } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import type { EmergencySight } from './emergency-sight.ts';
import { emergencyParams } from './emergency-sight.ts';
import { seesPersons } from './emergency-view.ts';
import type { TimelineLine } from './timeline.ts';

/** `report,alarm`: any of these. */
const types = z
  .string()
  .transform(text => text.split(','))
  .pipe(z.array(timelineType))
  .meta({ type: 'string' });

const timelineQuery = z.strictObject({ type: types.optional(), q: plainText.trim().max(60).optional() });

export interface TimelineRouteParts {
  changeLog: ChangeLog;
  sight: EmergencySight;
  read(id: EmergencyId): Promise<TimelineLine[]>;
  organ(id: string): string;
  timeZone: string;
}

export function timelineRoutes({ changeLog, sight, read, organ, timeZone }: TimelineRouteParts): Route[] {
  const columns = columnsOf(organ);
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/emergencies/:id/timeline',
      action: 'emergency:read',
      summary: '一次突发事件的过程记录，旧的在前，只增不改；type 选类别（可多个，逗号分隔），q 查文字。',
      params: emergencyParams,
      query: timelineQuery,
      answer: z.array(timelineEntry),
      handle: ({ viewer, params, query, language, now }) => chosen(viewer, params.id, query, language, now),
    }),
    ...TABLE_FORMATS.map(format =>
      defineRoute({
        method: 'get',
        path: `/api/v1/emergencies/:id/timeline.${format}`,
        action: 'table:export',
        summary: `过程记录导出为 ${format.toUpperCase()}，与同条件的查询一致。`,
        params: emergencyParams,
        query: timelineQuery,
        answer: z.unknown(),
        async handle({ viewer, params, query, now }) {
          const rows = auditedRows(
            {
              ...{ changeLog, cause: causeOf(viewer), subject: 'emergency-timeline', format, at: now },
              filter: { ...query, emergency: params.id },
            },
            await chosen(viewer, params.id, query, 'zh', now),
          );
          return tableAnswer(format, stampedName(`过程记录${params.id}`, timeZone, now), {
            ...{ sheet: '过程记录', timeZone, columns, rows },
          });
        },
      }),
    ),
  ];

  async function chosen(
    viewer: Viewer,
    id: string,
    { type, q }: z.infer<typeof timelineQuery>,
    language: Language,
    now: number,
  ): Promise<TimelineEntry[]> {
    const emergency = await sight.find(viewer, id, now);
    const persons = seesPersons(viewer);
    const wanted = q?.toLowerCase() ?? '';
    const lines = await read(emergency.id);
    return lines
      .filter(line => type === undefined || type.includes(line.type))
      .map(({ zone, ...line }) => {
        const foreign = viewer.scope.zone !== undefined && zone !== undefined && zone !== viewer.scope.zone;
        return { ...line, text: line.text[language], ...((!persons || foreign) && { by: null, note: null }) };
      })
      .filter(({ text, note, by }) => [text, note, by].some(words => words?.toLowerCase().includes(wanted)));
  }
}

const TYPES: Record<TimelineType, string> = {
  command: '指挥',
  report: '报告',
  incident: '事件',
  alarm: '告警',
  note: '记事',
  correction: '更正',
};

function columnsOf(organ: TimelineRouteParts['organ']): TableColumn<TimelineEntry>[] {
  return [
    { heading: '序号', kind: 'text', width: 8, value: line => String(line.seq) },
    { heading: '时间', kind: 'time', value: line => line.at },
    { heading: '类别', kind: 'text', width: 8, value: line => TYPES[line.type] },
    { heading: '内容', kind: 'text', width: 40, value: line => line.text },
    { heading: '说明', kind: 'text', width: 40, value: line => line.note },
    { heading: '记录人', kind: 'text', width: 12, value: line => line.by },
    { heading: '代部门', kind: 'text', width: 12, value: line => line.onBehalfOf && organ(line.onBehalfOf) },
    {
      heading: '更正序号',
      kind: 'text',
      width: 8,
      value: line => (line.corrects === null ? null : String(line.corrects)),
    },
    { heading: '被更正', kind: 'text', width: 8, value: line => line.correctedBy.join('、') || null },
  ];
}

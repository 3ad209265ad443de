/** The history of alarms as a file: what was raised, who answered when, how it ended. A zone chief gets those of the zone. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import type { AlarmState } from '../contract/alarm.ts';
import type { UnitId } from '../contract/ids.ts';
import type { PageCursor } from '../http/page-cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import { type AlarmFilter, type AlarmWithEnding, CAME_LATE, listAlarms } from './alarm-repository.ts';
import { KIND_WORDS } from './alarm-words.ts';
import { alarmFilter } from './routes.ts';

const ROWS_A_PAGE = 500;

const STATES: Record<AlarmState, string> = {
  raised: '未确认',
  acknowledged: '已确认',
  shelved: '已搁置',
  cleared: '已解除',
};
/** What the server ends by itself; a person's reason stands as it was written. */
const ENDINGS: Record<string, string> = {
  'heard-again': '恢复定位',
  'signed-off': '离岗',
  'level-lowered': '等级下调',
  'step-done': '环节完成',
  'not-owed': '不再要求',
  [CAME_LATE]: '迟到的求助，未呼叫',
};
const ESCALATIONS = ['', '大屏声音', '带班领导'] as const;

export interface AlarmExportParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  names: Pick<ProfileNames, 'zone'>;
  callSign(unit: UnitId): string;
  timeZone: string;
}

export function alarmExportRoutes({ db, changeLog, names, callSign, timeZone }: AlarmExportParts): Route[] {
  const columns = alarmColumns(names, callSign);
  return TABLE_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/api/v1/alarms.${format}`,
      action: 'table:export',
      summary: `告警历史导出为 ${format.toUpperCase()}；片区长只得到本片区的。`,
      query: alarmFilter,
      answer: z.unknown(),
      handle({ viewer, query, now, require }) {
        if (query.zone !== undefined) require({ zone: query.zone });
        const filter = { ...query, zone: query.zone ?? viewer.scope.zone };
        const rows = auditedRows(
          { changeLog, cause: causeOf(viewer), subject: 'alarms', filter, format, at: now },
          everyAlarm(filter),
        );
        return tableAnswer(format, stampedName('告警历史', timeZone, now), {
          sheet: '告警历史',
          timeZone,
          columns,
          rows,
        });
      },
    }),
  );

  async function* everyAlarm(filter: AlarmFilter): AsyncGenerator<AlarmWithEnding> {
    let after: PageCursor | null = null;
    for (;;) {
      const page: AlarmWithEnding[] = await listAlarms(db, filter, ROWS_A_PAGE, after);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < ROWS_A_PAGE) return;
      after = { at: last.raisedAt, id: last.id };
    }
  }
}

function alarmColumns(names: AlarmExportParts['names'], callSign: AlarmExportParts['callSign']) {
  const columns: TableColumn<AlarmWithEnding>[] = [
    { heading: '编号', kind: 'text', width: 18, value: alarm => alarm.id },
    { heading: '类型', kind: 'text', width: 10, value: alarm => KIND_WORDS[alarm.kind].zh },
    { heading: '优先级', kind: 'number', value: alarm => alarm.priority },
    { heading: '状态', kind: 'text', width: 10, value: alarm => STATES[alarm.state] },
    { heading: '事件', kind: 'text', width: 18, value: alarm => alarm.incident },
    { heading: '应急', kind: 'text', width: 18, value: alarm => alarm.emergency },
    { heading: '力量', kind: 'text', width: 10, value: alarm => alarm.unit && callSign(alarm.unit) },
    { heading: '片区', kind: 'text', width: 12, value: alarm => alarm.zone && names.zone(alarm.zone) },
    { heading: '内容', kind: 'text', width: 30, value: alarm => alarm.said },
    { heading: '产生时间', kind: 'time', value: alarm => alarm.raisedAt },
    { heading: '确认人', kind: 'text', width: 12, value: alarm => alarm.acknowledgedBy },
    { heading: '确认时间', kind: 'time', value: alarm => alarm.acknowledgedAt },
    {
      heading: '确认用时',
      kind: 'duration',
      value: ({ acknowledgedAt, raisedAt }) => (acknowledgedAt === null ? null : acknowledgedAt - raisedAt),
    },
    { heading: '搁置人', kind: 'text', width: 12, value: alarm => alarm.shelvedBy },
    { heading: '搁置理由', kind: 'text', width: 30, value: alarm => alarm.shelveReason },
    { heading: '逐级呼叫', kind: 'text', width: 10, value: alarm => ESCALATIONS[alarm.escalation] ?? null },
    { heading: '解除时间', kind: 'time', value: alarm => alarm.clearedAt },
    {
      heading: '解除原因',
      kind: 'text',
      width: 30,
      value: ({ clearReason }) => clearReason && (ENDINGS[clearReason] ?? clearReason),
    },
  ];
  return columns;
}

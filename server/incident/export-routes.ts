/**
 * The list of incidents as a file, by the filters of the list. In rows of one incident, without its reporter: a file leaves the house.
 * What a viewer sees masked on the screen is masked in the file; who exported what is in the audit.
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { type IncidentRecord, isOpen } from '../contract/incident.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import { type IncidentQuestion, listIncidents, readCursor, writeCursor } from './incident-list.ts';
import { sightOf, viewIncident } from './incident-view.ts';
import { STATE_WORDS } from './incident-words.ts';
import { listQuery } from './routes.ts';

export interface IncidentExportParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  names: IncidentNames;
  timeZone: string;
}

export interface IncidentNames extends Pick<ProfileNames, 'channel' | 'grade' | 'level' | 'zone' | 'community'> {
  /** As it was called when the report came. */
  category(id: string, atMs: number): string;
  organ(id: string): string;
}

/** SQLite never waits: a page is as long as the event loop stands still. */
const ROWS_A_PAGE = 100;

const exportQuery = listQuery.omit({ limit: true, cursor: true });

export function incidentExportRoutes({ db, changeLog, names, timeZone }: IncidentExportParts): Route[] {
  return TABLE_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/api/v1/incidents.${format}`,
      action: 'table:export',
      summary: `事件列表导出为 ${format.toUpperCase()}，筛选条件与列表相同；不含报告人。`,
      query: exportQuery,
      answer: z.unknown(),
      handle({ viewer, query, now, require }) {
        const { sort: order, ...filter } = query;
        if (filter.zone !== undefined) require({ zone: filter.zone });
        const zone = filter.zone ?? viewer.scope.zone;
        const numbersOnly = sightOf(viewer, viewer.scope.zone ?? null) === 'masked';
        const rows = auditedRows(
          { changeLog, cause: causeOf(viewer), subject: 'incidents', filter: { ...query, zone }, format, at: now },
          incidentsFor(viewer, { filter: { ...filter, zone }, order, numbersOnly, now }),
        );
        return tableAnswer(format, stampedName('事件清单', timeZone, now), {
          ...{ sheet: '事件清单', timeZone, rows },
          columns: incidentColumns(names, now),
        });
      },
    }),
  );

  async function* incidentsFor(viewer: Viewer, question: Omit<IncidentQuestion, 'limit' | 'after'>) {
    // Sorted by time left, an incident whose clock moves while we read may come by a second time.
    const given = new Set<string>();
    let after: IncidentQuestion['after'] = null;
    for (;;) {
      const page = await listIncidents(db, { ...question, limit: ROWS_A_PAGE, after });
      for (const incident of page) {
        const shown = viewIncident(incident, sightOf(viewer, incident.zone));
        if (shown && !given.has(shown.id)) yield shown;
        given.add(incident.id);
      }
      const last = page.at(-1);
      if (!last || page.length < ROWS_A_PAGE) return;
      after = readCursor(writeCursor(last, question.order), question.order);
    }
  }
}

function incidentColumns(names: IncidentNames, now: number): TableColumn<IncidentRecord>[] {
  const called = <T>(value: T | null, name: (value: T) => string) => (value === null ? null : name(value));
  const text = (heading: string, width: number, value: TableColumn<IncidentRecord>['value']) =>
    ({ heading, kind: 'text', width, value }) as const;
  const time = (heading: string, value: TableColumn<IncidentRecord>['value']) =>
    ({ heading, kind: 'time', value }) as const;
  const number = (heading: string, value: TableColumn<IncidentRecord>['value']) =>
    ({ heading, kind: 'number', value }) as const;
  const dueAt = ({ limits }: IncidentRecord) => {
    const due = limits.filter(({ state }) => state === 'running').map(limit => limit.dueAt);
    return due.length > 0 ? Math.min(...due) : null;
  };

  return [
    text('编号', 18, incident => incident.id),
    text('状态', 10, incident => STATE_WORDS[incident.state].zh),
    text('级别', 10, incident => called(incident.level, names.level)),
    text('分级', 10, incident => called(incident.grade, names.grade)),
    text('类别', 20, incident => called(incident.category, id => names.category(id, incident.receivedAt))),
    text('内容', 50, incident => incident.text),
    text('地址', 30, incident => incident.address),
    text('网格', 18, incident => incident.grid),
    text('社区', 12, incident => called(incident.community, names.community)),
    text('片区', 12, incident => called(incident.zone, names.zone)),
    text('渠道', 12, incident => names.channel(incident.channel)),
    time('发生时间', incident => incident.happenedAt),
    time('报告时间', incident => incident.reportedAt),
    time('受理时间', incident => incident.acceptedAt),
    time('结案时间', incident => incident.closedAt),
    text('受理部门', 16, incident => called(incident.acceptedBy, names.organ)),
    text('主办部门', 16, ({ tasks }) => called(tasks.find(({ lead }) => lead)?.organ ?? null, names.organ)),
    time('最近到期', dueAt),
    {
      heading: '历时',
      kind: 'duration',
      value: ({ state, closedAt, receivedAt }) => (isOpen(state) ? now : (closedAt ?? now)) - receivedAt,
    },
    text('是否超时', 10, ({ limits }) => (limits.some(({ breachedAt }) => breachedAt !== null) ? '是' : '否')),
    number('返工次数', incident => incident.reworks),
    number('重开次数', incident => incident.reopened),
    number('经度', incident => incident.lon),
    number('纬度', incident => incident.lat),
  ];
}

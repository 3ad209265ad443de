/** The audit trail as a file, for who must show it to others: the same question as the list. That it was taken is in the trail too. */
import { z } from 'zod';
import type { AuditRow } from '../contract/audit.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import { auditQuestion } from './audit-routes.ts';
import { type AuditQuestion, findAuditRows } from './audit-search.ts';
import { causeOf } from './viewer.ts';

/** SQLite never waits: a page is as long as the event loop stands still. */
const ROWS_A_PAGE = 200;
/** A sheet holds a million rows; one that nobody can open proves nothing. */
const MOST_ROWS = 200_000;

/** One more line at the end when there was more. */
type Line = AuditRow | { left: true };

const row = (value: (of: AuditRow) => string | number) => (line: Line) => ('left' in line ? null : value(line));
const json = (value: unknown) => (value === null ? '' : JSON.stringify(value));

const COLUMNS: TableColumn<Line>[] = [
  { heading: '序号', kind: 'number', value: row(({ seq }) => seq) },
  { heading: '时间', kind: 'time', value: row(({ at }) => at) },
  { heading: '操作人', kind: 'text', width: 20, value: row(({ actor }) => actor) },
  { heading: '地址', kind: 'text', width: 16, value: row(({ address }) => address) },
  {
    heading: '动作',
    kind: 'text',
    width: 16,
    value: line => ('left' in line ? '行数已满，更早的未导出，请缩小时间范围' : line.name),
  },
  { heading: '动作代码', kind: 'text', width: 20, value: row(({ action }) => action) },
  { heading: '对象', kind: 'text', width: 24, value: row(({ subject }) => subject) },
  { heading: '变更前', kind: 'text', width: 40, value: row(({ before }) => json(before)) },
  { heading: '变更后', kind: 'text', width: 60, value: row(({ after }) => json(after)) },
  { heading: '校验值', kind: 'text', width: 20, value: row(({ hash }) => hash) },
];

export interface AuditExportParts {
  db: Database['db'];
  changeLog: ChangeLog;
  timeZone: string;
}

export function auditExportRoutes({ db, changeLog, timeZone }: AuditExportParts): Route[] {
  return TABLE_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/api/v1/audit.${format}`,
      action: 'audit:read',
      summary: `审计记录导出为 ${format.toUpperCase()}，筛选条件与列表相同；一次不超过 ${MOST_ROWS} 条。`,
      query: auditQuestion,
      answer: z.unknown(),
      handle({ viewer, query, now }) {
        const rows = auditedRows(
          { changeLog, cause: causeOf(viewer), subject: 'audit', filter: query, format, at: now },
          linesFor(query),
        );
        return tableAnswer(format, stampedName('审计记录', timeZone, now), {
          ...{ sheet: '审计记录', timeZone, columns: COLUMNS, rows },
        });
      },
    }),
  );

  async function* linesFor(question: AuditQuestion): AsyncGenerator<Line> {
    let before: number | undefined;
    for (let given = 0; given < MOST_ROWS; given += ROWS_A_PAGE) {
      const page = await findAuditRows(db, question, { before, limit: ROWS_A_PAGE, language: 'zh' });
      yield* page;
      if (page.length < ROWS_A_PAGE) return;
      before = page.at(-1)?.seq;
    }
    yield { left: true };
  }
}

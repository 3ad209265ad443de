/** Rosters over HTTP: read, change, import, export. Rules P-44 to P-46. */
import { z } from 'zod';
import { causeOf, type Viewer } from '../../access/viewer.ts';
import { rowFault } from '../../contract/refusal.ts';
import { localDay, type RosterRow, rosterChange, rosterChanged, rosterRow } from '../../contract/shift.ts';
import type { UnitRecord } from '../../contract/unit.ts';
import { badInput } from '../../http/refused.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../../http/route.ts';
import type { ChangeLog } from '../../store/change-log.ts';
import { auditedRows } from '../../table-files/audited-rows.ts';
import { refuseFaults } from '../../table-files/read-table.ts';
import { MOST_XLSX_BYTES, readXlsx } from '../../table-files/read-xlsx.ts';
import { TABLE_FORMATS, tableAnswer } from '../../table-files/table-answer.ts';
import type { RosterBook } from './roster-book.ts';
import { faultOfSheet, type RosterWords, readRoster, rosterColumns } from './roster-sheet.ts';
import { dayNumberOf } from './shift-times.ts';

export interface RosterRouteParts {
  roster: RosterBook;
  changeLog: ChangeLog;
  units: { all(): readonly UnitRecord[] };
  planOn: RosterWords['planOn'];
  timeZone: string;
}

/** Two months: what people plan ahead and look back at. */
const MOST_DAYS = 62;
const period = z.strictObject({ from: localDay, to: localDay });

export function rosterRoutes({ roster, changeLog, units, planOn, timeZone }: RosterRouteParts): Route[] {
  const words = (): RosterWords => ({ units: units.all(), planOn });

  async function rowsFor({ scope: { zone } }: Viewer, { from, to }: z.output<typeof period>): Promise<RosterRow[]> {
    if (to < from || dayNumberOf(to) - dayNumberOf(from) >= MOST_DAYS)
      throw badInput('to', {
        zh: `to：${to} 应在 ${from} 之后 ${MOST_DAYS} 天之内`,
        en: `to: ${to} must lie within ${MOST_DAYS} days from ${from} on`,
      });
    const rows = await roster.list(from, to);
    if (zone === undefined) return rows;
    const own = new Set(units.all().flatMap(unit => (unit.homeZone === zone ? [unit.id] : [])));
    return rows.filter(({ unit }) => own.has(unit));
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/roster',
      action: 'roster:read',
      summary: '排班：from 至 to（含，不超过 62 天）；只有人数，不含姓名。片区长只得到本片区的。',
      query: period,
      answer: z.array(rosterRow),
      handle: ({ viewer, query }) => rowsFor(viewer, query),
    }),
    defineRoute({
      method: 'put',
      path: '/api/v1/roster',
      action: 'roster:manage',
      summary: '改排班：一条或一组，全部成功或全部不变；人数为 0 即取消，没有提到的不变。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: rosterChange,
      answer: rosterChanged,
      async handle({ viewer, body, now }) {
        const rows = Array.isArray(body) ? body : [body];
        const { answer, faults } = await roster.change(rows, causeOf(viewer), now);
        const [fault] = faults;
        if (!fault) return answer;
        const field = `${Array.isArray(body) ? `[${fault.row}].` : ''}${fault.field}`;
        throw badInput(field, { zh: `${field}：${fault.zh}`, en: `${field}: ${fault.en}` });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/roster/import',
      action: 'roster:manage',
      summary: '导入排班（XLSX 原文为请求体）：逐行检查，全部正确才写入；dryRun=true 只检查。',
      bodyTypes: ['xlsx'],
      bodyLimitBytes: MOST_XLSX_BYTES,
      query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') }),
      body: z.instanceof(Buffer, { message: 'expected an XLSX file' }),
      answer: rosterChanged.extend({ warnings: z.array(rowFault) }),
      async handle({ viewer, query, body, now, language }) {
        const read = readRoster(await readXlsx(body), words(), language);
        const what = { zh: '排班表', en: 'roster' };
        // Rows with cells that could not be read have nothing to be compared.
        refuseFaults(what, read.faults);
        const { answer, faults } =
          query.dryRun === 'true'
            ? await roster.compare(read.rows, now)
            : await roster.change(read.rows, causeOf(viewer), now);
        refuseFaults(
          what,
          faults.map(fault => faultOfSheet(fault, read, language)),
        );
        return { ...answer, warnings: read.warnings };
      },
    }),
    ...TABLE_FORMATS.map(format =>
      defineRoute({
        method: 'get',
        path: `/api/v1/roster.${format}`,
        action: 'table:export',
        summary: `排班导出为 ${format.toUpperCase()}${format === 'xlsx' ? '，可改后再导入' : ''}；片区长只得到本片区的。`,
        query: period,
        answer: z.unknown(),
        async handle({ viewer, query, now }) {
          const filter = { ...query, zone: viewer.scope.zone };
          const rows = auditedRows(
            { changeLog, cause: causeOf(viewer), subject: 'roster', filter, format, at: now },
            await rowsFor(viewer, query),
          );
          const { from, to } = query;
          return tableAnswer(format, `排班${from}至${to}`, {
            ...{ sheet: '排班', timeZone, rows },
            columns: rosterColumns(words()),
          });
        },
      }),
    ),
  ];
}

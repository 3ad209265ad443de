/** The registered units as a file; a zone chief gets those of the zone. Who exported is in the audit. */
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import type { UnitRegister } from './unit-register.ts';
import { type UnitWords, unitColumns } from './unit-sheet.ts';

export interface UnitExportParts {
  units: Pick<UnitRegister, 'all'>;
  changeLog: ChangeLog;
  words: UnitWords;
  timeZone: string;
}

export function unitExportRoutes({ units, changeLog, words, timeZone }: UnitExportParts): Route[] {
  const columns = unitColumns(words);
  return TABLE_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/api/v1/units.${format}`,
      action: 'table:export',
      summary: `巡查力量导出为 ${format.toUpperCase()}；片区长只得到本片区的。`,
      answer: z.unknown(),
      handle({ viewer, now }) {
        const { zone } = viewer.scope;
        const rows = auditedRows(
          { changeLog, cause: causeOf(viewer), subject: 'units', filter: { zone }, format, at: now },
          [...units.all()].filter(unit => zone === undefined || unit.homeZone === zone),
        );
        return tableAnswer(format, stampedName('巡查力量', timeZone, now), {
          sheet: '巡查力量',
          timeZone,
          columns,
          rows,
        });
      },
    }),
  );
}

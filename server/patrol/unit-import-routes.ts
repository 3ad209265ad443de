/** Units from a sheet: `POST /api/v1/units/import`. All or none, by the register's own rules [P-1] to [P-3], [P-12]. */
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import type { UnitId } from '../contract/ids.ts';
import { rowFault } from '../contract/refusal.ts';
import { unitImport } from '../contract/shift.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { refuseFaults } from '../table-files/read-table.ts';
import { MOST_XLSX_BYTES, readXlsx } from '../table-files/read-xlsx.ts';
import type { UnitRegister } from './unit-register.ts';
import { readUnitSheet, type UnitWords } from './unit-sheet.ts';

export function unitImportRoutes(units: UnitRegister, words: UnitWords): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/units/import',
      action: 'unit:register',
      summary: '导入巡查力量（XLSX 原文为请求体，列与导出相同）：逐行检查，全部正确才写入；dryRun=true 只检查。',
      bodyTypes: ['xlsx'],
      bodyLimitBytes: MOST_XLSX_BYTES,
      query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') }),
      body: z.instanceof(Buffer, { message: 'expected an XLSX file' }),
      answer: unitImport.extend({ warnings: z.array(rowFault) }),
      async handle({ viewer, query, body, now, language }) {
        const { items, faults, warnings } = readUnitSheet(await readXlsx(body), words, units, language);
        refuseFaults({ zh: '力量表', en: 'list of units' }, faults);
        const which = (kind: string) =>
          items.filter(item => units.compare(item) === kind).map(({ id }) => id as UnitId);
        const [added, changed] = [which('added'), which('changed')];
        if (query.dryRun === 'false') await units.register(items, causeOf(viewer), now);
        const unchanged = items.length - added.length - changed.length;
        return { rows: items.length, added, changed, unchanged, warnings };
      },
    }),
  ];
}

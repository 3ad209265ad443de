/** The negative list over HTTP: the one that holds, its versions, export and import. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import {
  type NegativeListItem,
  negativeList,
  negativeListImport,
  negativeListVersion,
} from '../contract/negative-list.ts';
import { queryInstant } from '../http/query-values.ts';
import { notFound, Refused } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import { MOST_XLSX_BYTES, readXlsx } from '../table-files/read-xlsx.ts';
import { tableAnswer } from '../table-files/table-answer.ts';
import { type ListWords, listColumns } from './list-columns.ts';
import type { NegativeLists } from './negative-list.ts';
import { readList } from './read-list.ts';

export interface NegativeListRouteParts {
  lists: NegativeLists;
  changeLog: ChangeLog;
  words: ListWords;
  timeZone: string;
}

const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).optional() });

export function negativeListRoutes({ lists, changeLog, words, timeZone }: NegativeListRouteParts): Route[] {
  const columns = listColumns(words);
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/negative-list',
      action: 'negative-list:read',
      summary: '负面清单：现行版本，或用 version 指定的版本。',
      query: versionQuery,
      answer: negativeList,
      handle: ({ query }) => listOf(query.version),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/negative-list/versions',
      action: 'negative-list:read',
      summary: '负面清单的全部版本，新的在前。',
      answer: z.array(negativeListVersion),
      handle: () => lists.versions(),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/negative-list.xlsx',
      action: 'table:export',
      summary: '负面清单导出为 XLSX，可改后再导入。',
      query: versionQuery,
      answer: z.unknown(),
      handle({ viewer, query, now }) {
        const { version, items } = listOf(query.version);
        const taken = { subject: 'negative-list', filter: { version }, format: 'xlsx', at: now };
        const rows = auditedRows({ changeLog, cause: causeOf(viewer), ...taken }, items);
        return tableAnswer('xlsx', `负面清单第${version}版`, { sheet: '负面清单', timeZone, columns, rows });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/negative-list/import',
      action: 'negative-list:publish',
      summary: '导入负面清单（XLSX 原文为请求体）：逐行检查，全部正确才发布；dryRun=true 只检查。',
      bodyTypes: ['xlsx'],
      bodyLimitBytes: MOST_XLSX_BYTES,
      query: z.strictObject({
        status: negativeList.shape.status,
        effectiveFrom: queryInstant.optional(),
        dryRun: z.enum(['true', 'false']).default('false'),
      }),
      body: z.instanceof(Buffer, { message: 'expected an XLSX file' }),
      answer: negativeListImport,
      async handle({ viewer, query, body, now, language }) {
        const current = lists.current().items;
        const read = readList(await readXlsx(body), columns, current, language);
        if (!read.ok)
          throw new Refused(
            'import-refused',
            {
              zh: `清单有 ${read.faults.length} 处错误，没有导入任何一行`,
              en: `The list has ${read.faults.length} faults; no row was taken.`,
            },
            { rows: read.faults },
          );
        const { items, warnings } = read;
        const answer = { rows: items.length, ...difference(current, items), warnings };
        if (query.dryRun === 'true') return { version: null, ...answer };
        const effectiveFrom = query.effectiveFrom ?? null;
        const list = await lists.publish({ status: query.status, effectiveFrom, items }, causeOf(viewer), now);
        return { version: list.version, ...answer };
      },
    }),
  ];

  function listOf(version: number | undefined) {
    const list = version === undefined ? lists.current() : lists.version(version);
    if (!list) throw notFound({ zh: '负面清单版本', en: 'version of the negative list' }, String(version));
    return list;
  }
}

function difference(before: readonly NegativeListItem[], after: readonly NegativeListItem[]) {
  const old = new Map(before.map(item => [item.id, item]));
  const kept = new Set(after.map(({ id }) => id));
  const ids = (items: readonly NegativeListItem[]) => items.map(({ id }) => id);
  return {
    added: ids(after.filter(({ id }) => !old.has(id))),
    changed: ids(after.filter(item => old.has(item.id) && !isDeepStrictEqual(old.get(item.id), item))),
    removed: ids(before.filter(({ id }) => !kept.has(id))),
  };
}

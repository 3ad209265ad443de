/** `/api/v1/operations/:id/report`: the report for screens, as a document and as sheets. Rules [O-80] to [O-89]. */
import { z } from 'zod';
import { operationReport } from '../contract/operation-report.ts';
import { plainText } from '../contract/plain-text.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ReportBook } from './report-book.ts';
import { type ReportFileParts, reportFile } from './report-files.ts';

const idParams = z.strictObject({ id: plainText.min(1).max(40) });

export function reportRoutes(book: ReportBook, files: ReportFileParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/operations/:id/report',
      action: 'operation:read',
      summary: '行动报告：参加力量、时间、行程、点位、现场发现及与上次同类行动的对比；开始后才有。',
      params: idParams,
      answer: operationReport,
      handle: ({ viewer, params, now }) => book.report(params.id, viewer, now),
    }),
    ...(['docx', 'xlsx'] as const).map(format =>
      defineRoute({
        method: 'get',
        path: `/api/v1/operations/:id/report.${format}`,
        action: 'table:export',
        summary: `行动报告导出（${format.toUpperCase()}），与屏幕同一口径；导出有审计记录。`,
        params: idParams,
        answer: z.unknown(),
        async handle({ viewer, params, now }) {
          return reportFile(format, await book.report(params.id, viewer, now), files, viewer, now);
        },
      }),
    ),
  ];
}

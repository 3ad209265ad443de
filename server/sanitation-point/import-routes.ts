/** A round's sheet over HTTP: preview, commit, and the file as it came. Rules [SP-21] to [SP-28]. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { roundImported, roundPreview, roundSheetCommit, roundSheetQuestion } from '../contract/sanitation-import.ts';
import { type Language, notFound, Refused } from '../http/refused.ts';
import { Answer, defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import { MOST_SHEET_BYTES } from '../table-files/read-sheet.ts';
import { refuseFaults } from '../table-files/read-table.ts';
import { attachment } from '../table-files/table-answer.ts';
import { commitSheet } from './commit-sheet.ts';
import type { PointBookParts } from './point-book.ts';
import type { SheetContext } from './round-sheet.ts';
import { planSheet, type SheetQuestion } from './sheet-plan.ts';
import type { OfficeRule } from './who-brings-rounds.ts';

export interface ImportRouteParts {
  db: Kysely<Tables>;
  book: PointBookParts;
  context: SheetContext;
  office: OfficeRule;
}

const BYTES = z.instanceof(Buffer, { message: 'expected a file' }).meta({ type: 'string', format: 'binary' });
const SHEET = { bodyTypes: ['sheet'], bodyLimitBytes: MOST_SHEET_BYTES, body: BYTES } as const;

export function sanitationImportRoutes(parts: ImportRouteParts): Route[] {
  const { db, book, context } = parts;
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/sanitation-rounds/preview',
      action: 'point:import',
      summary:
        '预览一轮测评表（XLSX，或 UTF-8、GBK 的 CSV，原文为请求体）：逐行核对，指出行、列与改法；不写入任何内容。坐标系由 crs 声明。',
      query: roundSheetQuestion,
      ...SHEET,
      answer: roundPreview,
      async handle({ viewer, query, body, now, language }) {
        return (await plan(viewer, query, body, now, language)).preview;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/sanitation-rounds/commit',
      action: 'point:import',
      summary:
        '导入已预览的测评表：同一文件、同样的选项，附预览编号 preview；全部写入或全部不写入，重复提交不再改变任何内容。',
      query: roundSheetCommit,
      ...SHEET,
      answer: roundImported,
      async handle({ viewer, query: { preview, ...question }, body, now, language }) {
        const planned = await plan(viewer, question, body, now, language);
        if (planned.preview.preview !== preview) throw notThePreviewed();
        refuseFaults({ zh: '测评表', en: 'sheet of the round' }, planned.preview.faults);
        const by = viewer.title;
        return commitSheet(book, { plan: planned, question, bytes: body, by }, causeOf(viewer), now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/sanitation-imports/:id',
      action: 'point:import',
      summary: '导入过的测评表原文件。',
      params: z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
      answer: z.unknown(),
      async handle({ viewer, params }) {
        parts.office.refuseOthers(viewer);
        const row = await db.selectFrom('sanitation_import').selectAll().where('id', '=', params.id).executeTakeFirst();
        if (!row) throw notFound({ zh: '测评表', en: 'sheet' }, params.id);
        const { file = `${row.round}` } = roundSheetQuestion.parse(JSON.parse(row.question));
        return new Answer(Buffer.from(row.file), {
          headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': attachment(file) },
        });
      },
    }),
  ];

  async function plan(viewer: Viewer, question: SheetQuestion, bytes: Buffer, now: number, language: Language) {
    parts.office.refuseOthers(viewer);
    book.rounds.refuseOdd('round', question.round, now);
    return planSheet(db, bytes, question, context, now, language);
  }
}

function notThePreviewed(): Refused {
  return new Refused('version-conflict', {
    zh: '文件或选项与预览时不同：请重新预览',
    en: 'The file or the choices are not those of the preview: preview again.',
  });
}

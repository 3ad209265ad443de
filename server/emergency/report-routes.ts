/** What reports say, over HTTP and as a Word file; never for walls. Rules [EM-36], [EM-37]. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { causeOf, type Viewer } from '../access/viewer.ts';
import { type ReportWording, reportWording } from '../contract/emergency-report.ts';
import { documentAnswer, type Taken } from '../document-files/document-answer.ts';
import { notFound } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import { findWording } from './emergency-repository.ts';
import { type EmergencySight, emergencyParams } from './emergency-sight.ts';
import { reportName } from './emergency-words.ts';
import { type ReportDocumentParts, reportDocument } from './report-document.ts';

const reportParams = emergencyParams.extend({ number: z.coerce.number().int().min(1) });
/** Default: the newest wording. */
const wordingQuery = z.strictObject({ wording: z.coerce.number().int().min(1).optional() });
const REPORT = { zh: '报告', en: 'report' };

export interface ReportRouteParts extends ReportDocumentParts {
  db: Kysely<Tables>;
  sight: EmergencySight;
  changeLog: Taken['changeLog'];
}

export function reportRoutes({ db, sight, changeLog, ...parts }: ReportRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/emergencies/:id/reports/:number',
      action: 'emergency-report:read',
      summary: '一份报告（首报、续报、终报）的十一项内容；wording 取某一稿，默认最新。',
      params: reportParams,
      query: wordingQuery,
      answer: reportWording,
      handle: ({ viewer, params, query, now }) => find(viewer, params, query.wording, now),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/emergencies/:id/reports/:number/docx',
      action: 'emergency-report:read',
      summary: '一份报告的 Word 文件。',
      params: reportParams,
      query: wordingQuery,
      answer: z.unknown(),
      async handle({ viewer, params, query, now }) {
        const report = await find(viewer, params, query.wording, now);
        const emergency = await sight.find(viewer, params.id, now);
        const name = `突发事件${reportName(report).zh}${emergency.id}`;
        const what = { report: report.number, wording: report.wording };
        const taken = { changeLog, cause: causeOf(viewer), subject: emergency.id, what, now };
        return documentAnswer(name, reportDocument(emergency, report, parts), taken);
      },
    }),
  ];

  async function find(
    viewer: Viewer,
    { id, number }: z.infer<typeof reportParams>,
    asked: number | undefined,
    now: number,
  ): Promise<ReportWording> {
    const { reports } = await sight.find(viewer, id, now);
    const head = reports.find(report => report.number === number);
    if (!head) throw notFound(REPORT, `${id} ${number}`);
    const wording = asked ?? head.version;
    const found = await findWording(db, id, number, wording);
    if (!found) throw notFound(REPORT, `${id} ${number} (${wording})`);
    return { ...head, wording, fields: found.fields, writtenBy: found.writtenBy, writtenAt: found.at };
  }
}

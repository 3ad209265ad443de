/**
 * A document as the answer of a route: `return await documentAnswer('环卫指数通报202611', document, taken)`. It leaves only after the audit row
 * that says who took it (demand 33): documents name people.
 * A thread of its own writes it (docx-worker.ts): half a second of Word would be half a second without a frame on the walls.
 */
import { writeAudit } from '../access/audit.ts';
import { Refused } from '../http/refused.ts';
import { Answer } from '../http/route.ts';
import type { Cause, ChangeLog } from '../store/change-log.ts';
import { attachment } from '../table-files/table-answer.ts';
import { inWorker } from '../worker-thread.ts';
import type { OfficeDocument } from './office-document.ts';

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const WORKER = new URL('./docx-worker.ts', import.meta.url);
const LIMITS = { longestMs: 20_000, mostHeapMb: 512 };

/** Who takes what out of the house. */
export interface Taken {
  changeLog: Pick<ChangeLog, 'commit'>;
  cause: Cause;
  /** Id of what it is about. */
  subject: string;
  /** What of it, besides the format. */
  what: Record<string, unknown>;
  /** UTC ms. */
  now: number;
}

/** `name`: without ending. */
export async function documentAnswer(name: string, document: OfficeDocument, taken: Taken): Promise<Answer<never>> {
  const bytes = await writeDocx(document);
  await auditTaken('docx', taken);
  return new Answer<never>(bytes, {
    headers: { 'Content-Type': DOCX_TYPE, 'Content-Disposition': attachment(`${name}.docx`) },
  });
}

/** Of the same report in another format. */
export async function auditTaken(format: string, { changeLog, cause, subject, what, now }: Taken): Promise<void> {
  const after = { format, ...what };
  await changeLog.commit(tx => writeAudit(tx, { ...cause, action: 'document-exported', subject, after, at: now }));
}

export async function writeDocx(document: OfficeDocument): Promise<Buffer> {
  const bytes = await inWorker<Uint8Array>({ file: WORKER, work: document, ...LIMITS });
  if (bytes === null)
    throw new Refused('too-large', {
      zh: '文档内容过多，无法在时限内生成',
      en: 'There is too much in the document to be written in time.',
    });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

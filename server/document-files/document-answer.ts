/**
 * A document as the answer of a route: `return await documentAnswer('环卫指数通报202611', document)`.
 * A thread of its own writes it (docx-worker.ts): half a second of Word would be half a second without a frame on the walls.
 */
import { Refused } from '../http/refused.ts';
import { Answer } from '../http/route.ts';
import { attachment } from '../table-files/table-answer.ts';
import { inWorker } from '../worker-thread.ts';
import type { OfficeDocument } from './office-document.ts';

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const WORKER = new URL('./docx-worker.ts', import.meta.url);
const LIMITS = { longestMs: 20_000, mostHeapMb: 512 };

/** `name`: without ending. */
export async function documentAnswer(name: string, document: OfficeDocument): Promise<Answer<never>> {
  return new Answer<never>(await writeDocx(document), {
    headers: { 'Content-Type': DOCX_TYPE, 'Content-Disposition': attachment(`${name}.docx`) },
  });
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

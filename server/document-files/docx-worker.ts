/** The thread of document-answer.ts: writes the document it was given and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildDocx } from './build-docx.ts';
import type { OfficeDocument } from './office-document.ts';

const { work } = workerData as { work: OfficeDocument };
// A copy of its own: a Buffer may lie in a pool that other buffers share, and cannot be handed over then.
const bytes = Uint8Array.from(await buildDocx(work));
parentPort?.postMessage(bytes, [bytes.buffer]);

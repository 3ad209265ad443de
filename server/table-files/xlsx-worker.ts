/** The thread of read-xlsx.ts: parses the bytes it was given, says what came of it, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refused } from '../http/refused.ts';
import { parseXlsx } from './parse-xlsx.ts';
import type { Parsed } from './read-xlsx.ts';

async function answer(): Promise<Parsed> {
  try {
    // A Buffer arrives as a plain byte array.
    return { rows: await parseXlsx(Buffer.from((workerData as { work: Uint8Array }).work)) };
  } catch (error) {
    if (error instanceof Refused) return { refused: { code: error.code, sentence: error.sentence } };
    throw error;
  }
}

parentPort?.postMessage(await answer());

/**
 * Work that would hold the event loop for too long, in a thread of its own. In: the file that does it, what it is to work on, how long
 * and with how much memory it may. Out: what it posted; null = it ended without a word, ran out of memory, or out of time.
 * The file does its work when it is loaded, reads `workerData.work` and posts once. What it throws is thrown here.
 */
import { type TransferListItem, Worker } from 'node:worker_threads';

export interface Work {
  /** `new URL('./xlsx-worker.ts', import.meta.url)` */
  file: URL;
  work: unknown;
  /** Buffers that go over without being copied; the sender has them no more. */
  transfer?: readonly TransferListItem[];
  longestMs: number;
  mostHeapMb: number;
}

/** The server runs from its sources; a worker does not take over what loads them, so it starts with the loader and then the file. */
const START = `
  const { loader, file } = require('node:worker_threads').workerData;
  import(loader).then(({ tsImport }) => tsImport(file, file));
`;
const LOADER = import.meta.resolve('tsx/esm/api');

/** `Done` is what the file posts: both are ours, so it is taken as it comes. */
export function inWorker<Done>({ file, work, transfer = [], longestMs, mostHeapMb }: Work): Promise<Done | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(START, {
      eval: true,
      workerData: { loader: LOADER, file: file.href, work },
      transferList: [...transfer],
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    });
    const timer = setTimeout(() => void worker.terminate(), longestMs);
    worker.once('message', resolve);
    worker.once('error', error => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null);
      else reject(error);
    });
    // After a message this changes nothing any more.
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}

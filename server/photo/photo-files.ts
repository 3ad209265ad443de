/**
 * Photos on disk, outside every folder that is served: `<folder>/<first two signs of the id>/<id>`, without an extension.
 * In: ids and bytes. Out: whole files only: a file is written beside its place, flushed, and then given its name.
 * The disk comes first and the row after it, so a row always has its file; a file without a row is what a crash left behind and is
 * removed at the next start. With several servers on one database the folder is shared between them.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EvidenceId } from '../contract/ids.ts';

/** Another server may be between file and row just now. */
const YOUNG_MS = 3_600_000;

export class PhotoFiles {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  async write(id: EvidenceId, bytes: Buffer): Promise<void> {
    const path = this.#path(id);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    const part = `${path}.part`;
    await flushed(part, 'w', file => file.writeFile(bytes));
    await rename(part, path);
    await flushed(folder, 'r'); // the name, too, is on disk before the row is
  }

  read(id: EvidenceId): Promise<Buffer> {
    return readFile(this.#path(id));
  }

  remove(id: EvidenceId): Promise<void> {
    return rm(this.#path(id), { force: true });
  }

  /** Out: how many were removed. `isKnown`: has a row. */
  async removeOrphans(isKnown: (id: string) => Promise<boolean>, now: number): Promise<number> {
    let removed = 0;
    const entries = await readdir(this.#dir, { recursive: true, withFileTypes: true }).catch(noFolderYet);
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs } = await stat(path);
      if (now - mtimeMs < YOUNG_MS || (await isKnown(entry.name))) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  #path(id: EvidenceId): string {
    return join(this.#dir, id.slice(0, 2), id);
  }
}

async function flushed(
  path: string,
  flags: string,
  write?: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await write?.(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

function noFolderYet(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

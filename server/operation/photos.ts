/** Photos of an operation, before a finding names them. Rule [O-42]. File first, then the row (server/decisions/photos-as-files.md). */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Viewer } from '../access/viewer.ts';
import type { EvidenceId, OperationId } from '../contract/ids.ts';
import { Refused } from '../http/refused.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import { readPhoto } from '../photo/read-photo.ts';
import type { Tables } from '../store/tables.ts';

/** Findings hold 500 at most, a few photos each. */
const MOST_PHOTOS = 2000;

export class OperationPhotos {
  readonly #db: Kysely<Tables>;
  readonly #files: PhotoFiles;

  constructor(db: Kysely<Tables>, files: PhotoFiles) {
    this.#db = db;
    this.#files = files;
  }

  /** `declared`: the Content-Type it came with. Out: its id; the same photo again has the same. */
  async add(
    operation: OperationId,
    bytes: Buffer,
    declared: string,
    viewer: Viewer,
    now: number,
  ): Promise<{ id: EvidenceId }> {
    const { type, sha256 } = await readPhoto(bytes, declared);
    const known = await this.#sameAgain(operation, sha256);
    if (known) return known;
    if ((await this.of(this.#db, operation)).size >= MOST_PHOTOS)
      throw new Refused('too-large', {
        zh: `${operation} 已有 ${MOST_PHOTOS} 张照片`,
        en: `${operation} has ${MOST_PHOTOS} photos already.`,
      });
    const id = randomBytes(16).toString('hex') as EvidenceId;
    await this.#files.write(id, bytes);
    const row = { id, operation, type, sha256, bytes: bytes.length, added_by: viewer.account, at: now };
    const written = await this.#db
      .insertInto('operation_photo')
      .values(row)
      .onConflict(conflict => conflict.columns(['operation', 'sha256']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (written) return { id };
    await this.#files.remove(id);
    return (await this.#sameAgain(operation, sha256)) ?? { id };
  }

  async of(db: Kysely<Tables>, operation: OperationId): Promise<ReadonlySet<EvidenceId>> {
    const rows = await db.selectFrom('operation_photo').select('id').where('operation', '=', operation).execute();
    return new Set(rows.map(({ id }) => id as EvidenceId));
  }

  async find(id: EvidenceId): Promise<{ operation: OperationId; type: string } | undefined> {
    const row = await this.#db
      .selectFrom('operation_photo')
      .select(['operation', 'type'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { operation: row.operation as OperationId, type: row.type };
  }

  read(id: EvidenceId): Promise<Buffer> {
    return this.#files.read(id);
  }

  async isKept(id: string): Promise<boolean> {
    return (await this.find(id as EvidenceId)) !== undefined;
  }

  async #sameAgain(operation: OperationId, sha256: string): Promise<{ id: EvidenceId } | undefined> {
    const row = await this.#db
      .selectFrom('operation_photo')
      .select('id')
      .where('operation', '=', operation)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row && { id: row.id as EvidenceId };
  }
}

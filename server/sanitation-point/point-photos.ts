/**
 * Photos of scoring points: taken in for a point, perhaps for one of its deductions, and given out [SP-29].
 * In: bytes. Out: an id, after file and row are on disk: the file comes first (server/decisions/photos-as-files.md).
 */
import { randomBytes } from 'node:crypto';
import { writeAudit } from '../access/audit.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { EvidenceId } from '../contract/ids.ts';
import { notFound } from '../http/refused.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import { readPhoto } from '../photo/read-photo.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Database } from '../store/database.ts';

export interface PointPhotoParts {
  database: Database;
  changeLog: ChangeLog;
  files: PhotoFiles;
}

export class PointPhotos {
  readonly #parts: PointPhotoParts;

  constructor(parts: PointPhotoParts) {
    this.#parts = parts;
  }

  /** `declared`: the Content-Type it came with. The same photo of the same point again has the same id. */
  async add(
    { point, deduction }: { point: string; deduction: string | null },
    bytes: Buffer,
    declared: string,
    viewer: Viewer,
    now: number,
  ): Promise<{ id: EvidenceId }> {
    const { changeLog, files } = this.#parts;
    const { type, sha256 } = await readPhoto(bytes, declared);
    const fresh = randomBytes(16).toString('hex') as EvidenceId;
    await files.write(fresh, bytes);
    let kept: string | undefined;
    try {
      kept = await changeLog.commit(async tx => {
        const row = { id: fresh, point, type, sha256, bytes: bytes.length, added_by: viewer.account, at: now };
        const written = await tx
          .insertInto('point_photo')
          .values(row)
          .onConflict(conflict => conflict.columns(['point', 'sha256']).doNothing())
          .returning('id')
          .executeTakeFirst();
        const { id } =
          written ??
          (await tx
            .selectFrom('point_photo')
            .select('id')
            .where('point', '=', point)
            .where('sha256', '=', sha256)
            .executeTakeFirstOrThrow());
        if (deduction !== null) {
          const shown = await tx
            .updateTable('deduction')
            .set({ photo: id })
            .where('number', '=', deduction)
            .where('point', '=', point)
            .returning('number')
            .executeTakeFirst();
          if (!shown) throw notFound({ zh: '扣分', en: 'deduction' }, deduction);
        }
        const after = { photo: id, deduction };
        await writeAudit(tx, { ...causeOf(viewer), action: 'point-photo-added', subject: point, after, at: now });
        return id;
      });
      return { id: kept as EvidenceId };
    } finally {
      if (kept !== fresh) await files.remove(fresh);
    }
  }

  find(id: string): Promise<{ point: string; type: string } | undefined> {
    const { db } = this.#parts.database;
    return db.selectFrom('point_photo').select(['point', 'type']).where('id', '=', id).executeTakeFirst();
  }

  read(id: EvidenceId): Promise<Buffer> {
    return this.#parts.files.read(id);
  }

  async isKept(id: string): Promise<boolean> {
    return (await this.find(id)) !== undefined;
  }
}

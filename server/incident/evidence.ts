/**
 * Photos of an incident: taking them in and giving them out. Rules [I-130] to [I-136].
 * In: bytes, the incident, who sends them. Out: the photo's entry in the record, after file and row are on disk.
 * Nothing is stored before it is certain that it is a photo, that the incident takes one more, and that the sender has to do with it.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { EvidenceId } from '../contract/ids.ts';
import { type Evidence, type IncidentRecord, isOpen } from '../contract/incident.ts';
import { notFound, Refused } from '../http/refused.ts';
import type { PhotoFiles } from '../photo/photo-files.ts';
import { readPhoto } from '../photo/read-photo.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import { findIncident, updateIncident } from './incident-repository.ts';
import { withoutReporter } from './incident-view.ts';
import { STATE_WORDS } from './incident-words.ts';
import type { IncidentContext } from './situation.ts';
import { revisitOrgans } from './who-may.ts';

export interface EvidenceParts {
  db: Kysely<Tables>;
  changeLog: ChangeLog;
  files: PhotoFiles;
  context: Pick<IncidentContext, 'organs' | 'dutyOrgans'>;
}

export interface Added {
  evidence: Evidence;
  version: number;
}

/** More than anybody looks at; a film is not evidence of one matter. */
const MOST_PHOTOS = 60;
const INCIDENT = { zh: '事件', en: 'incident' };

export class EvidenceDesk {
  readonly #parts: EvidenceParts;

  constructor(parts: EvidenceParts) {
    this.#parts = parts;
  }

  /** `declared`: the Content-Type it came with. */
  async add(incident: IncidentRecord, bytes: Buffer, declared: string, viewer: Viewer, now: number): Promise<Added> {
    await this.#refuseStranger(incident, viewer);
    return this.adopt(incident, bytes, declared, viewer, now);
  }

  /** A photo that somebody took for what became this incident: whoever sends it need not work on it. */
  async adopt(incident: IncidentRecord, bytes: Buffer, declared: string, viewer: Viewer, now: number): Promise<Added> {
    const { changeLog, files } = this.#parts;
    refuseEnded(incident);
    const { type, sha256 } = await readPhoto(bytes, declared);
    const known = await sameAgain(this.#parts.db, incident, sha256);
    if (known) return { evidence: known, version: incident.version };
    refuseFull(incident);

    const id = randomBytes(16).toString('hex') as EvidenceId;
    const evidence: Evidence = { id, type, bytes: bytes.length, by: viewer.title, at: now };
    await files.write(id, bytes);
    let added: Added | undefined;
    try {
      added = await changeLog.commit(async (tx, log) => {
        const before = await findIncident(tx, incident.id);
        if (!before) throw notFound(INCIDENT, incident.id);
        const meanwhile = await sameAgain(tx, before, sha256);
        if (meanwhile) return { evidence: meanwhile, version: before.version };
        refuseEnded(before);
        refuseFull(before);
        const record = { ...before, evidence: [...before.evidence, evidence], version: before.version + 1 };
        await updateIncident(tx, record, null);
        await tx
          .insertInto('evidence')
          .values({ id, type, sha256, incident: record.id, bytes: evidence.bytes, added_by: viewer.account, at: now })
          .execute();
        await log.append({
          kind: 'incident-changed',
          subject: record.id,
          zone: record.zone,
          at: now,
          ...causeOf(viewer),
          data: {
            ...{ incident: withoutReporter(record), event: 'evidence-added', by: viewer.title },
            ...{ onBehalfOf: null, note: null },
          },
        });
        return { evidence, version: record.version };
      });
      return added;
    } finally {
      if (added?.evidence.id !== id) await files.remove(id);
    }
  }

  /** Out: of which incident it is, and its type; undefined = there is none. */
  async find(id: EvidenceId): Promise<{ incident: IncidentRecord; type: string } | undefined> {
    const { db } = this.#parts;
    const row = await db.selectFrom('evidence').select(['incident', 'type']).where('id', '=', id).executeTakeFirst();
    const incident = row && (await findIncident(db, row.incident));
    return incident && { incident, type: row.type };
  }

  read(id: EvidenceId): Promise<Buffer> {
    return this.#parts.files.read(id);
  }

  async isKept(id: string): Promise<boolean> {
    const row = await this.#parts.db.selectFrom('evidence').select('id').where('id', '=', id).executeTakeFirst();
    return row !== undefined;
  }

  /** [I-132] */
  async #refuseStranger(incident: IncidentRecord, { role, scope, title, account }: Viewer): Promise<void> {
    if (role === 'field') {
      if (incident.tasks.some(({ unit }) => unit !== null && scope.units?.includes(unit))) return;
      if (await isReportOf(this.#parts.db, incident, account)) return;
      // It reads no incidents, so it is not told that there is one.
      throw notFound(INCIDENT, incident.id);
    }
    const { organ } = scope;
    const boundToOrgan = role === 'dept' || (role === 'integration' && organ !== undefined);
    if (!boundToOrgan) return;
    const works =
      organ !== undefined &&
      (incident.tasks.some(task => task.organ === organ) ||
        incident.acceptedBy === organ ||
        revisitOrgans(incident, this.#parts.context).includes(organ));
    if (works) return;
    throw new Refused('not-this-organ', {
      zh: `${title}不办理 ${incident.id}，不能为其添加照片`,
      en: `${title} does not work on ${incident.id} and cannot add photos to it.`,
    });
  }
}

/** [I-132] Who found it and has no task there adds what he saw. */
async function isReportOf(db: Kysely<Tables>, { id }: IncidentRecord, account: string): Promise<boolean> {
  const received = await db
    .selectFrom('change_log')
    .select('seq')
    .where('subject', '=', id)
    .where('kind', '=', 'incident-received')
    .where('actor', '=', account)
    .executeTakeFirst();
  return received !== undefined;
}

/** [I-134] */
async function sameAgain(
  db: Kysely<Tables>,
  { id, evidence }: IncidentRecord,
  sha256: string,
): Promise<Evidence | undefined> {
  const row = await db
    .selectFrom('evidence')
    .select('id')
    .where('incident', '=', id)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row && evidence.find(photo => photo.id === row.id);
}

function refuseEnded({ id, state }: IncidentRecord): void {
  if (isOpen(state)) return;
  throw new Refused('illegal-move', {
    zh: `${id} 当前为“${STATE_WORDS[state].zh}”，不能添加照片`,
    en: `${id} is ${STATE_WORDS[state].en}; it takes no more photos.`,
  });
}

function refuseFull({ id, evidence }: IncidentRecord): void {
  if (evidence.length < MOST_PHOTOS) return;
  throw new Refused('too-large', {
    zh: `${id} 已有 ${MOST_PHOTOS} 张照片`,
    en: `${id} has ${MOST_PHOTOS} photos already.`,
  });
}

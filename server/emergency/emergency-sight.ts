/** Finds an emergency for a viewer; throws `not-found` when there is none that he may see. Rule [EM-40]. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import { plainText } from '../contract/plain-text.ts';
import { notFound } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { EMERGENCY } from './emergency-desk.ts';
import { findEmergency } from './emergency-repository.ts';
import type { ShowEmergency } from './emergency-view.ts';

export const emergencyParams = z.strictObject({ id: plainText.min(1).max(40) });

export class EmergencySight {
  readonly #db: Kysely<Tables>;
  readonly #show: ShowEmergency;

  constructor(db: Kysely<Tables>, show: ShowEmergency) {
    this.#db = db;
    this.#show = show;
  }

  async find(viewer: Viewer, id: string, now: number): Promise<EmergencyRecord> {
    const emergency = await findEmergency(this.#db, id);
    if (!emergency) throw notFound(EMERGENCY, id);
    return this.shown(viewer, emergency, now);
  }

  shown(viewer: Viewer, emergency: EmergencyRecord, now: number): EmergencyRecord {
    const view = this.#show(emergency, viewer, now);
    if (!view) throw notFound(EMERGENCY, emergency.id);
    return view;
  }
}

/**
 * Fills a fresh demonstration over the public interface: time limits, past month, rounds of the sanitation index, units, and open
 * incidents at every stage.
 * In: an administrator's session, doors of duty officer and leader, the profile's town, the present. Out: what was added; nothing when
 * it was filled before.
 * Registered units mean "filled": they come last, so a start that was interrupted is completed by the next one. Until then every
 * step carries numbers of its own (case numbers, deduction numbers, command ids), so doing it twice adds nothing twice.
 */
import { readFile } from 'node:fs/promises';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { Doors, MoveParts } from '../simulation/make-move.ts';
import { namedUuid } from '../simulation/named-uuid.ts';
import type { ProfileTown } from '../simulation/profile-town.ts';
import { registrationOf, unitRoster } from '../simulation/unit-roster.ts';
import type { AdminSession } from './admin-session.ts';
import { fileDemoLimits } from './demo-limits.ts';
import { EVIDENCE_PHOTO } from './evidence-photo.ts';
import { localDate } from './local-calendar.ts';
import { openIncidents } from './open-incidents.ts';
import { bringTo } from './open-life.ts';
import { pastMonth } from './past-month.ts';
import { seedSanitation } from './seed-sanitation.ts';

export const DEMO_UNITS = 60;
const SEED = 20261122;
/** Well under the interface's limits of 1,000 items and 1 MB. */
const ITEMS_A_REQUEST = 400;

export interface Seeded {
  finished: number;
  open: number;
  /** Rounds of the sanitation index that were brought as sheets, and deductions of them and of the running one. */
  rounds: number;
  deductions: number;
  units: number;
}

export async function seedDemo(
  admin: AdminSession,
  people: Required<Doors>,
  { town, vocabulary, points, settings, organs, isOrgan }: ProfileTown,
  nowMs: number,
): Promise<Seeded | 'already-there'> {
  const registered = (await admin.get('/api/v1/units')) as unknown[];
  if (registered.length > 0) return 'already-there';

  const options = { seed: SEED, nowMs };
  const numberPrefix = points[0]?.code.split('-')[0] ?? 'DEMO'; // XA of XA-0001, as in case numbers
  const finished = pastMonth(town, vocabulary, { ...options, numberPrefix });
  const open = openIncidents(town, vocabulary, options);
  const units = unitRoster(DEMO_UNITS, town.zones).map(unit => registrationOf(unit, isOrgan));

  await fileDemoLimits(admin, nowMs);
  await postInParts(admin, '/api/v1/incidents/import', finished);
  const photo = await readFile(EVIDENCE_PHOTO);
  const sanitation = await seedSanitation(admin, points, { ...options, settings, photo });
  const parts: MoveParts = { doors: people, organs, photo };
  for (const [i, { intake, goal }] of open.entries()) {
    const commandId = namedUuid(`open ${localDate(nowMs, town.timeZone)} ${i}`);
    const { id } = (await admin.post('/api/v1/incidents', { ...intake, commandId })) as IncidentRecord;
    // Not as it was answered: an earlier, interrupted start may have brought it further.
    await bringTo(goal, (await admin.get(`/api/v1/incidents/${id}`)) as IncidentRecord, parts);
  }
  await admin.post('/api/v1/units', units);
  return { finished: finished.length, open: open.length, ...sanitation, units: units.length };
}

async function postInParts(admin: AdminSession, path: string, items: readonly unknown[]): Promise<void> {
  for (let i = 0; i < items.length; i += ITEMS_A_REQUEST) {
    await admin.post(path, items.slice(i, i + ITEMS_A_REQUEST));
  }
}

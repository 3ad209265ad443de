/**
 * What a demonstration does once it serves: fills a fresh database, then lets the simulated day run.
 * In: address, password, profile. Out: the running simulation, or undefined without one.
 * start-demo.ts loads this file only after listening: map libraries and profile are half a second that no viewer has to wait for.
 */
import { readFile } from 'node:fs/promises';
import { profileTown } from '../simulation/profile-town.ts';
import { sessionDoor } from '../simulation/server-door.ts';
import { signInAsAdmin } from './admin-session.ts';
import { fileDemoShifts } from './demo-shifts.ts';
import { EVIDENCE_PHOTO } from './evidence-photo.ts';
import { readyFieldPerson } from './field-person.ts';
import { issueDemoBulletin } from './issue-bulletin.ts';
import { seedDemo } from './seed.ts';
import { seedOperations } from './seed-operations.ts';
import { startSimulation } from './simulation-child.ts';
import { renewSimulationToken } from './simulation-token.ts';
import { seededText } from './start-text.ts';

export async function bringToLife(options: {
  url: string;
  password: string;
  profile: string;
  simulate: boolean;
}): Promise<ReturnType<typeof startSimulation> | undefined> {
  const { url, password, profile } = options;
  const admin = await signInAsAdmin(url, password);
  const duty = sessionDoor(url, 'duty', password);
  const people = { organs: duty, desk: duty, leader: sessionDoor(url, 'leader', password) };
  const ground = await profileTown(profile);
  const seeded = await seedDemo(admin, people, ground, Date.now());
  await readyFieldPerson(admin, ground);
  await fileDemoShifts(admin, ground, Date.now());
  await seedOperations(admin, people, ground, Date.now());
  await issueDemoBulletin(
    admin,
    { ...people, office: sessionDoor(url, 'dept', password), station: sessionDoor(url, 'dept3', password) },
    { photo: await readFile(EVIDENCE_PHOTO), nowMs: Date.now() },
  );
  if (seeded !== 'already-there') console.log(seededText(seeded));
  if (!options.simulate) return undefined;
  return startSimulation({ url, profile, password, token: await renewSimulationToken(admin) });
}

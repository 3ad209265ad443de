/**
 * `npm run geodata:check`: reads every profile and prints one line per finding; exit code 1 when there is any.
 */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkProfile } from '../geodata/check-profile.ts';
import { GeodataError, readProfile } from '../geodata/load-profile.ts';

const profiles = fileURLToPath(new URL('../geodata/profiles/', import.meta.url));
let count = 0;
for (const entry of await readdir(profiles, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  for (const finding of await findingsIn(`${profiles}${entry.name}`)) {
    console.log(`${entry.name}: ${finding}`);
    count += 1;
  }
}
console.log(count === 0 ? 'geodata: no findings' : `geodata: ${count} findings`);
process.exitCode = count === 0 ? 0 : 1;

async function findingsIn(dir: string): Promise<string[]> {
  try {
    return checkProfile(await readProfile(dir));
  } catch (error) {
    if (error instanceof GeodataError) return [error.message];
    throw error;
  }
}

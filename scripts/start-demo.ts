/**
 * npm start          (or: PORT=9000 npm start -- --no-simulation)
 *
 * The demonstration: builds the pages when they are old, serves them, fills a fresh database over the public interface and lets a
 * simulated day run beside it. In: the settings of server/config.ts. Out: the address, accounts and password on the terminal.
 * Serves first and fills afterwards, so that a wall can be opened at once.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { CannotStart } from '../server/store/cannot-start.ts';
import { signInAsAdmin } from './demo/admin-session.ts';
import { buildClientIfOld } from './demo/client-build.ts';
import { seedDemo } from './demo/seed.ts';
import { startSimulation } from './demo/simulation-child.ts';
import { renewSimulationToken } from './demo/simulation-token.ts';
import { seededText, startText } from './demo/start-text.ts';
import { profileTown } from './simulation/profile-town.ts';

const { values: options } = parseArgs({ options: { 'no-simulation': { type: 'boolean', default: false } } });

try {
  await startDemo();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function startDemo(): Promise<void> {
  const config = readConfig(process.env, { demo: true });
  const password = config.demoPassword ?? randomBytes(6).toString('base64url');
  if (await buildClientIfOld()) console.log('  页面已构建 · Pages built');

  const server = await startServer({ ...config, demoPassword: password });
  let simulation: ReturnType<typeof startSimulation> | undefined;
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await simulation?.stop();
    await server.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());

  const profile = await profileTown(config.profile);
  console.log(startText({ url: server.url, password, zones: profile.town.zones.length }));
  try {
    const admin = await signInAsAdmin(server.url, password);
    const seeded = await seedDemo(admin, profile, Date.now());
    if (seeded !== 'already-there') console.log(seededText(seeded));
    if (options['no-simulation']) return;
    const token = await renewSimulationToken(admin);
    if (!ending) simulation = startSimulation({ url: server.url, token, profile: config.profile });
  } catch (error) {
    if (!ending) throw error; // Ctrl+C while filling: the server went away under us
  }
}

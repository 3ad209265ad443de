/**
 * npm start          (or: PORT=9000 npm start -- --no-simulation)
 *
 * The demonstration: builds the pages when they are old, serves them, fills a fresh database over the public interface and lets a
 * simulated day run beside it. In: the settings of server/config.ts. Out: the address, accounts and password on the terminal.
 * Serves first and fills afterwards, so that a wall can be opened at once.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { demoDepartments } from '../server/access/demo-accounts.ts';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { buildClientIfOld } from './demo/client-build.ts';
import { startText } from './demo/start-text.ts';
import { endWithReason } from './end-with-reason.ts';

await startDemo().catch(endWithReason);

async function startDemo(): Promise<void> {
  const { values: options } = parseArgs({ options: { 'no-simulation': { type: 'boolean', default: false } } });
  const config = readConfig(process.env, { demo: true });
  const password = config.demoPassword ?? randomBytes(6).toString('base64url');
  if (await buildClientIfOld()) console.log('  页面已构建 · Pages built');

  const server = await startServer({ ...config, demoPassword: password });
  const departments = demoDepartments(server.profile.organs).map(({ name }) => name);
  console.log(startText({ url: server.url, password, zones: server.profile.zones.length, departments }));
  let simulation: { stop(): Promise<void> } | undefined;
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

  try {
    const { bringToLife } = await import('./demo/bring-to-life.ts');
    const simulate = !options['no-simulation'];
    simulation = await bringToLife({ url: server.url, password, profile: config.profile, simulate });
    if (ending) await simulation?.stop();
  } catch (error) {
    if (!ending) throw error; // Ctrl+C while filling: the server went away under us
  }
}

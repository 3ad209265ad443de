/**
 * Starts the server in production.
 *
 *   npm run serve
 *
 * Settings come from the environment; `npm run serve -- --help` lists them. What the operator has to mend is said in one line.
 */
import { parseArgs } from 'node:util';
import { readConfig, settingsHelp } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { endWithReason } from './end-with-reason.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(`npm run serve\n\nSettings (environment):\n${settingsHelp()}`);
    return;
  }
  const server = await startServer(readConfig(process.env, { demo: false }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      server.stop().then(() => process.exit(0), endWithReason);
    });
  }
}

main().catch(endWithReason);

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
import { CannotStart } from '../server/store/cannot-start.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(`npm run serve\n\nSettings (environment):\n${settingsHelp()}`);
    return;
  }
  const server = await startServer(readConfig(process.env, { demo: false }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      server.stop().then(
        () => process.exit(0),
        error => fail(error),
      );
    });
  }
}

function fail(error: unknown): never {
  const own = error instanceof CannotStart;
  const badFlag = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(own || badFlag ? error.message : error);
  process.exit(1);
}

main().catch(fail);

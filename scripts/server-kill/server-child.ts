/**
 * The real server as a child process, without pages and simulated day: for tests and measurements that start and kill it.
 * In: the settings of server/config.ts in the environment. Out: one line on stdout, `listening <url>`.
 */
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';

const server = await startServer(readConfig(process.env, { demo: true }));
console.log(`listening ${server.url}`);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));

/** The real server in a process of its own, for measuring it whole. Settings come by the environment. Asked: `url`, `usage`. */
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { answer } from './child.ts';

const server = await startServer(readConfig(process.env, { demo: true }));
answer({ url: () => server.url });

/**
 * Starts the real server on a data directory and ends it as roughly as asked.
 * In: the directory, and the command that runs server-child. Out: its address once it listens, `kill` for SIGKILL, `stop` for SIGTERM.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export const PASSWORD = 'kill-test-password';
const START_LIMIT_MS = 20_000;

export interface RunningServer {
  url: string;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

/** `withAccounts`: makes the demonstration accounts, which costs a password hash; once is enough for a data directory. */
export async function runServer(
  command: readonly string[],
  dataDir: string,
  { withAccounts }: { withAccounts: boolean },
): Promise<RunningServer> {
  const [program, ...args] = command;
  const settings = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' };
  const child = spawn(program!, args, {
    env: { ...process.env, ...settings, ...(withAccounts ? { DEMO_PASSWORD: PASSWORD } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    const impatience = setTimeout(() => reject(new Error(`No server after ${START_LIMIT_MS} ms.`)), START_LIMIT_MS);
    createInterface(child.stdout).on('line', line => {
      const [word, address] = line.split(' ');
      if (word === 'listening') resolve(address!);
    });
    void exited.then(([code, signal]) => reject(new Error(`The server ended at its start (${code ?? signal}).`)));
    void Promise.allSettled([exited]).then(() => clearTimeout(impatience));
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return (await exited)[0];
  };
  return { url, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/**
 * Keeps the simulated day running beside the demonstration: one child process, started again when it dies.
 * In: where the server is, a token, the password of the demonstration accounts. Out: `stop`, which ends it and resolves when it has ended.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../simulate-day.ts', import.meta.url));
const RESTART_AFTER_MS = 3000;
const KILL_AFTER_MS = 2000;

export function startSimulation(options: { url: string; token: string; password: string; profile: string }): {
  stop(): Promise<void>;
} {
  let child: ChildProcess;
  let restart: NodeJS.Timeout | undefined;
  let stopped = false;
  run();

  function run(): void {
    child = spawn(
      process.execPath,
      [...process.execArgv, SCRIPT, '--url', options.url, '--profile', options.profile],
      // Secrets go by the environment: arguments can be read by everybody on the machine.
      {
        env: { ...process.env, GRIDWALL_TOKEN: options.token, GRIDWALL_PASSWORD: options.password },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    child.on('exit', code => {
      if (stopped) return;
      console.error(`The simulated day ended (code ${code}); starting it again in ${RESTART_AFTER_MS / 1000} s.`);
      restart = setTimeout(run, RESTART_AFTER_MS);
    });
  }

  return {
    async stop() {
      stopped = true;
      clearTimeout(restart);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}

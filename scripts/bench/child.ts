/**
 * A child process that answers questions: servers and clients are measured apart, each with its own CPU.
 * In the parent: `startChild(script, args)`, then `ask`. In the child: `answer(table)`, one function per question.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';

type Question = { id: number; question: string; input: unknown };
type Reply = { id: number; output?: unknown; error?: string };

export interface Child {
  pid: number;
  ask<T>(question: string, input?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export function startChild(script: URL, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Child {
  const child = fork(script, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let nextId = 0;
  child.on('message', (message: Reply) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error !== undefined) asked?.reject(new Error(message.error));
    else asked?.resolve(message.output);
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script.pathname} ended (${code ?? signal}).`));
    waiting.clear();
  });
  return {
    pid: child.pid!,
    ask: <T>(question: string, input?: unknown) =>
      new Promise<T>((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve: output => resolve(output as T), reject });
        child.send({ id, question, input } satisfies Question);
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** CPU seconds and memory of the process that is asked; `answer` adds it to every table as `usage`. */
export interface Usage {
  cpuS: number;
  rssMb: number;
}

export function answer(table: Record<string, (input: never) => unknown>): void {
  const all = { ...table, usage };
  process.on('message', async ({ id, question, input }: Question) => {
    try {
      const found = all[question as keyof typeof all] as ((input: unknown) => unknown) | undefined;
      if (!found) throw new Error(`Nobody answers ${question}.`);
      process.send!({ id, output: await found(input) } satisfies Reply);
    } catch (error) {
      process.send!({ id, error: error instanceof Error ? error.message : String(error) } satisfies Reply);
    }
  });
  process.on('disconnect', () => process.exit()); // the parent is gone
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuS: (user + system) / 1e6, rssMb: process.memoryUsage.rss() / 2 ** 20 };
}

/**
 * Does what server/contract/README.md tells strangers work? Every example of that page is run against a real server, as it stands
 * there: the shell blocks in one shell, the JavaScript blocks in one module. Skipped where `curl` or `jq` is missing.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '../server/config.ts';
import { type RunningServer, startServer } from '../server/main.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PASSWORD = 'contract-password';

let dir: string;
let server: RunningServer;
let blocks: { language: string; code: string }[];
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gridwall-contract-'));
  const settings = { DATA_DIR: dir, PORT: '0', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
  server = await startServer(readConfig(settings, { demo: true }));
  const page = await readFile(path.join(ROOT, 'server/contract/README.md'), 'utf8');
  blocks = [...page.matchAll(/```(bash|js)\n([\s\S]*?)```/g)].map(([, language, code]) => ({
    language: language!,
    code: code!,
  }));
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

function hasTools(): boolean {
  try {
    for (const tool of ['curl', 'jq', 'bash']) execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const codeOf = (language: string) =>
  blocks
    .filter(block => block.language === language)
    .map(block => block.code)
    .join('\n')
    .replaceAll('http://127.0.0.1:8080', server.url);

test.skipIf(!hasTools())('the examples of the contract page work as they stand there', async () => {
  const script = `${codeOf('bash')}\necho; echo "WALL_TOKEN=$WALL_TOKEN"; echo "TOKEN=$TOKEN"`;
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: dir,
    env: { ...process.env, PASSWORD },
  });
  expect(stdout).not.toContain('"refusal"');
  expect(stdout).toContain('{"accepted":1,"refused":[]}');
  expect(stdout).toContain('"assignedBy":"polygon"');
  expect(stdout).toMatch(/200$/m); // the phone
  expect(stdout).toMatch(
    /\{"state":"accepted","version":2,"acceptedBy":"urban-management","allowed":\[.*"close-micro"/m,
  );
  const token = (name: string) => new RegExp(`^${name}=(gw_\\S+)`, 'm').exec(stdout)![1]!;

  // Inside the repository, so that the example finds socket.io-client.
  const watcher = path.join(ROOT, 'dist/contract-examples/watch.mjs');
  await mkdir(path.dirname(watcher), { recursive: true });
  await writeFile(watcher, codeOf('js'));
  const child = spawn(process.execPath, [watcher], {
    env: { ...process.env, URL: server.url, WALL_TOKEN: token('WALL_TOKEN') },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', text => {
      said += text;
    });
  }
  try {
    await vi.waitFor(() => expect(said).toMatch(/^1 units moved$/m), { timeout: 15_000 }); // the full frame after the snapshot
    // How many facts there were until now depends on when the unit was seen on its ground; the incident is the second.
    await fetch(`${server.url}/api/v1/incidents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token('TOKEN')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'patrol', text: '再来一件', lon: 113.8993, lat: 22.572, happenedAt: Date.now() }),
    });
    await vi.waitFor(() => expect(said).toMatch(/^\d+ 2$/m), { timeout: 15_000 });
  } finally {
    child.kill();
  }
});

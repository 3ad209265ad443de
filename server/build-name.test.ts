import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBuildName } from './build-name.ts';
import { startServerUnderTest, until, watch } from './server-under-test.ts';

function pages(buildFile?: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'gridwall-pages-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  if (buildFile !== undefined) writeFileSync(join(dir, 'build.json'), buildFile);
  return dir;
}

test('[A11] the heartbeat names the build of the pages that are served', async () => {
  const server = await startServerUnderTest({ clientDir: pages('{"build":"mwrj0852"}') }, { build: undefined });
  const wall = await watch(server.url, { auth: { token: await server.token('wall') } });
  await until('a heartbeat', () => wall.heartbeats.length > 0);
  expect(wall.heartbeats[0]?.build).toBe('mwrj0852');
  expect(wall.snapshots[0]?.build).toBe('mwrj0852');
  expect((await server.ask('/healthz', { token: '' })).body).toEqual({ alive: true, build: 'mwrj0852' });
  wall.close();
  await server.stop();
});

test('without built pages the build has no name', async () => {
  expect(await readBuildName(pages())).toBe('unversioned');
  expect(await readBuildName('/nowhere')).toBe('unversioned');
});

test.each(['', '{', '[]', '{"build":""}', '{"build":7}'])(
  '%j as build.json stops the start with one line',
  async text => {
    await expect(readBuildName(pages(text))).rejects.toMatchObject({
      name: 'CannotStart',
      message: expect.stringMatching(/build\.json does not name a build: run npm run build again\.$/),
    });
  },
);

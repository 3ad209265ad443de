/**
 * A malformed file stops the start with one line that names file, feature and reason.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GeodataError, loadProfile } from './load-profile.ts';

const committed = fileURLToPath(new URL('./profiles/xinan/', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'profile-'));
  await cp(committed, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(path.join(folder, file), 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  await writeFile(path.join(folder, file), edited);
}

const failure = async (): Promise<string> => {
  const error = await loadProfile(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GeodataError);
  const { message } = error as GeodataError;
  expect(message).not.toContain('\n');
  return message;
};

describe('loadProfile', () => {
  it('reads the committed profile', async () => {
    const { settings, grids, sanitationPoints } = await loadProfile(folder);
    expect(settings).toMatchObject({ id: 'xinan', geometry: 'demonstration', shifts: null });
    expect(grids.features.length).toBeGreaterThan(380);
    expect(sanitationPoints.features).toHaveLength(936);
  });

  it('names the feature, by position and code, and the field', async () => {
    await edit('grids.geojson', '"community":"440306017001"', '"community":"4403"');
    expect(await failure()).toBe('grids.geojson: feature 0 (440306017001001): properties.community: must be 12 digits');
  });

  it('names a reference that leads nowhere', async () => {
    await edit('sanitation-points.geojson', /"grid":"\d{15}"/, '"grid":"440306017001999"');
    expect(await failure()).toBe('sanitation-points.geojson: feature 0 (XA-0001): unknown grid 440306017001999');
  });

  it('names the field of profile.json', async () => {
    await edit('profile.json', '"geometry": "demonstration"', '"geometry": "exact"');
    expect(await failure()).toMatch(/^profile\.json: geometry: /);
  });

  it('names the row of a shift that cannot be', async () => {
    const squads = [7, 7].map(hour => ({
      ...{ id: `from-${hour}`, name: '班', from: `0${hour}:00`, to: '15:00', days: 'every-day', kind: 'patrol' },
      ...{ minPersons: null, minQualified: null, covers: 'zone', zones: null },
    }));
    await edit('profile.json', '"shifts": null', `"shifts": ${JSON.stringify({ source: 'S2-08', shifts: squads })}`);
    expect(await failure()).toBe('profile.json: shifts[1] (from-7): id: from-7 stands there twice');
    await edit('profile.json', '"id":"from-7","name":"班"', '"id":"early","name":"早"');
    await edit('profile.json', '"07:00"', '"25:00"');
    expect(await failure()).toMatch(/^profile\.json: shifts\.shifts\[?\.?0\]?\.from: /);
  });

  it('says which file is no JSON, and which is missing', async () => {
    await writeFile(path.join(folder, 'zones.geojson'), '{');
    expect(await failure()).toMatch(/^zones\.geojson: /);
    await rm(path.join(folder, 'zones.geojson'));
    expect(await failure()).toMatch(/^zones\.geojson: ENOENT/);
  });

  it('refuses a file that is no feature collection', async () => {
    await writeFile(path.join(folder, 'green.geojson'), '{"type":"Feature"}');
    expect(await failure()).toMatch(/^green\.geojson: /);
  });
});

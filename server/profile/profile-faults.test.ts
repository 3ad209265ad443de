import { expect, test } from 'vitest';
import { loadProfile, type ProfileData } from '../../geodata/load-profile.ts';
import { profileFault } from './profile-faults.ts';

const xinan = await loadProfile('geodata/profiles/xinan');

test('the shipped profile has none', () => {
  expect(profileFault(xinan)).toBeNull();
});

test.each<[string, (data: ProfileData) => void]>([
  [
    'profile.json: timeZone: there is no time zone "Asia/Shenzhen"',
    ({ settings }) => {
      settings.timeZone = 'Asia/Shenzhen';
    },
  ],
  [
    'profile.json: bounds: [114, 23, 113, 22] is not [west, south, east, north]',
    ({ settings }) => {
      settings.bounds = [114, 23, 113, 22];
    },
  ],
  [
    'profile.json: channels: patrol stands there twice',
    ({ settings }) => settings.channels.push({ id: 'patrol', name: '巡' }),
  ],
  [
    'grids.geojson: feature 3 (CODE): a ring is not closed',
    ({ grids }) => grids.features[3]!.geometry.coordinates[0]!.pop(),
  ],
  [
    'grids.geojson: feature 3 (CODE): a ring encloses nothing',
    ({ grids }) => {
      const [ring] = grids.features[3]!.geometry.coordinates;
      ring!.fill(ring![0]!);
    },
  ],
  [
    'grids.geojson: feature 3 (CODE): [22.5, 90] is far outside the bounds of profile.json',
    ({ grids }) => {
      grids.features[3]!.geometry.coordinates[0]![1] = [22.5, 90];
    },
  ],
  [
    'sanitation-points.geojson: feature 2 (XA-0003): [0, 0] is far outside the bounds of profile.json',
    ({ sanitationPoints }) => {
      sanitationPoints.features[2]!.geometry.coordinates = [0, 0];
    },
  ],
])('%s', (fault, damage) => {
  const data = structuredClone(xinan);
  damage(data);
  expect(profileFault(data)).toBe(fault.replace('CODE', xinan.grids.features[3]!.properties.code));
});

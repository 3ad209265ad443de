import { expect, test } from 'vitest';
import { loadProfile } from './load-profile.ts';
import { type OrgansFile, organFaults } from './organs-file.ts';

const { organs: shipped } = await loadProfile('geodata/profiles/xinan');

test('the shipped organs have no fault', () => expect(organFaults(shipped)).toEqual([]));

type Id = OrgansFile['organs'][number]['id'];

test.each<[string, (file: OrgansFile) => void]>([
  ['organs.json: organs[28] (militia): stands there twice', ({ organs }) => organs.push(organs[14]!)],
  [
    'organs.json: organs[22] (fire-brigade): unknown via fire-office',
    ({ organs }) => {
      organs[22]!.via = 'fire-office' as Id;
    },
  ],
  [
    'organs.json: organs[17] (market-supervision): its tier street is not higher than street, the tier of economy-tech that it is reached via',
    ({ organs }) => {
      organs[17]!.tier = 'street';
    },
  ],
  [
    'organs.json: organs[2] (organisation-personnel): one a community, but its tier is street',
    ({ organs }) => {
      organs[2]!.perCommunity = true;
    },
  ],
  ['organs.json: bodies[7] (g1): stands there twice', ({ bodies }) => bodies.push(bodies[0]!)],
  ['organs.json: bodies[0] (g1): unknown member choir', ({ bodies }) => bodies[0]!.members.push('choir' as Id)],
  [
    'organs.json: bodies[6] (g7): member justice-office stands there twice',
    ({ bodies }) => bodies[6]!.members.push('justice-office' as Id),
  ],
  [
    'organs.json: bodies[6] (g7): its lead militia is no member',
    ({ bodies }) => {
      bodies[6]!.lead = 'militia' as Id;
    },
  ],
  [
    'organs.json: bodies[6] (g7): its lead community-station is not one organ but one a community',
    ({ bodies }) => {
      bodies[6]!.lead = 'community-station' as Id;
    },
  ],
  [
    'organs.json: command.acrossBodies: unknown organ peace-office',
    ({ command }) => {
      command.acrossBodies = 'peace-office' as Id;
    },
  ],
  [
    'organs.json: command.controlCentre: community-station is one a community',
    ({ command }) => {
      command.controlCentre = 'community-station' as Id;
    },
  ],
])('%s', (fault, damage) => {
  const file = structuredClone(shipped);
  damage(file);
  expect(organFaults(file)).toEqual([fault]);
});

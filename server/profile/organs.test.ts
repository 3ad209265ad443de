import { expect, test } from 'vitest';
import { loadProfile } from '../../geodata/load-profile.ts';
import type { OrganId } from '../contract/ids.ts';
import { organ } from '../contract/organ.ts';
import { organsOf } from './organs.ts';

const xinan = await loadProfile('geodata/profiles/xinan');
const communities = xinan.communities.features.map(({ properties }) => properties);
const organs = organsOf(xinan.organs, communities);
const ids = (...names: string[]) => names as OrganId[];
const STATION = 'community-station:440306017001';

test('every organ fits the contract, the concrete ones too', () => {
  for (const one of organs.all) expect(organ.parse(one)).toEqual(one);
  expect(organs.all).toHaveLength(28 + communities.length);
});

test('[S0-12] a community has its own station, of the same tier and the same six bodies', () => {
  expect(organs.get(STATION)).toMatchObject({ name: '宝民社区工作站', shortName: '宝民社区站', tier: 'community' });
  expect(organs.bodyOf(STATION).map(({ id }) => id)).toEqual(['g2', 'g3', 'g4', 'g5', 'g6', 'g7']);
  expect(organs.concrete('community-station' as OrganId, '440306017001')).toBe(STATION);
  expect(organs.concrete('community-station' as OrganId, '440306017999')).toBeNull();
  expect(organs.concrete('community-station' as OrganId, null)).toBeNull();
  expect(organs.concrete('safety-office' as OrganId, null)).toBe('safety-office');
  expect(organs.exists('community-station:440306017999')).toBe(false);
});

test('[S0-69] district and posted bodies are reached through a street office', () => {
  expect(organs.via('fire-brigade')).toBe('safety-office');
  expect(organs.via('district-water')).toBe('construction');
  expect(organs.via('market-supervision')).toBe('economy-tech');
  expect(organs.via('police-station')).toBeNull();
  expect(organs.via('nobody')).toBeNull();
});

test.each([
  ['urban-management', STATION, true],
  ['market-supervision', STATION, true],
  ['district-market', 'market-supervision', true],
  ['district-water', 'construction', true],
  ['market-supervision', 'economy-tech', false],
  ['district-water', STATION, false],
  ['economy-tech', 'district-market', false],
  ['district-water', 'nobody', false],
])('%s is one tier above %s: %s', (a, b, above) => expect(organs.tierAbove(a, b)).toBe(above));

test.each([
  [['traffic-police'], 'traffic-police', 'only'],
  [['urban-management', 'enforcement-team'], 'enforcement-team', 'body-lead'],
  [['labour-office', 'control-centre'], 'stability-office', 'body-lead'], // nobody named it; it leads g6 all the same
  [[STATION, 'economy-tech'], 'economy-tech', 'body-lead'], // g2 and g3 hold both; only the lead of g3 was named
  [[STATION, 'community-station:440306017002'], STATION, 'first-named'], // six bodies, none is meant
  [['construction', 'urban-management'], 'construction', 'first-named'], // no body holds both, and nobody is set
] as [string[], string, string][])('who leads %j', (named, lead, rule) => {
  expect(organs.leadOf(ids(...named))).toEqual({ lead, rule });
});

test('[S3-10] an organ for matters of several bodies leads where the profile names one', () => {
  const changhe = organsOf(
    { ...xinan.organs, command: { ...xinan.organs.command, acrossBodies: 'stability-office' as OrganId } },
    communities,
  );
  expect(changhe.leadOf(ids('construction', 'urban-management'))).toEqual({
    lead: 'stability-office',
    rule: 'across-bodies',
  });
});

test('an unknown organ is called by its id; nobody leads nothing', () => {
  expect(organs.name('old-office')).toBe('old-office');
  expect(organs.name('grid-centre')).toBe('网格综合管理中心');
  expect(() => organs.leadOf([])).toThrow();
});

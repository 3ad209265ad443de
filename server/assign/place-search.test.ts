/** Place search over the shipped profile and over made-up names. Ids in brackets are rules of SPEC.md. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildGridIndex } from '../../geodata/grid-index.ts';
import { loadProfile } from '../../geodata/load-profile.ts';
import type { LonLat } from '../contract/coordinates.ts';
import { placeFound } from '../contract/place-found.ts';
import { createAssigner } from './assign.ts';
import { readBoundaries } from './boundary-files.ts';
import { type NamedPlace, placeNames } from './place-names.ts';
import { createPlaceSearch, type PlaceSearch } from './place-search.ts';
import { asTyped, fitOf, spell } from './spelled-name.ts';

const DIR = 'geodata/profiles/xinan';
const CENTRE: LonLat = [113.893, 22.565];

function aPlace(name: string, more: Partial<NamedPlace> = {}): NamedPlace {
  const [lon, lat] = CENTRE;
  return { kind: 'road', name, detail: '', lon, lat, community: null, aliases: [], code: null, ...more };
}
const fitting = (name: string, text: string) => fitOf(spell(name), asTyped(text));

describe('how a text fits a name', () => {
  test.each([
    ['创业路', '创业路', 'exact'],
    ['创业路', 'chuangyelu', 'exact'],
    ['创业路', 'Chuang Ye Lu', 'exact'],
    ['创业路', '创业', 'prefix'],
    ['创业路', 'chuangye', 'prefix'],
    ['创业路', 'chuangy', 'prefix'],
    ['创业路', 'ch', 'prefix'],
    ['创业路', 'cyl', 'initials'],
    ['创业路', 'chyl', 'initials'],
    ['创业路', '创yl', 'initials'],
    ['创业路', 'chuangyl', 'initials'],
    ['创业路', '业路', 'substring'],
    ['创业路', 'yelu', 'substring'],
    ['宝民 01', 'baomin01', 'exact'],
    ['宝民 01', '０１', 'substring'],
    ['创业路', 'chuangla', null],
    ['创业路', '创业路口', null],
    ['创业路', 'lu创', null],
  ] as const)('[A-20] %s by %s: %s', (name, text, expected) => {
    expect(fitting(name, text)).toBe(expected);
  });

  test.each([
    ['步行街', 'buxingjie'],
    ['人行天桥', 'renxingtianqiao'],
    ['银行路', 'yinhanglu'],
    ['银行路', 'yhl'],
    ['行知路', 'xingzhilu'],
    ['长岭路', 'changlinglu'],
    ['长圳路', 'zhangzhenlu'],
    ['重庆路', 'chongqinglu'],
    ['重庆路', 'zqlu'],
    ['绿海路', 'lvhailu'],
    ['绿海路', 'luhailu'],
  ])('[A-20] a character is found by any of its readings: %s by %s', (name, text) => {
    expect(fitting(name, text)).not.toBeNull();
  });
});

describe('order', () => {
  const names = (places: NamedPlace[], text: string) =>
    createPlaceSearch(places, CENTRE)
      .find(text, 20)
      .map(({ name }) => name);

  test('[A-21] whole name, beginning, initials, part', () => {
    const places = ['新兴路', '兴华公园', '兴华', '新和里', '兴华路'].map(name => aPlace(name));
    expect(names(places, 'xinghua')).toEqual(['兴华', '兴华公园', '兴华路']);
    expect(names(places, 'xh')).toEqual(['兴华', '兴华公园', '兴华路', '新和里']);
    expect(names([...places, aPlace('老兴华')], '兴华').at(-1)).toBe('老兴华');
  });

  test('[A-21] of equal fits the kind decides, then the nearer to the centre', () => {
    const places = [
      aPlace('海旺甲', { kind: 'scoring-point' }),
      aPlace('海旺乙', { lon: 113.9 }),
      aPlace('海旺丙', { lon: 113.894 }),
      aPlace('海旺丁', { kind: 'station' }),
    ];
    expect(names(places, 'haiwang')).toEqual(['海旺丙', '海旺乙', '海旺丁', '海旺甲']);
  });

  test('a code is found whole or by a piece, but a letter or two begin no code', () => {
    const places = [aPlace('宝民段', { kind: 'scoring-point', code: 'XA-0012' }), aPlace('新湖路')];
    expect(names(places, 'xa-0012')).toEqual(['宝民段']);
    expect(names(places, '0012')).toEqual(['宝民段']);
    expect(names(places, 'x')).toEqual(['新湖路']);
    expect(names(places, 'xa')).toEqual([]);
  });
});

describe('the shipped profile', () => {
  let search: PlaceSearch;
  let places: NamedPlace[];
  beforeAll(async () => {
    const data = await loadProfile(DIR);
    const grids = buildGridIndex(data.grids, data.communities, data.zones);
    const { assign } = createAssigner(await readBoundaries({ dir: DIR, data, grids }));
    places = placeNames(data, lonLat => assign(lonLat).community);
    search = createPlaceSearch(places, data.settings.centre);
  });
  const first = (text: string) => search.find(text, 1)[0];

  test.each([
    ['创业路', 'road', '创业路'],
    ['cyl', 'road', '创业路'],
    ['创yl', 'road', '创业路'],
    ['灵芝', 'station', '灵芝站'],
    ['灵芝地铁站', 'station', '灵芝站'],
    ['xinangongyuan', 'park', '新安公园'],
    ['尖岗山', 'park', '尖岗山'],
    ['新圳河', 'water', '新圳河'],
    ['baqcz', 'landmark', '宝安汽车站'],
    ['haiwangshequ', 'community', '海旺社区'],
    ['滨海片区', 'zone', '滨海片区'],
    ['baomin01', 'grid', '宝民 01'],
    ['440306017001001', 'grid', '宝民 01'],
    ['XA-0001', 'scoring-point', '兴华路宝民段'],
    ['fanshenbuxingjie', 'scoring-point', '翻身步行街'],
  ])('%s is the %s %s', (text, kind, name) => {
    expect(first(text)).toMatchObject({ kind, name });
  });

  test('[A-22] a crossing is found by either road first, with and without what stands between', () => {
    for (const text of [
      '创业路与新湖路交叉口',
      '新湖路与创业路交叉口',
      '新湖路创业路',
      '创业路 新湖路',
      '创业路、新湖路',
      'xinhulu chuangyelu',
      'xhl cyl',
    ])
      expect(first(text), text).toMatchObject({ kind: 'crossing', name: expect.stringContaining('新湖路') });
  });

  test('every place has a point near the jurisdiction, a name, and its own community where it lies in one', () => {
    expect(places.length).toBeGreaterThan(1500);
    for (const { aliases: _, code: __, ...place } of places) {
      expect(placeFound.safeParse(place).success, place.name).toBe(true);
      expect(Math.abs(place.lon - CENTRE[0]) < 0.1 && Math.abs(place.lat - CENTRE[1]) < 0.1, place.name).toBe(true);
    }
    const inside = places.filter(({ kind }) => kind === 'grid' || kind === 'scoring-point' || kind === 'community');
    expect(inside.every(({ community }) => community !== null)).toBe(true);
  });

  test('[A-21] the point of a road that leaves the jurisdiction is one inside', () => {
    const roads = places.filter(({ kind, community }) => kind === 'road' && community === null);
    expect(roads.map(({ name }) => name)).not.toContain('宝安大道');
    expect(first('宝安大道')?.community).not.toBeNull();
  });

  test('[A-23] no two places of one kind and name look alike', () => {
    const shown = places.map(({ kind, name, detail }) => `${kind} ${name} ${detail}`);
    expect(shown.filter((text, i) => shown.indexOf(text) !== i)).toEqual([]);
  });

  test('[A-24] nothing typed finds nothing, and the limit is kept', () => {
    expect(search.find('', 10)).toEqual([]);
    expect(search.find(' 　', 10)).toEqual([]);
    expect(search.find('路', 7)).toHaveLength(7);
  });

  test('[A-24] any text is answered, soon, with places that are there', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        "' or 1=1--",
        '%',
        '_',
        '\\',
        '(',
        '[a-z]',
        '创',
        'an',
        'ang',
        'zh',
        '路',
        '与',
        '\ud800',
        '🚧',
        '　',
        'XA-',
      ),
    );
    const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('').slice(0, 60));
    fc.assert(
      fc.property(text, typed => {
        const found = search.find(typed, 5);
        expect(found.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 400 },
    );
    // The worst for a search that tries every way to read a name: a syllable that begins and ends like itself.
    for (const worst of ['anananan', 'nananana', 'xixixixi', 'a', 'n', '路'].map(part => part.repeat(60).slice(0, 60)))
      expect(search.find(worst, 5)).toEqual([]);
  });
});

/** Ranking of organs and units, without a server. Ids in brackets are rules of SPEC.md. */
import { expect, test } from 'vitest';
import type { LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, IncidentId, OrganId, UnitId, ZoneId } from '../contract/ids.ts';
import type { DutyOrgan } from '../contract/negative-list.ts';
import { type SuggestionMatter, suggestOrgans } from './suggestion.ts';
import type { AvailableUnit } from './suggestion-unit.ts';

const HERE: LonLat = [113.893, 22.565];
const STATION = 'community-station:440306017021' as OrganId;
const organs = (...ids: string[]): DutyOrgan[] => ids.map(id => ({ organ: id as OrganId, via: null }));

/** `eastM`: how far east of the matter. */
function aUnit(
  id: string,
  organ: string | null,
  eastM: number,
  more: Partial<AvailableUnit['unit']> = {},
): AvailableUnit {
  return {
    unit: {
      ...{ id: id as UnitId, callSign: id, unitClass: 'patrol-person', organ: organ as OrganId | null },
      ...{ homeZone: 'binhai' as ZoneId, onDuty: true },
      ...more,
    },
    fix: { lonLat: [HERE[0] + eastM / 102_800, HERE[1]], ageMs: 5000, standing: 'fresh' },
  };
}
const aged = (unit: AvailableUnit, standing: NonNullable<AvailableUnit['fix']>['standing'], ageMs: number) => ({
  ...unit,
  fix: unit.fix && { ...unit.fix, standing, ageMs },
});

function aMatter(more: Partial<SuggestionMatter> = {}): SuggestionMatter {
  return {
    lonLat: HERE,
    group: 'city-appearance',
    duties: { patrol: organs('urban-management'), urge: organs('enforcement-team'), revisit: null, punish: null },
    territorial: { organ: STATION, community: '440306017021' as CommunityCode },
    body: null,
    via: () => null,
    isElsewhere: organ => organ.includes(':') && organ !== STATION,
    serves: () => true,
    workOf: () => undefined,
    ...more,
  };
}
const names = (matter: SuggestionMatter, units: AvailableUnit[] = []) =>
  suggestOrgans(matter, units).map(({ organ }) => organ);
const codes = (remarks: readonly { code: string }[] | undefined) => remarks?.map(({ code }) => code);

test('[I-114] where the row is silent the station comes first, then the function group; where it speaks the group is not asked', () => {
  const body = { name: '市容环境组', members: ['enforcement-team' as OrganId, 'grid-centre' as OrganId, STATION] };
  const silent = { patrol: null, urge: null, revisit: null, punish: null };
  const lines = suggestOrgans(aMatter({ duties: silent, body }), []);
  expect(lines.map(({ organ }) => organ)).toEqual([STATION, 'enforcement-team', 'grid-centre']);
  expect(codes(lines[0]?.reasons)).toEqual(['territorial', 'group-duty']);
  expect(lines[1]?.reasons).toEqual([{ code: 'group-duty', values: { body: '市容环境组' } }]);
  expect(names(aMatter({ body }))).not.toContain('grid-centre');
});

test('[I-110] [I-111] patrol, urge, territorial, revisit, punish, and no more than five', () => {
  const duties = {
    patrol: organs('grid-centre'),
    urge: organs('urban-management', 'enforcement-team'),
    revisit: organs('safety-office'),
    punish: organs('district-environment'),
  };
  expect(names(aMatter({ duties }))).toEqual([
    'grid-centre',
    'urban-management',
    'enforcement-team',
    STATION,
    'safety-office',
  ]);
});

test('[I-110] an organ of several columns stands once, in the first, with all of them as reasons', () => {
  const duties = { patrol: organs(STATION), urge: organs(STATION), revisit: organs(STATION), punish: null };
  const [line, ...others] = suggestOrgans(aMatter({ duties }), []);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ organ: STATION, duty: 'patrol' });
  expect(codes(line?.reasons)).toEqual(['duty-patrol', 'duty-urge', 'territorial', 'duty-revisit']);
});

test('[I-110] a list that says nothing leaves the station; no community leaves nothing', () => {
  const duties = { patrol: null, urge: null, revisit: null, punish: null };
  expect(names(aMatter({ duties }))).toEqual([STATION]);
  expect(names(aMatter({ duties, territorial: null }))).toEqual([]);
});

test('[I-111] in one column the organ with the nearer unit comes first, one without a unit last; the column goes before', () => {
  const duties = { patrol: organs('a', 'b', 'c'), urge: organs('d'), revisit: null, punish: null };
  const units = [aUnit('b1', 'b', 800), aUnit('c1', 'c', 200), aUnit('d1', 'd', 10)];
  expect(names(aMatter({ duties, territorial: null }), units)).toEqual(['c', 'b', 'a', 'd']);
});

test('[I-111] the nearest unit is named with distance and age', () => {
  const units = [aUnit('u1', 'urban-management', 900), aUnit('u2', 'urban-management', 300)];
  const [line] = suggestOrgans(aMatter(), units);
  expect(line).toMatchObject({ unit: 'u2', fixAgeS: 5, shortfalls: [] });
  expect(line?.distanceM).toBeGreaterThan(295);
  expect(line?.distanceM).toBeLessThan(305);
  expect(line?.reasons.at(-1)).toEqual({
    code: 'nearest-unit',
    values: { unit: 'u2', callSign: 'u2', distanceM: line?.distanceM, ageS: 5 },
  });
});

test('[I-112] lost units, wrong clocks, units off duty and units without a fix are not sent', () => {
  const near = aUnit('u1', 'urban-management', 10);
  for (const [unit, why] of [
    [aged(near, 'lost', 700_000), 'no-position'],
    [aged(near, 'clock-error', -90_000), 'no-position'],
    [{ ...near, fix: null }, 'no-position'],
    [aUnit('u1', 'urban-management', 10, { onDuty: false }), 'no-unit-on-duty'],
  ] as const) {
    const [line] = suggestOrgans(aMatter(), [unit]);
    expect(line, why).toMatchObject({ organ: 'urban-management', unit: null, distanceM: null, fixAgeS: null });
    expect(codes(line?.shortfalls)).toEqual([why]);
  }
});

test('[I-112] a stale unit comes after a fresh one however near, and is marked when it is all there is', () => {
  const stale = aged(aUnit('near', 'urban-management', 10), 'stale', 200_000);
  expect(suggestOrgans(aMatter(), [stale, aUnit('far', 'urban-management', 2000)])[0]?.unit).toBe('far');
  const [line] = suggestOrgans(aMatter(), [stale]);
  expect(line).toMatchObject({ unit: 'near', fixAgeS: 200 });
  expect(line?.shortfalls).toEqual([{ code: 'stale-fix', values: { unit: 'near', callSign: 'near', ageS: 200 } }]);
});

test('[I-113] a busy unit and one of the wrong class come after the free and fit one, and say why', () => {
  const workOf = (unit: UnitId) => (unit === ('busy' as UnitId) ? ('XA1' as IncidentId) : undefined);
  const serves = (unitClass: string) => unitClass !== 'sanitation-vehicle';
  const busy = aUnit('busy', 'urban-management', 10);
  const sweeper = aUnit('sweeper', 'urban-management', 20, { unitClass: 'sanitation-vehicle' });
  const matter = aMatter({ workOf, serves });
  expect(suggestOrgans(matter, [busy, sweeper, aUnit('free', 'urban-management', 3000)])[0]?.unit).toBe('free');
  expect(suggestOrgans(matter, [busy, sweeper])[0]).toMatchObject({
    ...{ unit: 'busy', shortfalls: [{ code: 'busy', values: { incident: 'XA1' } }] },
  });
  expect(codes(suggestOrgans(matter, [sweeper])[0]?.shortfalls)).toEqual(['unfit-class']);
});

test('[I-114] without a category, or where its row is silent, the nearest units name their organs, after the station', () => {
  const duties = { patrol: null, urge: null, revisit: null, punish: null };
  const units = [
    aUnit('u1', 'traffic-police', 900),
    aUnit('u2', 'urban-management', 100),
    aUnit('u3', null, 5),
    aUnit('u5', 'community-station:440306017017', 2),
    aged(aUnit('u4', 'militia', 1), 'lost', 700_000),
  ];
  const matter = aMatter({ duties, group: null });
  const lines = suggestOrgans(matter, units);
  expect(lines.map(({ organ }) => organ)).toEqual([STATION, 'urban-management', 'traffic-police']);
  expect(codes(lines[1]?.reasons)).toEqual(['nearest-unit']);
  // A unit that is not made for such matters comes after one that is; a row that names somebody is not added to.
  expect(names(aMatter({ duties, serves: () => false }), units)).toHaveLength(3);
  expect(names(aMatter({ duties: { ...duties, patrol: organs('militia') } }), units)).toEqual(['militia', STATION]);
});

test('[I-115] an organ that is reached through an office says which', () => {
  const duties = {
    ...{ patrol: [{ organ: 'fire-brigade' as OrganId, via: 'safety-office' as OrganId }] },
    ...{ urge: null, revisit: null, punish: null },
  };
  const [line] = suggestOrgans(aMatter({ duties }), []);
  expect(line).toMatchObject({ organ: 'fire-brigade', via: 'safety-office' });
  expect(line?.shortfalls).toEqual([
    { code: 'needs-coordination', values: { via: 'safety-office' } },
    { code: 'no-unit-on-duty', values: {} },
  ]);
});

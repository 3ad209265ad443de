import { expect, test } from 'vitest';
import type { CommandId } from '../../server/contract/ids.ts';
import { incidentIntake, proposalRequest } from '../../server/contract/incident.ts';
import type { PlaceFound } from '../../server/contract/place-found.ts';
import { emptyMatter, type IntakeDraft, type Matter } from './intake-draft.ts';
import { fieldOfRefusal, happenedAtOf, intakeOf, problemsOf, proposalRequestOf } from './intake-request.ts';

const NOON = 1_795_060_800_000;
const ID = '3f1c9c53-7a3b-4c39-8d26-4c8a7f4f9d10' as CommandId;
const PARK: PlaceFound = {
  kind: 'park',
  name: '灵芝公园',
  detail: '灵芝园社区',
  lon: 113.902,
  lat: 22.5719,
  community: '440306017006' as PlaceFound['community'],
};

function aDraft(known: Partial<Matter> = {}, reporter = { name: '', phone: '' }): IntakeDraft {
  return {
    matter: {
      ...emptyMatter(NOON, 'duty-phone'),
      typedPlace: PARK.name,
      place: { from: 'search', found: PARK },
      text: '有煤气味',
      ...known,
    },
    reporter,
  };
}

test('a draft becomes a report that the contract takes; what was left empty is left out', () => {
  const intake = intakeOf(aDraft(), ID);
  expect(incidentIntake.parse(intake)).toEqual({
    commandId: ID,
    channel: 'duty-phone',
    text: '有煤气味',
    lon: 113.902,
    lat: 22.5719,
    crs: 'WGS84',
    community: '440306017006',
    happenedAt: NOON,
    reportedAt: NOON,
  });
});

test('the reporter goes along, trimmed', () => {
  const { reporter } = intakeOf(aDraft({}, { name: ' 王女士 ', phone: '' }), ID);
  expect(reporter).toEqual({ name: '王女士' });
});

test('[35] a pasted pair is sent as it was written, with its system', () => {
  const { lon, lat, crs } = intakeOf(
    aDraft({ place: { from: 'coordinates', pair: [113.907, 22.569], crs: 'GCJ02' } }),
    ID,
  );
  expect({ lon, lat, crs }).toEqual({ lon: 113.907, lat: 22.569, crs: 'GCJ02' });
});

test('刚刚 is when the call began, not when the button was pressed; quick times count back from there', () => {
  expect(happenedAtOf(aDraft().matter)).toBe(NOON);
  expect(happenedAtOf(aDraft({ happened: '15' }).matter)).toBe(NOON - 15 * 60_000);
  expect(happenedAtOf(aDraft({ happened: 'other', happenedOther: NOON - 1 }).matter)).toBe(NOON - 1);
  expect(emptyMatter(NOON + 0.7, 'x').startedAt, 'the wire takes whole milliseconds').toBe(NOON);
});

test('a proposal is asked for as soon as there is a place, never for a letter of the text', () => {
  expect(proposalRequestOf(aDraft({ place: null }).matter)).toBeNull();
  const asked = proposalRequestOf(aDraft().matter)!;
  expect(proposalRequest.safeParse(asked).success).toBe(true);
  expect(proposalRequestOf(aDraft({ text: '另一段', address: '12号' }).matter)).toEqual(asked);
  expect(proposalRequestOf(aDraft({ category: 'fire' }).matter)).toEqual({ ...asked, category: 'fire' });
});

test('what is missing is said beside its field', () => {
  const problems = problemsOf({ ...aDraft({ typedPlace: '', place: null, text: '  ' }) }, NOON);
  expect(problems).toEqual({ place: '请填写地点', text: '请填写情况' });
  expect(problemsOf(aDraft({ place: null }), NOON).place, 'typed, but nothing chosen').toBe(
    '请从列表中选定地点，或在地图上点选',
  );
  expect(problemsOf(aDraft({ typedCategory: '燃' }), NOON).category).toBe('请从列表中选定类别，或清空');
  expect(problemsOf(aDraft(), NOON)).toEqual({});
});

test('too long, half a character, the future', () => {
  expect(problemsOf(aDraft({ text: '长'.repeat(501) }), NOON).text).toBe('不能超过 500 字');
  expect(problemsOf(aDraft({ address: '\ud842' }), NOON).address).toBe('含有无法保存的字符');
  expect(problemsOf(aDraft({ happened: 'other', happenedOther: NOON + 60_000 }), NOON).happenedAt).toBe('不能晚于现在');
  expect(problemsOf(aDraft({ happened: 'other', happenedOther: null }), NOON).happenedAt).toBe('请填写发生时间');
});

test.each([
  [{ refusal: 'bad-input', message: '', field: 'reporter.phone' }, 'phone'],
  [{ refusal: 'bad-input', message: '', field: 'lon' }, 'place'],
  [{ refusal: 'far-outside-area', message: '' }, 'place'],
  [{ refusal: 'future-time', message: '' }, 'happenedAt'],
  [{ refusal: 'unknown-category', message: '' }, 'category'],
  [{ refusal: 'not-allowed', message: '' }, null],
] as const)('a refusal %o stands at %s', (refusal, field) => {
  expect(fieldOfRefusal(refusal)).toBe(field);
});

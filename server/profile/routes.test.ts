import { expect, test } from 'vitest';
import { servedProfile } from '../../geodata/profile-settings.ts';
import { type NegativeList, negativeList } from '../contract/negative-list.ts';
import { Answer, type RawRequest } from '../http/route.ts';
import { openProfile } from './load.ts';
import { profileRoutes } from './routes.ts';

const profile = await openProfile('geodata/profiles/xinan');
const items = negativeList.shape.items.parse(profile.data.negativeList.items);
const list: NegativeList = {
  ...{ version: 1, status: 'draft', effectiveFrom: 0, publishedBy: 'system', publishedAt: 0 },
  items,
};

async function ask(current: NegativeList, known?: string): Promise<Answer> {
  let now = list;
  const [route] = await profileRoutes(profile, { current: () => now });
  const request = (headers: RawRequest['headers']) =>
    route!.run({ viewer: {}, params: {}, query: {}, body: undefined, headers } as unknown as RawRequest);
  await request({});
  now = current;
  const answer = await request(known === undefined ? {} : { 'if-none-match': known });
  if (!(answer instanceof Answer)) throw new Error('The profile is sent as bytes.');
  return answer;
}

test('categories come from the list in force, organs and groups are with them', async () => {
  const { body } = await ask(list);
  const sent = JSON.parse(String(body));
  expect(servedProfile.parse(sent).categories).toHaveLength(items.length);
  expect(sent.categories.find(({ id }: { id: string }) => id === 'overflowing-bin')).toEqual({
    ...{ id: 'overflowing-bin', name: '垃圾站（箱）满溢', shortName: '垃圾箱满溢', code: '06042' },
    ...{ group: 'city-appearance', defaultLevel: 4, defaultGrade: 'micro', source: 'GB/T 47678.5-2026' },
  });
  expect(sent.organs).toHaveLength(28 + 22);
  expect(sent.bodies).toHaveLength(7);
  expect(sent.command).toEqual(profile.data.organs.command);
});

test('who has it is told so; another list is another profile', async () => {
  const { ETag = '' } = (await ask(list)).headers;
  expect((await ask(list, ETag)).status).toBe(304);
  const next = await ask({ ...list, version: 2, items: items.slice(0, 1) }, ETag);
  expect(next.status).toBeUndefined();
  expect(JSON.parse(String(next.body)).categories).toHaveLength(1);
});

/** The versions of the list, for each database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadProfile } from '../../geodata/load-profile.ts';
import type { TestDatabase } from '../access/test-databases.ts';
import { type HandClock, handClock } from '../clock.ts';
import type { CategoryId, OrganId } from '../contract/ids.ts';
import type { NegativeListItem } from '../contract/negative-list.ts';
import { Deadlines } from '../deadlines/deadlines.ts';
import { organsOf } from '../profile/organs.ts';
import { ChangeLog } from '../store/change-log.ts';
import { NegativeLists, type ShippedList } from './negative-list.ts';

const NOW = Date.parse('2026-11-22T14:00:00+08:00');
const DAY_MS = 86_400_000;
const ADMIN = { actor: 'admin', address: '127.0.0.1' };

const xinan = await loadProfile('geodata/profiles/xinan');
const organs = organsOf(
  xinan.organs,
  xinan.communities.features.map(({ properties }) => properties),
);

export function anItem(change: Partial<NegativeListItem> = {}): NegativeListItem {
  return {
    id: 'street-vending' as CategoryId,
    number: 1,
    businessClass: '市容环境',
    subClass: '市容八乱',
    name: '乱摆卖',
    shortName: null,
    text: null,
    patrol: [
      { organ: 'community-station' as OrganId, via: null },
      { organ: 'market-supervision' as OrganId, via: null },
    ],
    urge: null,
    revisit: [],
    punish: [{ organ: 'district-water' as OrganId, via: 'urban-management' as OrganId }],
    code: null,
    group: 'city-appearance',
    level: 4,
    grade: 'micro',
    duplicateRadiusM: 50,
    duplicateWindowH: 24,
    source: 'S0-30',
    ...change,
  };
}

export function negativeListSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let place: TestDatabase;
    let clock: HandClock;
    let changeLog: ChangeLog;
    let deadlines: Deadlines;
    let faults: unknown[];
    beforeEach(async () => {
      place = await open();
      clock = handClock(NOW);
      faults = [];
    });
    afterEach(async () => {
      await deadlines.stop();
      await place.clear();
      expect(faults).toEqual([]);
    });

    /** As a server starts. */
    async function start(shipped: Partial<ShippedList> = {}): Promise<NegativeLists> {
      const onError = (error: unknown) => void faults.push(error);
      changeLog = await ChangeLog.open(place.database, { onListenerError: onError });
      deadlines = new Deadlines({ database: place.database, changeLog, clock, onError });
      const lists = await NegativeLists.open(
        { database: place.database, changeLog, deadlines, clock, organs, onError },
        { status: 'draft', effectiveFrom: NOW - 10 * DAY_MS, items: [anItem()], ...shipped },
      );
      deadlines.start();
      return lists;
    }
    const facts = async () => (await changeLog.recent(100)).map(({ kind, data }) => [kind, data]);
    const audited = () => place.database.db.selectFrom('audit').select(['actor', 'action', 'subject']).execute();
    const two = [anItem({ name: '流动摆卖' }), anItem({ id: 'graffiti' as CategoryId, number: 2, name: '乱涂画' })];

    test('[NL-2] the first start publishes the shipped list from its date: an audit row, no fact; the next start nothing', async () => {
      expect((await start()).current()).toMatchObject({
        ...{ version: 1, status: 'draft', effectiveFrom: NOW - 10 * DAY_MS, publishedBy: 'system', publishedAt: NOW },
        items: [{ id: 'street-vending' }],
      });
      expect(await facts()).toEqual([]);
      expect(await audited()).toEqual([{ actor: 'system', action: 'negative-list-published', subject: '1' }]);
      await deadlines.stop();
      expect((await start()).versions()).toHaveLength(1);
    });

    test('[NL-3] a changed shipped list is published at the next start, not before its date, and told', async () => {
      await start();
      await deadlines.stop();
      clock.advance(DAY_MS);
      const lists = await start({ items: two });
      expect(lists.current()).toMatchObject({ version: 2, effectiveFrom: NOW + DAY_MS, items: two });
      expect(await facts()).toEqual([['negative-list-published', { version: 2 }]]);
      expect(lists.item('street-vending', NOW)?.name).toBe('乱摆卖');
    });

    test('[NL-3] not when somebody has imported one', async () => {
      const lists = await start();
      await lists.publish({ status: 'in-force', effectiveFrom: null, items: [anItem({ name: '自定' })] }, ADMIN, NOW);
      await deadlines.stop();
      const next = await start({ items: two });
      expect(next.current()).toMatchObject({ version: 2, status: 'in-force', publishedBy: 'admin' });
      expect(next.versions()).toHaveLength(2);
    });

    test('[NL-4] a list for later holds from its date on and is told twice: published, in force', async () => {
      const lists = await start();
      const from = NOW + DAY_MS;
      await lists.publish({ status: 'in-force', effectiveFrom: from, items: two }, ADMIN, NOW);
      expect(await facts()).toEqual([['negative-list-published', { version: 2 }]]);
      clock.advance(DAY_MS - 1);
      expect(lists.current().version).toBe(1);
      expect(lists.item('graffiti')).toBeUndefined();
      clock.advance(1001);
      await deadlines.settled();
      expect(lists.current().version).toBe(2);
      expect(await facts()).toEqual([
        ['negative-list-published', { version: 2 }],
        ['negative-list-published', { version: 2 }],
      ]);
    });

    test('[NL-4] of two dates the later one holds, of two lists for one date the younger', async () => {
      const lists = await start();
      const named = (text: string) => [anItem({ name: text })];
      await lists.publish({ status: 'draft', effectiveFrom: NOW + 2 * DAY_MS, items: named('二日') }, ADMIN, NOW);
      await lists.publish({ status: 'draft', effectiveFrom: NOW + DAY_MS, items: named('一日') }, ADMIN, NOW);
      await lists.publish({ status: 'draft', effectiveFrom: NOW + DAY_MS, items: named('一日改') }, ADMIN, NOW);
      const then = (days: number) => lists.item('street-vending', NOW + days * DAY_MS)?.name;
      expect([then(0), then(1), then(2)]).toEqual(['乱摆卖', '一日改', '二日']);
      expect(lists.versions().map(({ version, rows }) => [version, rows])).toEqual([
        [4, 1],
        [3, 1],
        [2, 1],
        [1, 1],
      ]);
    });

    test('[NL-4] the past cannot be changed', async () => {
      const lists = await start();
      const early = lists.publish({ status: 'draft', effectiveFrom: NOW - 1, items: two }, ADMIN, NOW);
      await expect(early).rejects.toMatchObject({ code: 'bad-input', detail: { field: 'effectiveFrom' } });
      expect(lists.versions()).toHaveLength(1);
    });

    test('[NL-5] what is gone is unknown to new reports and still shown in old ones', async () => {
      const lists = await start({ items: two });
      await lists.publish({ status: 'draft', effectiveFrom: null, items: [anItem()] }, ADMIN, NOW);
      expect(lists.item('graffiti')).toBeUndefined();
      expect(lists.item('graffiti', NOW - DAY_MS)?.name).toBe('乱涂画');
      expect(lists.item('graffiti', NOW + DAY_MS)?.name).toBe('乱涂画');
      expect(lists.item('never', NOW)).toBeUndefined();
      expect(lists.item('street-vending', NOW - 100 * DAY_MS)?.name).toBe('流动摆卖'); // before the first list
    });

    test('[NL-8] organs: the station of the place, the way of the row, else of the organ; not set is not nobody', async () => {
      const lists = await start();
      expect(lists.organsOf('street-vending', 'patrol', '440306017001')).toEqual([
        { organ: 'community-station:440306017001', via: null },
        { organ: 'market-supervision', via: 'economy-tech' },
      ]);
      expect(lists.organsOf('street-vending', 'patrol', null)).toEqual([
        { organ: 'market-supervision', via: 'economy-tech' },
      ]);
      expect(lists.organsOf('street-vending', 'punish', null)).toEqual([
        { organ: 'district-water', via: 'urban-management' },
      ]);
      expect(lists.organsOf('street-vending', 'urge', null)).toBeNull();
      expect(lists.organsOf('street-vending', 'revisit', null)).toEqual([]);
      expect(lists.organsOf('never', 'patrol', null)).toBeNull();
    });

    test('ten imports at once get ten numbers', async () => {
      const lists = await start();
      const all = await Promise.all(
        Array.from({ length: 10 }, () =>
          lists.publish({ status: 'draft', effectiveFrom: null, items: two }, ADMIN, NOW),
        ),
      );
      expect(all.map(({ version }) => version).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });
  });
}

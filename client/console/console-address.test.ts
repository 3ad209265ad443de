import { expect, test } from 'vitest';
import { readAddress, writeAddress } from './console-address.ts';

test('what was chosen reads back the same', () => {
  const address = {
    ...readAddress(''),
    tab: 'incidents' as const,
    view: 'overdue' as const,
    sort: 'newest' as const,
    q: '前进路 & 12号',
    zone: 'binhai',
    level: '2',
    id: 'XA20261122-0047',
    coverage: true,
    trails: '30' as const,
  };
  expect(readAddress(writeAddress('?lang=en', address))).toEqual(address);
});

test('parameters of others stay, what is usual is left out', () => {
  expect(writeAddress('?lang=en&view=overdue', readAddress(''))).toBe('?lang=en');
  expect(writeAddress('?view=overdue', readAddress(''))).toBe('');
});

test('a value nobody knows means the usual one', () => {
  expect(readAddress('?tab=wall&view=all&sort=random&coverage=1&trails=45')).toMatchObject({
    ...{ tab: 'incidents', view: null, sort: 'left', coverage: false, trails: '5' },
  });
});

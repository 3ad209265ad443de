import { expect, test } from 'vitest';
import { retentionDays } from './track-retention.ts';

test('[P-77] the shorter of profile and setting wins; a profile that says nothing leaves it to the setting', () => {
  expect(retentionDays({ trackRetentionDays: 180 }, { trackRetentionDays: 30 })).toBe(30);
  expect(retentionDays({ trackRetentionDays: 7 }, { trackRetentionDays: 30 })).toBe(7);
  expect(retentionDays({ trackRetentionDays: 180 }, {})).toBe(180);
});

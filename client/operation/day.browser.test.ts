/** The day of an operation as people get it: built pages, a real server, a real Chromium. */
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { dayPageSuite } from './day-page-suite.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 180_000 });

beforeAll(() => under.start(), 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

dayPageSuite(under);

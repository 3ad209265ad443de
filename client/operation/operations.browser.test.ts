/** The tab 行动 with built pages, a real server and a real Chromium. What is tested stands in operations-tab-suite.ts and day-page-suite.ts. */
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { dayPageSuite } from './day-page-suite.ts';
import { operationsTabSuite } from './operations-tab-suite.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 240_000 });

beforeAll(() => under.start(), 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

operationsTabSuite(under);
dayPageSuite(under);

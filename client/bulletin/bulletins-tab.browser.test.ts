/** The tab 通报 as people get it: built pages, a real server, a real browser. */
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { bulletinsTabSuite } from './bulletins-tab-suite.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 240_000 });

beforeAll(() => under.start(), 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

bulletinsTabSuite(under);

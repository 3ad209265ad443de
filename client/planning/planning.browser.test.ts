/** The planning desk as people get it: built pages, a real server, a real browser, 1366x768. One server and one browser serve every tab. */
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { WallUnderTest } from '../../scripts/wall-test/wall-under-test.ts';
import { hotSpotTabSuite } from '../hot-spot/hot-spot-tab-suite.ts';
import { pointsTabSuite } from '../point-register/points-tab-suite.ts';

const under = new WallUnderTest();
vi.setConfig({ testTimeout: 240_000 });

beforeAll(() => under.start(), 180_000);
afterEach(() => under.closePages());
afterAll(() => under.stop(), 30_000);

hotSpotTabSuite(under);
pointsTabSuite(under);

/**
 * The tabs of the planning desk, in the order of its bar and of Alt with a number. Each has an address of its own (`/planning?tab=points`),
 * belongs to its concept and only stands here; a new one is a line here and a `planning.tab.…` in wording/.
 */
import type { ComponentType } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { BulletinsTab } from '../bulletin/bulletins-tab.tsx';
import { HotSpotTab } from '../hot-spot/hot-spot-tab.tsx';
import { OperationsTab } from '../operation/operations-tab.tsx';
import { CalendarTab } from '../operation-calendar/calendar-tab.tsx';
import { PointsTab } from '../point-register/points-tab.tsx';

export interface PlanningTabProps {
  viewer: Viewer;
}

/** Order of the bar; only those with a page in `PLANNING_TABS` are shown. */
export const TAB_IDS = ['hot-spots', 'points', 'operations', 'calendar', 'bulletins'] as const;
export type PlanningTabId = (typeof TAB_IDS)[number];

export interface PlanningTab {
  /** What stands beside the map; it draws on the map by planning-map/planning-map-parts.tsx. */
  Page: ComponentType<PlanningTabProps>;
  /** How much of the width the page takes: a list, a table, or all of it (then the map is hidden, not taken down). */
  side: 'list' | 'table' | 'whole';
}

export const PLANNING_TABS: Readonly<Partial<Record<PlanningTabId, PlanningTab>>> = {
  'hot-spots': { Page: HotSpotTab, side: 'list' },
  operations: { Page: OperationsTab, side: 'table' },
  calendar: { Page: CalendarTab, side: 'whole' },
  points: { Page: PointsTab, side: 'list' },
  bulletins: { Page: BulletinsTab, side: 'whole' },
};

export const SHOWN_TABS: readonly PlanningTabId[] = TAB_IDS.filter(id => PLANNING_TABS[id] !== undefined);

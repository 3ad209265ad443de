/**
 * Everything the server told this screen: the part of the store that a snapshot replaces and a delta moves on.
 * It is a function of the change log alone; what the screen itself knows (link, outage) stands beside it in store.ts.
 */
import type { Fact } from '../../server/contract/fact.ts';
import type { Epoch } from '../../server/contract/ids.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { type AlarmSlice, noAlarms } from '../alarm/alarm-slice.ts';
import type { FiguresSlice } from '../figures/figures-slice.ts';
import { type IncidentSlice, noIncidents } from '../incident/incident-slice.ts';
import { noOperations, type OperationSlice } from '../operation/operation-slice.ts';
import { noUnits, type UnitSlice } from '../patrol/unit-slice.ts';
import { noPoints, type PointSlice } from '../sanitation-point/point-slice.ts';

/** The last fact that is in the records, and the life of the log it belongs to. */
export interface Applied {
  epoch: Epoch;
  seq: number;
}

export interface Records {
  /** Null until the first snapshot. */
  applied: Applied | null;
  viewer: Viewer | null;
  profile: string | null;
  /** Build of the server; the page compares it with its own (A11). */
  build: string | null;
  incidents: IncidentSlice;
  units: UnitSlice;
  points: PointSlice;
  alarms: AlarmSlice;
  operations: OperationSlice;
  figures: FiguresSlice;
  recent: readonly Fact[];
}

export const noRecords: Records = {
  applied: null,
  viewer: null,
  profile: null,
  build: null,
  incidents: noIncidents,
  units: noUnits,
  points: noPoints,
  alarms: noAlarms,
  operations: noOperations,
  figures: null,
  recent: [],
};

/**
 * What an incident gathers while it is worked on, and nobody searches by: tasks, clocks, requests, photos … One JSON column holds it.
 * `NO_LIFE` is how it begins, and what a row of before the lifecycle (`{}`) is read as.
 */
import type { IncidentRecord } from '../contract/incident.ts';

export type IncidentLife = Pick<
  IncidentRecord,
  | 'networks'
  | 'boundaryVersion'
  | 'tasks'
  | 'revisitedBy'
  | 'neglected'
  | 'limits'
  | 'requests'
  | 'heldUntil'
  | 'promise'
  | 'supervisions'
  | 'accountability'
  | 'mergedInto'
  | 'emergency'
  | 'merged'
  | 'evidence'
>;

export const NO_LIFE: IncidentLife = {
  networks: [],
  boundaryVersion: '',
  tasks: [],
  revisitedBy: null,
  neglected: false,
  limits: [],
  requests: [],
  heldUntil: null,
  promise: null,
  supervisions: [],
  accountability: [],
  mergedInto: null,
  emergency: null,
  merged: [],
  evidence: [],
};

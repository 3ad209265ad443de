/**
 * Our way out, in a process of its own: the real hub and the real socket gateway, fed from memory, so that its CPU holds what
 * delivering costs and nothing of what receiving and storing cost. Everybody is let in as a wall; the guard still asks each time.
 * Asked: `listen`, then `start`, `sent`, `fedCpuS` and `usage`.
 */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createGuard } from '../../server/access/guard.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { type Clock, systemClock } from '../../server/clock.ts';
import type { EmergencyRecord } from '../../server/contract/emergency.ts';
import type { MajorActionRecord } from '../../server/contract/emergency-action.ts';
import type { WarningRecord } from '../../server/contract/emergency-warning.ts';
import type { Epoch } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { Hub } from '../../server/live/hub.ts';
import { HubState } from '../../server/live/hub-state.ts';
import { LiveState } from '../../server/live/live-state.ts';
import { RecordViews } from '../../server/live/record-views.ts';
import { createSocketGateway } from '../../server/live/socket-gateway.ts';
import { LatestPositions } from '../../server/patrol/latest-positions.ts';
import { answer } from './child.ts';
import { countingCpu, movingUnits, TICK_MS, TIMES_FASTER } from './moving-units.ts';

const WALL: Viewer = {
  account: 'wall:bench',
  title: 'bench',
  role: 'wall',
  scope: {},
  demo: true,
  sessionKey: 'token:bench',
  address: '127.0.0.1',
  credential: 'bearer',
};
const NO_FIGURES = {
  asOf: 0,
  incidents: { open: 0, today: 0, yesterdayByNow: 0, overdue: 0, closedToday: 0, closedTodayOnTime: 0 },
  organs: [],
  alarms: { unacknowledged: 0, inTenMinutes: 0, flood: false },
  points: {
    ...{ total: 0, deducted: 0, repeat: 0, bulletined: 0, deductedThisRound: 0, deductedLastRoundByNow: 0 },
    round: '2026-11',
  },
  zones: [],
  shifts: null,
};

/** The hub ticks, beats and looks at its queues faster in proportion. */
const fasterClock: Clock = {
  ...systemClock,
  every: (ms, run) => systemClock.every(ms / TIMES_FASTER, run),
};

const latest = new LatestPositions();
const feeding = countingCpu();
let sent = 0;

answer({
  async listen(): Promise<{ port: number; token: string }> {
    const server = createServer();
    const gateway = createSocketGateway({
      server,
      access: {
        guard: createGuard(() => {}),
        viewerOfHandshake: async () => WALL,
        watchSession: () => () => {},
      },
      config: { allowedOrigins: [], trustProxy: 0, maxSocketsPerAddress: 1000 },
      clock: systemClock,
      log: pino({ level: 'silent' }),
    });
    const state = new HubState({
      clock: fasterClock,
      epoch: 'bench' as Epoch,
      build: 'bench',
      profile: 'bench',
      live: new LiveState({
        seq: 0,
        incidents: [],
        units: [],
        points: [],
        alarms: [],
        operations: [],
        emergencies: [],
        warnings: [],
        majorActions: [],
        figures: NO_FIGURES,
        facts: [],
        views: {
          zoneOfPoint: () => undefined,
          incidents: new RecordViews<IncidentRecord>(incident => incident),
          operations: new RecordViews<OperationRecord>(() => null),
          emergencies: new RecordViews<EmergencyRecord>(() => null),
          warnings: new RecordViews<WarningRecord>(() => null),
          majorActions: new RecordViews<MajorActionRecord>(() => null),
        },
      }),
      latest,
      units: { byIndex: () => undefined },
    });
    gateway.open(new Hub(state, gateway.broadcast));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, token: 'bench' };
  },
  start({ units }: { units: number }) {
    const move = movingUnits(units);
    let tick = 0;
    setInterval(() => {
      feeding.run(() => {
        for (const position of move(tick++, Date.now())) {
          latest.take(position);
          sent++;
        }
      });
    }, TICK_MS / TIMES_FASTER);
  },
  sent: () => sent,
  fedCpuS: () => feeding.cpuS(),
});

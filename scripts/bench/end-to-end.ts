/**
 * From the sender to the wall: 500 units at 1 Hz and 20 walls on one machine, through the real server.
 * In: nothing. Out: how long until a fix is decoded and an incident applied at the walls, and what it costs the server.
 * Each delay counts from the moment the request is sent, so it includes what happens before the server accepts it. A fix says in
 * its longitude when it was sent (a step of 10 m a second), because the frame rounds its time to 0.1 s.
 */
import { randomUUID } from 'node:crypto';
import { visitPositionFrame } from '../../server/contract/position-frame.ts';
import type { Usage } from './child.ts';
import { type MeasuredServer, send, withMeasuredServer } from './measured-server.ts';
import { type GroupResult, percentile } from './result.ts';
import { openWall, type WallClient } from './wall-client.ts';

const UNITS = 500;
const WALLS = 20;
const TICK_MS = 100;
const TICKS_A_ROUND = 10;
const WARM_UP_TICKS = 20;
const TICKS = 120;
const INCIDENT_EVERY_TICKS = 3;
const WEST = 113.88;
const STEP_DEG = 1e-4;
const FIX_GOAL_MS = 1000;
const INCIDENT_GOAL_MS = 2000; // reliability §6: p99

export function measureEndToEnd(): Promise<GroupResult> {
  return withMeasuredServer(UNITS, measure);
}

async function measure(server: MeasuredServer): Promise<GroupResult> {
  const sentAt: number[] = [];
  const fixMs: number[] = [];
  const incidentSentAt = new Map<string, number>();
  const incidentMs: number[] = [];
  const walls: WallClient[] = [];
  for (let i = 0; i < WALLS; i++) {
    const listener = {
      onFrame(frame: ArrayBuffer | Uint8Array) {
        const now = performance.now();
        visitPositionFrame(frame, (_, lon) => {
          const tick = Math.round((lon - WEST) / STEP_DEG);
          if (tick >= WARM_UP_TICKS) fixMs.push(now - sentAt[tick]!);
        });
      },
      onFact(fact: { kind: string; incident?: { text: string } }) {
        const sent = fact.incident && incidentSentAt.get(fact.incident.text);
        if (sent !== undefined) incidentMs.push(performance.now() - sent);
      },
    };
    walls.push(await openWall({ url: server.url, token: server.wallToken }, listener));
  }

  const underway: Promise<void>[] = [];
  let usageBefore: Usage | undefined;
  const start = performance.now();
  for (let tick = 0; tick < TICKS; tick++) {
    await new Promise(resolve => setTimeout(resolve, start + tick * TICK_MS - performance.now()));
    if (tick === WARM_UP_TICKS) usageBefore = await server.child.ask<Usage>('usage');
    sentAt[tick] = performance.now();
    underway.push(send(server, '/api/v1/positions', positionsOf(tick, server.unitIds)));
    if (tick >= WARM_UP_TICKS && tick % INCIDENT_EVERY_TICKS === 0) underway.push(sendIncident(server, incidentSentAt));
  }
  const usage = await server.child.ask<Usage>('usage');
  await Promise.all(underway);
  await new Promise(resolve => setTimeout(resolve, 500)); // the last frame and the last delta are on their way
  const faults = walls.reduce((sum, wall) => sum + wall.faults + wall.resyncs, 0);
  for (const wall of walls) wall.close();

  const seconds = ((TICKS - WARM_UP_TICKS) * TICK_MS) / 1000;
  const expected = incidentSentAt.size * WALLS;
  return {
    group: `end to end: ${UNITS} units at 1 Hz, ${WALLS} walls`,
    rows: [
      { name: 'fix sent -> decoded, p50', value: percentile(fixMs, 0.5), unit: 'ms' },
      goalRow('fix sent -> decoded, p99', percentile(fixMs, 0.99), FIX_GOAL_MS),
      { name: 'incident sent -> applied, p50', value: percentile(incidentMs, 0.5), unit: 'ms' },
      goalRow('incident sent -> applied, p99', percentile(incidentMs, 0.99), INCIDENT_GOAL_MS),
      {
        name: 'deltas delivered',
        value: (incidentMs.length / expected) * 100,
        unit: '%',
        goal: 'all, no gap, no resync',
        ok: incidentMs.length === expected && faults === 0,
      },
      {
        name: 'server, share of one core',
        value: (usage.cpuS - usageBefore!.cpuS) / seconds,
        unit: 'cores',
      },
    ],
  };
}

function goalRow(name: string, value: number, goalMs: number) {
  return { name, value, unit: 'ms', goal: `<= ${goalMs} ms`, ok: value <= goalMs };
}

/** A tenth of the units in each tick, as their phones would come in. */
function positionsOf(tick: number, unitIds: readonly string[]) {
  const time = Date.now();
  return unitIds
    .filter((_, i) => i % TICKS_A_ROUND === tick % TICKS_A_ROUND)
    .map((unit, i) => ({
      unit,
      lon: WEST + tick * STEP_DEG,
      lat: 22.56 + (i % 50) * 1e-4,
      time,
      accuracyM: 6,
      speedMps: 10,
      headingDeg: 90,
    }));
}

function sendIncident(server: MeasuredServer, sentAt: Map<string, number>): Promise<void> {
  const commandId = randomUUID();
  sentAt.set(commandId, performance.now());
  const body = { commandId, channel: 'patrol', text: commandId, lon: 113.8931, lat: 22.5667, happenedAt: Date.now() };
  return send(server, '/api/v1/incidents', body);
}

/**
 * npm run bench                 (or: npm run bench -- --only fan-out --json)
 *
 * Measures what shared goals are set for, with fixed seeds, warm-up and all variants of a question in one run. Take the ratios, not
 * the absolute figures: they hold on any machine. `!` marks a missed goal; the exit code stays 0, because a busy machine is no bug.
 */
import { parseArgs } from 'node:util';
import { type GroupResult, printGroup } from './bench/result.ts';

const GROUPS: Record<string, () => Promise<GroupResult>> = {
  'grid-index': async () => (await import('../geodata/grid-index.bench.ts')).benchGridIndex(),
  'apply-frames': async () => (await import('../client/patrol/unit-positions.bench.ts')).benchApplyFrames(),
  queue: async () => (await import('../client/console/queue.bench.ts')).benchQueue(),
  'fan-out': async () => (await import('./bench/fan-out.ts')).measureFanOut(),
  export: async () => (await import('../server/incident/export.bench.ts')).benchExport(),
  facts: async () => (await import('./bench/facts.ts')).measureFacts(),
  tracks: async () => (await import('./bench/tracks.ts')).measureTracks(),
  'wall-frames': async () => (await import('./bench/wall-frames.ts')).measureWallFrames(),
  'plan-drag': async () => (await import('./bench/plan-drag.ts')).measurePlanDrag(),
  'end-to-end': async () => (await import('./bench/end-to-end.ts')).measureEndToEnd(),
  'ten-thousand': async () => (await import('./bench/ten-thousand.ts')).measureTenThousand(),
  jt808: async () => (await import('./bench/jt808.ts')).measureTerminals(),
  indicators: async () => (await import('../server/report/kpi.bench.ts')).benchKpi(),
  'hot-spots': async () => (await import('../server/hot-spot/hot-spot.bench.ts')).benchHotSpots(),
  'stop-order': async () => (await import('../server/operation/stop-order.bench.ts')).benchStopOrder(),
  'operation-report': async () => (await import('../server/operation/report.bench.ts')).benchReport(),
  intake: async () => (await import('./bench/intake.ts')).measureIntake(),
  sanitation: async () => (await import('../server/sanitation-point/sanitation.bench.ts')).benchSanitation(),
  'start-time': async () => (await import('./bench/start-time.ts')).measureStart(),
  'slow-client': async () => (await import('./bench/slow-client.ts')).measureSlowClient(),
};

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
});
const wanted = options.only ?? Object.keys(GROUPS);

const results: GroupResult[] = [];
for (const name of wanted) {
  const measure = GROUPS[name];
  if (!measure) {
    console.error(`--only ${name}: no such group; there are ${Object.keys(GROUPS).join(', ')}.`);
    process.exit(2);
  }
  const result = await measure();
  results.push(result);
  if (!options.json) printGroup(result);
}
if (options.json) console.log(JSON.stringify(results, null, 2));

/** Numbers of the pipeline for Prometheus: read when asked, so that the hot path counts nothing twice. */
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from './clock.ts';
import type { Pipeline } from './pipeline.ts';

export function registerPipelineMetrics(
  registry: Registry,
  { changeLog, deadlines, hub, intake, refusals }: Pipeline,
  clock: Clock,
): void {
  const registers = [registry];
  new Gauge({
    name: 'gridwall_facts_seq',
    help: 'Number of the newest fact in the change log.',
    registers,
    collect() {
      this.set(changeLog.seq);
    },
  });
  new Gauge({
    name: 'gridwall_live_links',
    help: 'Open live links.',
    registers,
    collect() {
      this.set(hub.watching);
    },
  });
  new Gauge({
    name: 'gridwall_positions_refused',
    help: 'Positions refused since the start, by source and cause.',
    labelNames: ['source', 'cause'] as const,
    registers,
    collect() {
      this.reset();
      for (const { source, cause, count } of refusals.list()) this.inc({ source, cause }, count);
    },
  });
  new Gauge({
    name: 'gridwall_positions_waiting',
    help: 'Positions that were taken and are not on disk yet. At 50000 further ones are told to come again.',
    registers,
    collect() {
      this.set(intake.waiting);
    },
  });
  new Gauge({
    name: 'gridwall_deadlines_waiting',
    help: 'Rows that wait for their due time, those that failed and are tried again included.',
    registers,
    async collect() {
      this.set((await deadlines.waiting()).rows);
    },
  });
  new Gauge({
    name: 'gridwall_deadline_overdue_seconds',
    help: 'How long the oldest row has been due without being carried out; 0 = none is.',
    registers,
    async collect() {
      const { oldestDueAt } = await deadlines.waiting();
      this.set(oldestDueAt === null ? 0 : Math.max(0, clock.now() - oldestDueAt) / 1000);
    },
  });
}

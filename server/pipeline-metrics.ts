/** Numbers of the pipeline for Prometheus: read when asked, so that the hot path counts nothing twice. */
import { Gauge, type Registry } from 'prom-client';
import type { Pipeline } from './pipeline.ts';

export function registerPipelineMetrics(registry: Registry, { changeLog, hub, refusals }: Pipeline): void {
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
}

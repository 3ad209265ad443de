/** What operators and programmers ask: does it live, is it ready, its numbers, its interface. */
import { z } from 'zod';
import { interfacePage } from './interface-page.ts';
import type { Metrics } from './metrics.ts';
import { openApi } from './openapi.ts';
import { Answer, defineRoute, type Route } from './route.ts';

export interface OperationsParts {
  /** Build id, as the heartbeat tells it. */
  build: string;
  metrics: Metrics;
  /** Name of each thing that must work, and whether it does; a check that throws counts as no. */
  checks: Record<string, () => Promise<boolean>>;
  /** The whole table; read when asked, because these routes are part of it. */
  allRoutes: () => readonly Route[];
}

export function operationsRoutes({ build, metrics, checks, allRoutes }: OperationsParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/healthz',
      action: 'public',
      summary: '进程存活。',
      answer: z.object({ alive: z.boolean(), build: z.string() }),
      // The boot page of a display machine lies on that machine, and asks from there whether anybody is here.
      handle: () => new Answer({ alive: true, build }, { headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' } }),
    }),

    defineRoute({
      method: 'get',
      path: '/readyz',
      action: 'public',
      summary: '可以提供服务：数据库有应答、辖区数据已载入；否则 503。',
      answer: z.object({ ready: z.boolean(), checks: z.record(z.string(), z.boolean()) }),
      async handle() {
        const results = await Promise.all(
          Object.entries(checks).map(async ([name, check]) => [name, await check().catch(() => false)] as const),
        );
        const ready = results.every(([, works]) => works);
        return new Answer({ ready, checks: Object.fromEntries(results) }, { status: ready ? 200 : 503 });
      },
    }),

    defineRoute({
      method: 'get',
      path: '/metrics',
      action: 'metrics:read',
      summary: 'Prometheus 指标；本机采集无需登录。',
      answer: z.string(),
      openToLoopback: true,
      handle: async () =>
        new Answer(await metrics.registry.metrics(), { headers: { 'Content-Type': metrics.registry.contentType } }),
    }),

    defineRoute({
      method: 'get',
      path: '/api/openapi.json',
      action: 'public',
      summary: '接口描述（OpenAPI 3.1）。',
      answer: z.record(z.string(), z.unknown()),
      handle: () => openApi(allRoutes(), build),
    }),

    defineRoute({
      method: 'get',
      path: '/api',
      action: 'public',
      summary: '接口说明页。',
      answer: z.string(),
      handle: () => new Answer(interfacePage(allRoutes()), { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
    }),
  ];
}

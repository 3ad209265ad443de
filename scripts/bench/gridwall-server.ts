/**
 * The real server in a process of its own, for measuring it whole. Settings come by the environment. Asked: `url`, `usage`, `loopDelay`
 * (since it was asked before), `storedPositions`, `seal` (how many positions moved).
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { newestBlock } from '../../server/store/last-places.ts';
import { sealTracks } from '../../server/store/seal-tracks.ts';
import { answer } from './child.ts';

export interface LoopDelay {
  p99Ms: number;
  maxMs: number;
}

const server = await startServer(readConfig(process.env, { demo: true }));
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

answer({
  url: () => server.url,
  loopDelay(): LoopDelay {
    const { max } = delay;
    const measured = { p99Ms: delay.percentile(99) / 1e6, maxMs: max / 1e6 };
    delay.reset();
    return measured;
  },
  /** As the server does by itself at the next minute when enough wait. */
  seal: async () => sealTracks(server.database, await newestBlock(server.database), Date.now),
  /** While tracks are being sealed some stand in both tables; the mark says which ones count. */
  async storedPositions(): Promise<number> {
    const { db } = server.database;
    const { up_to_block, up_to_strand } = await db.selectFrom('track_seal').selectAll().executeTakeFirstOrThrow();
    const blocks = db.selectFrom('track_block').where('id', '>', up_to_block);
    const strands = db.selectFrom('track_strand').where('id', '<=', up_to_strand);
    const sums = [blocks.select(e => e.fn.sum('count').as('n')), strands.select(e => e.fn.sum('count').as('n'))];
    const counted = await Promise.all(sums.map(sum => sum.executeTakeFirstOrThrow()));
    return counted.reduce((total, { n }) => total + Number(n ?? 0), 0);
  },
});

/**
 * GRIDWALL_TOKEN=… npx tsx scripts/load-walls.ts --url http://127.0.0.1:8080 --walls 20 --seconds 60
 *
 * Opens many walls against a running server and says each second what reached them. The token is one of kind `wall`.
 * In: the options. Out: lines, and at the end exit code 1 if any wall saw a gap, a doubled fact or had to resync.
 */
import { parseArgs } from 'node:util';
import { openWall, type WallClient } from './bench/wall-client.ts';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    walls: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
  },
});
const token = process.env.GRIDWALL_TOKEN;
if (!token) {
  console.error('GRIDWALL_TOKEN is not set: POST /api/v1/tokens {"kind":"wall","name":"load"} issues one.');
  process.exit(2);
}

const walls: WallClient[] = [];
for (let i = 0; i < Number(options.walls); i++) walls.push(await openWall({ url: options.url, token }));
console.log(`${walls.length} walls are live.`);

let framesBefore = 0;
for (let second = 1; second <= Number(options.seconds); second++) {
  await new Promise(resolve => setTimeout(resolve, 1000));
  const frames = sum(wall => wall.frames);
  console.log(
    `${second} s: ${((frames - framesBefore) / walls.length).toFixed(1)} frames a wall, ` +
      `seq ${Math.min(...walls.map(wall => wall.seq))}..${Math.max(...walls.map(wall => wall.seq))}, ` +
      `resyncs ${sum(wall => wall.resyncs)}, faults ${sum(wall => wall.faults)}`,
  );
  framesBefore = frames;
}
for (const wall of walls) wall.close();
process.exitCode = sum(wall => wall.faults + wall.resyncs) > 0 ? 1 : 0;

function sum(figure: (wall: WallClient) => number): number {
  return walls.reduce((total, wall) => total + figure(wall), 0);
}

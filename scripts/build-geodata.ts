/**
 * `npm run geodata:build`: writes geodata/profiles/xinan/*.geojson from the facts and the seeds.
 * profile.json and the READMEs beside the layers are written by hand and left alone.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildLayers } from './geodata/build-layers.ts';

const target = fileURLToPath(new URL('../geodata/profiles/xinan/', import.meta.url));
await mkdir(target, { recursive: true });
for (const [layer, text] of Object.entries(buildLayers())) {
  await writeFile(`${target}${layer}.geojson`, text);
  console.log(`${layer}.geojson: ${text.split('\n').length - 3} features, ${(text.length / 1024).toFixed(0)} KiB`);
}

/**
 * npx tsx scripts/check-source.ts
 *
 * Checks what types and linters cannot: which room may import from which (architecture: import rules), that an outside library
 * is known by one file only, and that no drawer (utils, helpers …) has appeared. One line a finding, exit 1 when there is one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ROOMS = ['client', 'server', 'geodata', 'scripts'];

/** `file` and `target` are paths from the root; a bare `target` is a package. Returns why not, or null. */
type Rule = (file: string, target: string, typeOnly: boolean) => string | null;

const CLIENT_VIEWS = /^client\/(wall|console|planning|admin)\//;
const SERVER_CONCEPTS =
  /^server\/(incident|patrol|operation|sanitation-point|emergency|alarm|wall|duty|report|hot-spot|field|cadence|bulletin)\//;
/** A concept's room: server/room.ts. */
const SERVER_ROOMS = /^server\/.+\/open-[a-z-]+\.ts$/;
/** What a test needs besides what the code needs: builders, a real server, a real browser. */
const IS_TEST = /\.(test|bench)\.tsx?$|\/(model-server|fake-server|[a-z-]*-under-test|[a-z-]*-suite)\.ts$/;

/** Packages that one file (or folder) alone may import as a value; everybody else goes through it. */
const KNOWN_BY_ONE: Record<string, string> = {
  'socket.io': 'server/live/socket-gateway.ts',
  'better-sqlite3': 'server/store/',
  mqtt: 'server/ingest/mqtt-link.ts',
  'h3-js': 'server/hot-spot/spot-ground.ts',
  docx: 'server/document-files/',
  '@resvg/resvg-js': 'server/picture/render-svg.ts',
  wawoff2: 'server/picture/picture-font.ts',
  'ical-generator': 'server/cadence/',
  'ngraph.graph': 'server/operation/street-graph.ts',
  'ngraph.path': 'server/operation/street-graph.ts',
};
const KNOWN_BY_ONE_IN_CLIENT: Record<string, string> = {
  'socket.io-client': 'client/connection/open-socket-io.ts',
  'maplibre-gl': 'client/map/map-canvas.tsx',
  'h3-js': 'client/hot-spot/spot-shapes.ts',
  'terra-draw': 'client/planning-map/draw-area.ts',
  '@deck.gl/maplibre': 'client/map/map-canvas.tsx',
};

const RULES: Rule[] = [
  (file, target) =>
    file.startsWith('server/contract/') && !target.startsWith('server/contract/') && target !== 'zod'
      ? 'the contract imports zod only'
      : null,
  (file, target) =>
    file.startsWith('geodata/') && /^(client|server|scripts)\//.test(target)
      ? 'geodata imports nothing of client, server or scripts'
      : null,
  (file, target) =>
    file.startsWith('client/') && target.startsWith('server/') && !target.startsWith('server/contract/')
      ? 'the client knows the contract and nothing else of the server'
      : null,
  (file, target) =>
    file.startsWith('client/') && !CLIENT_VIEWS.test(file) && CLIENT_VIEWS.test(target) && file !== 'client/main.tsx'
      ? 'concepts never import views'
      : null,
  (file, target) => {
    const from = SERVER_CONCEPTS.exec(file)?.[1];
    const to = SERVER_CONCEPTS.exec(target)?.[1];
    return from && to && from !== to ? 'concepts do not import each other; links go by id through the pipeline' : null;
  },
  (file, target, typeOnly) =>
    SERVER_ROOMS.test(target) && file.startsWith('server/') && file !== 'server/pipeline.ts' && !typeOnly
      ? 'only the pipeline opens rooms'
      : null,
  (file, target) => (file.startsWith('server/') && target.startsWith('client/') ? 'the server knows no page' : null),
  (file, target, typeOnly) => {
    const owner = file.startsWith('client/') ? KNOWN_BY_ONE_IN_CLIENT[target] : KNOWN_BY_ONE[target];
    return owner && !file.startsWith(owner) && !typeOnly && !file.startsWith('scripts/')
      ? `only ${owner} knows ${target}`
      : null;
  },
];

const findings: string[] = [];
for (const room of ROOMS) {
  for (const entry of readdirSync(path.join(ROOT, room), { recursive: true, withFileTypes: true })) {
    const file = path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    if (/(^|\/)(utils?|helpers?|common|lib|misc)(\/|\.tsx?$)/.test(file))
      findings.push(`${file}: a drawer, not a name`);
    if (/(^|\/)index\.tsx?$/.test(file)) findings.push(`${file}: no barrels`);
    if (entry.isFile() && /\.tsx?$/.test(entry.name)) findings.push(...check(file));
  }
}
for (const finding of findings) console.error(finding);
process.exit(findings.length ? 1 : 0);

function check(file: string): string[] {
  if (IS_TEST.test(file)) return [];
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const found: string[] = [];
  // Statements and calls; Biome keeps their form, so an expression is enough to find them.
  for (const [, typeOnly, named] of text.matchAll(/^(?:import|export)( type)?[^'"]*?from '([^']+)'/gm)) {
    found.push(...judge(file, named!, typeOnly !== undefined));
  }
  for (const [, named] of text.matchAll(/(?:^import |\bimport\()'([^']+)'/gm))
    found.push(...judge(file, named!, false));
  return found;
}

function judge(file: string, named: string, typeOnly: boolean): string[] {
  const target = named.startsWith('.') ? path.posix.join(path.posix.dirname(file), named) : named;
  return RULES.map(rule => rule(file, target, typeOnly))
    .filter(reason => reason !== null)
    .map(reason => `${file}: imports ${target}: ${reason}`);
}

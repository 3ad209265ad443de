/**
 * GRIDWALL_TOKEN=… npx tsx scripts/simulate-day.ts --url http://127.0.0.1:8080
 *
 * Plays a day of a subdistrict through the public interface, like any other client with an integration token: sixty units on duty in
 * shifts, the incidents people report, and what organs do about those (simulation/case-book.ts). With GRIDWALL_PASSWORD, that of the
 * demonstration accounts, also what only the duty officer and the leader can say. In: the options below. Out: requests, and one line a
 * minute on what became of them. It outlives the server: positions of an outage are dropped, incidents wait, and it never gives up.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DEMO_FIELD_UNIT } from '../server/access/demo-accounts.ts';
import { EVIDENCE_PHOTO, RECTIFIED_PHOTO } from './demo/evidence-photo.ts';
import { CaseBook } from './simulation/case-book.ts';
import { incidentFlow } from './simulation/incident-flow.ts';
import { jointFleet } from './simulation/joint-fleet.ts';
import { OperationDay } from './simulation/operation-day.ts';
import { profileTown } from './simulation/profile-town.ts';
import { bearerDoor, sessionDoor } from './simulation/server-door.ts';
import { serverLink } from './simulation/server-link.ts';
import { unitRoster } from './simulation/unit-roster.ts';
import { newWorld, sendUnit, stepWorld } from './simulation/world.ts';

const TICK_MS = 1000;
const TICKS_A_LINE = 60;

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    profile: { type: 'string', default: 'xinan' },
    /** Units beyond the sixty of a demonstration must be registered first. */
    units: { type: 'string', default: '60' },
    /** The same seed started at the same moment plays the same day. */
    seed: { type: 'string', default: '20261122' },
    /** How many times as fast as the clock on the wall the world runs. */
    speed: { type: 'string', default: '1' },
    /** Nothing more is reported while so many of its own are on the way. */
    'max-open': { type: 'string', default: '60' },
  },
});

const token = process.env.GRIDWALL_TOKEN;
if (!token) {
  console.error(
    'GRIDWALL_TOKEN is not set: POST /api/v1/tokens {"kind":"integration","name":"simulation"} issues one.',
  );
  process.exit(2);
}

const speed = positive('speed', options.speed);
const seed = positive('seed', options.seed);
const { town, vocabulary, organs } = await profileTown(options.profile);
const roster = unitRoster(positive('units', options.units), town.zones);
const startMs = Date.now();
// Their zone is where they stand before they are sent anywhere.
const fleet = town.zones[0] ? jointFleet(town.zones[0].id) : [];
const world = newWorld(town, [...roster, ...fleet], { seed, startMs, speed });
const flow = incidentFlow(town, vocabulary, { seed, startMs, maxOpen: positive('max-open', options['max-open']) });
const password = process.env.GRIDWALL_PASSWORD;
const person = (account: string) => (password ? sessionDoor(options.url, account, password) : undefined);
const [desk, leader] = [person('duty'), person('leader')];
const photo = await readFile(EVIDENCE_PHOTO);
const book = new CaseBook({
  ...{ seed, speed, organs, photo },
  doors: { organs: bearerDoor(options.url, token), ...(desk && { desk }), ...(leader && { leader }) },
});
const operation =
  desk &&
  leader &&
  new OperationDay({
    ...{ seed, town, vocabulary, doors: { desk, leader, now: Date.now }, phone: DEMO_FIELD_UNIT },
    photos: { before: photo, after: await readFile(RECTIFIED_PHOTO) },
    send: (unit, node, from) => sendUnit(world, unit, node, from),
    onIncident: record => book.follow(record),
  });
const link = serverLink({ url: options.url, token, onFiled: record => book.follow(record) });
await book.adopt();

let ticks = 0;
setInterval(() => {
  const stampMs = Date.now();
  const worldMs = startMs + (stampMs - startMs) * speed;
  if (worldMs <= world.nowMs) return; // the clock was set back: wait until it is where we were
  const { duty, positions } = stepWorld(world, worldMs, stampMs);
  for (const { unit, onDuty } of duty) link.setDuty(unit, onDuty);
  for (const intake of flow.due(worldMs, stampMs, book.open)) link.file(intake);
  book.tick(stampMs);
  operation?.tick(stampMs);
  link.sendPositions(positions);
  link.retry();
  if (++ticks % TICKS_A_LINE === 0)
    console.log(
      JSON.stringify({
        ...link.counts,
        ...book.counts,
        open: book.open,
        trouble: link.trouble ?? book.trouble ?? operation?.trouble,
      }),
    );
}, TICK_MS);

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`--${name}: ${JSON.stringify(text)} is not a number above 0.`);
  process.exit(2);
}

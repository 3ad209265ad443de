/**
 * Durable facts: 100 commands at the same time through the change log, with group commit and with a transaction for each command.
 * In: nothing. Out: commands a second, the ratio, and how long one waits. SQLite with synchronous=FULL on this machine's disk, the audit
 * row included, as the server has it. Without HTTP, whose cost is the same for both and would hide the difference.
 * A transaction for each is the same change log handed one command at a time. Both take turns in short rounds on one database.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeAudit } from '../../server/access/audit.ts';
import { ChangeLog } from '../../server/store/change-log.ts';
import { openDatabase } from '../../server/store/database.ts';
import { type GroupResult, percentile } from './result.ts';

const LANES = 100;
const ROUND_MS = 700;
const ROUNDS = 7;
const GOAL_RATIO = 5;
/** About what an incident's fact holds. */
const DATA = {
  incident: {
    text: '路面出现塌陷，已有车辆绕行，请尽快派人到场处置。'.repeat(4),
    lon: 113.8931,
    lat: 22.5667,
    state: 'reported',
  },
};

type Command = () => Promise<unknown>;

export async function measureFacts(): Promise<GroupResult> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gridwall-facts-'));
  const database = await openDatabase({ dataDir });
  try {
    const changeLog = await ChangeLog.open(database, {
      onAppend: (tx, { kind, subject, actor, at, data }, address) =>
        writeAudit(tx, { actor, address, action: kind, subject, at, after: data }),
      onListenerError: error => {
        throw error;
      },
    });
    const command: Command = () =>
      changeLog.commit((_, log) =>
        log.append({
          ...{ kind: 'incident-received', subject: 'XA20261122-0001', zone: null, at: Date.now(), data: DATA },
          ...{ actor: 'token:bench', address: '127.0.0.1' },
        }),
      );
    const ways = { grouped: command, single: oneAtATime(command) };
    await round(ways.grouped);
    await round(ways.single);
    const measured = { grouped: [] as Round[], single: [] as Round[] };
    for (let i = 0; i < ROUNDS; i++) {
      measured.grouped.push(await round(ways.grouped));
      measured.single.push(await round(ways.single));
    }
    const median = (rounds: Round[], figure: keyof Round) =>
      percentile(
        rounds.map(r => r[figure]),
        0.5,
      );
    const grouped = median(measured.grouped, 'aSecond');
    const single = median(measured.single, 'aSecond');
    const ratio = grouped / single;
    return {
      group: `facts: ${LANES} commands at a time, durable before the answer (SQLite, synchronous=FULL)`,
      rows: [
        { name: 'a transaction for each command', value: single, unit: 'commands a second', ratio: 1 },
        { name: '  answered after, p99', value: median(measured.single, 'p99Ms'), unit: 'ms' },
        {
          name: 'group commit',
          value: grouped,
          unit: 'commands a second',
          ratio,
          goal: `>= ${GOAL_RATIO} x a transaction each`,
          ok: ratio >= GOAL_RATIO,
        },
        { name: '  answered after, p99', value: median(measured.grouped, 'p99Ms'), unit: 'ms' },
      ],
    };
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Round {
  aSecond: number;
  p99Ms: number;
}

/** Every lane sends its next command when the last one is answered. */
async function round(command: Command): Promise<Round> {
  const startedAt = performance.now();
  const until = startedAt + ROUND_MS;
  const waitedMs: number[] = [];
  const lane = async () => {
    while (performance.now() < until) {
      const sentAt = performance.now();
      await command();
      waitedMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { aSecond: waitedMs.length / ((performance.now() - startedAt) / 1000), p99Ms: percentile(waitedMs, 0.99) };
}

function oneAtATime(command: Command): Command {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    last = last.then(command);
    return last;
  };
}

/**
 * What a client saw while servers died under it, and the judge who compares that with what the disk holds (after Jepsen).
 * In: the history of one run and the data directory. Out: broken promises as sentences; none is what we want.
 */
import { verifyAuditChain } from '../../server/access/audit.ts';
import { openDatabase } from '../../server/store/database.ts';
import { readTracks } from '../../server/store/track-reader.ts';

export interface History {
  /** commandId -> the case number of each reply it got; empty when it was never answered. */
  commands: Map<string, string[]>;
  /** How often a command was sent again because its answer had been lost. */
  repeated: number;
  /** `unit index, fix time` of each position the server said it had accepted. */
  accepted: { unitIndex: number; timeMs: number }[];
}

export async function brokenPromises(history: History, dataDir: string): Promise<string[]> {
  const database = await openDatabase({ dataDir });
  const broken: string[] = [];
  try {
    const { db } = database;
    const log = await db.selectFrom('change_log').selectAll().orderBy('seq').execute();
    const incidents = await db.selectFrom('incident').select(['id', 'text']).execute();
    const audit = await db.selectFrom('audit').select(['action', 'subject']).execute();
    const head = await db.selectFrom('change_log_head').selectAll().executeTakeFirstOrThrow();

    log.forEach(({ seq }, i) => {
      if (seq !== i + 1) broken.push(`seq ${seq} stands where ${i + 1} should`);
    });
    if (head.seq !== log.length) broken.push(`the head says ${head.seq}, the log has ${log.length} rows`);

    const received = countBy(log.filter(row => row.kind === 'incident-received').map(row => row.subject));
    const byCommand = new Map<string, string[]>();
    for (const { id, text } of incidents) byCommand.set(text, [...(byCommand.get(text) ?? []), id]);
    for (const [commandId, replies] of history.commands) {
      const stored = byCommand.get(commandId) ?? [];
      if (stored.length > 1) broken.push(`command ${commandId} was carried out ${stored.length} times`);
      if (new Set(replies).size > 1) broken.push(`command ${commandId} got different answers: ${replies.join(', ')}`);
      for (const id of new Set(replies)) {
        if (stored[0] !== id) broken.push(`${id} was answered but is not stored`);
        if (received.get(id) !== 1) broken.push(`${id} stands ${received.get(id) ?? 0} times in the log`);
      }
    }
    for (const { id } of incidents) {
      if (received.get(id) !== 1) broken.push(`incident ${id} exists with ${received.get(id) ?? 0} log rows`);
    }

    const audited = countBy(audit.map(row => `${row.action} ${row.subject}`));
    for (const [change, times] of countBy(log.map(row => `${row.kind} ${row.subject}`))) {
      if (audited.get(change) !== times)
        broken.push(`${change}: ${times} changes, ${audited.get(change) ?? 0} audit rows`);
    }
    const chain = await verifyAuditChain(db);
    if (!chain.ok) broken.push(`audit row ${chain.seq}: ${chain.reason}`);

    const tracks = await readTracks(database, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
    const kept = new Set(tracks.map(point => `${point.unitIndex} ${point.fixTimeMs}`));
    for (const { unitIndex, timeMs } of history.accepted) {
      if (!kept.has(`${unitIndex} ${timeMs}`))
        broken.push(`position of unit ${unitIndex} at ${timeMs} was accepted and is gone`);
    }
  } finally {
    await database.close();
  }
  return broken;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

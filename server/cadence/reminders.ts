/**
 * Calls to mind what is due and not planned: a row of the ticker a kind, ground and period, and when it fires a line of news (动态), no
 * alarm: nobody has to answer it (SPEC.md C-9, C-13). In: kinds whose cadence says how many days before. Out: facts `operation-due`.
 * A row of a period whose cadence was changed since is dropped without a word.
 */
import type { CalendarDate } from '@internationalized/date';
import type { Kysely, Transaction } from 'kysely';
import { SYSTEM } from '../access/doer.ts';
import type { ZoneId } from '../contract/ids.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { Deadlines } from '../deadlines/deadlines.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Tables } from '../store/tables.ts';
import {
  type DueKind,
  type DueQuestion,
  dueItems,
  dueKinds,
  groundsOf,
  type Jurisdiction,
  remindAtOf,
} from './due-items.ts';
import { type Period, periodOf } from './periods.ts';

const CONCEPT = 'cadence';
const REMIND = 'remind';
/** Operations that are named for a period begin this near to it. */
const AROUND_MS = 35 * 86_400_000;

export interface ReminderParts extends Jurisdiction {
  deadlines: Pick<Deadlines, 'on' | 'set'>;
  changeLog: Pick<ChangeLog, 'commit'>;
  operationsBetween(fromMs: number, toMs: number, db: Kysely<Tables>): Promise<OperationRecord[]>;
  dayOf: DueQuestion['dayOf'];
}

/** To be awaited before the ticker starts. */
export async function watchReminders(parts: ReminderParts, now: number): Promise<void> {
  const { deadlines, changeLog, kinds, zones, dayOf } = parts;
  const reminding = new Map(dueKinds(kinds).flatMap(kind => (mayRemind(kind) ? [[kind.id, kind] as const] : [])));

  deadlines.on(CONCEPT, async (tx, log, { subject, dueAt }, at) => {
    const [id = '', ground = '', name = ''] = subject.split(' ');
    const kind = reminding.get(id);
    const zone = ground === WHOLE ? null : (ground as ZoneId);
    const period = kind && periodOf(kind.cadence, dayOf(dueAt).add({ days: kind.cadence.remindDaysBefore ?? 0 }));
    if (!kind || !period || period.name !== name || !groundsOf(kind, zones).includes(zone)) return;
    const operations = await parts.operationsBetween(at - AROUND_MS, at + AROUND_MS, tx);
    const items = dueItems({
      ...parts,
      kinds: [kind],
      from: period.to,
      to: period.to,
      operations,
      recordedSince: at,
      now: at,
    });
    if (items.find(item => item.zone === zone)?.state === 'due') {
      const due = { kind: id, zone, period: name, to: period.to.toString() };
      const { actor, address } = SYSTEM;
      await log.append({ ...{ kind: 'operation-due', subject: id, zone, at, actor, address }, data: { due } });
    }
    await setNext(tx, kind, zone, period.to.add({ days: 1 }), at);
  });

  async function setNext(
    tx: Transaction<Tables>,
    kind: DueKind,
    zone: ZoneId | null,
    from: CalendarDate,
    after: number,
  ) {
    for (let period = periodOf(kind.cadence, from); period; period = periodOf(kind.cadence, dayAfter(period))) {
      const dueAt = remindAtOf(kind.cadence, period, parts.timeZone);
      if (dueAt === null) return;
      if (dueAt <= after) continue;
      const subject = `${kind.id} ${zone ?? WHOLE} ${period.name}`;
      return deadlines.set(tx, { concept: CONCEPT, subject, name: REMIND, dueAt });
    }
  }

  if (reminding.size === 0) return;
  await changeLog.commit(async tx => {
    for (const kind of reminding.values())
      for (const zone of groundsOf(kind, zones)) await setNext(tx, kind, zone, dayOf(now), now);
  });
}

const WHOLE = '*';

/** [C-6] Of what the paper leaves open nobody is reminded. */
function mayRemind({ cadence }: DueKind): boolean {
  return cadence.remindDaysBefore !== null && cadence.per !== null;
}

function dayAfter({ to }: Period): CalendarDate {
  return to.add({ days: 1 });
}

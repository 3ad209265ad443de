/**
 * Carries out what people do to notices: what is issued, changed and ended (a warning, a major action). In: the rules of the kind, a parsed
 * body, who sends it. Out: the record as it is then, after the disk has it; or a thrown refusal. Row, fact and audit are one transaction.
 * Commands as everywhere: same id, same answer; older than 30 s refused; the newest version must be named.
 */
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { CommandId, OrganId } from '../contract/ids.ts';
import { commandRecord, outdated } from '../http/command-record.ts';
import { isObjection, type Objection, refusedBy } from '../http/objection.ts';
import { refuseUntimely } from '../http/refuse-untimely.ts';
import type { Sentence } from '../http/refused.ts';
import type { ChangeLog, FactWriter } from '../store/change-log.ts';
import { onlyOnce } from '../store/command-receipts.ts';
import { takeSpokenNumber } from '../store/counter.ts';
import {
  findNotice,
  insertNotice,
  type Notice,
  type NoticeKind,
  readOpenNotices,
  updateNotice,
} from './notice-repository.ts';

interface Given {
  commandId: CommandId;
  issuedAt: string | number;
}

/** What is issued. */
export interface NoticeBody extends Given {
  words: string;
}

export interface NoticeCommand extends Given {
  event: string;
  expectedVersion: number;
  onBehalfOf?: OrganId | undefined;
  words: string;
}

export interface NoticeRules<N extends Notice, Body extends NoticeBody, Command extends NoticeCommand> {
  kind: NoticeKind;
  name: Sentence;
  /** Between prefix and day of its numbers. */
  letters: string;
  /** `open`: those that have not ended. */
  begin(body: Body, id: N['id'], open: readonly N[], viewer: Viewer, now: number): N | Objection;
  /** State, words and version of the next record are the rule's part. */
  step(record: N, command: Command, now: number): N | Objection;
}

export interface NoticeDeskParts {
  changeLog: ChangeLog;
  numberPrefix: string;
  dayName(ms: number): string;
}

export class NoticeDesk<N extends Notice, Body extends NoticeBody, Command extends NoticeCommand> {
  readonly #rules: NoticeRules<N, Body, Command>;
  readonly #parts: NoticeDeskParts;

  constructor(rules: NoticeRules<N, Body, Command>, parts: NoticeDeskParts) {
    this.#rules = rules;
    this.#parts = parts;
  }

  issue(body: Body, viewer: Viewer, now: number): Promise<N> {
    const { kind, letters, begin } = this.#rules;
    const { changeLog, numberPrefix, dayName } = this.#parts;
    return changeLog.commit((tx, log) =>
      onlyOnce(tx, { actor: viewer.account, commandId: body.commandId, at: now }, async () => {
        refuseUntimely(body, now);
        const day = dayName(now);
        const id = (await takeSpokenNumber(tx, `${kind}:${day}`, `${numberPrefix}-${letters}${day}`, 2)) as N['id'];
        const record = begin(body, id, await readOpenNotices<N>(tx, kind), viewer, now);
        if (isObjection(record)) throw refusedBy(record);
        await insertNotice(tx, kind, record, now);
        await this.#append(log, record, 'issued', body.words, viewer, null, now);
        return record;
      }),
    );
  }

  async carryOut(id: string, command: Command, viewer: Viewer, now: number): Promise<N> {
    const { kind, name, step } = this.#rules;
    const { answer } = await commandRecord(this.#parts.changeLog, {
      ...{ id, name, commandId: command.commandId, viewer, now },
      find: tx => findNotice<N>(tx, kind, id),
      work: async (tx, log, record) => {
        refuseUntimely(command, now);
        if (command.expectedVersion !== record.version) throw outdated(record, command.expectedVersion);
        const next = step(record, command, now);
        if (isObjection(next)) throw refusedBy(next);
        await updateNotice(tx, kind, next);
        await this.#append(log, next, command.event, command.words, viewer, command.onBehalfOf ?? null, now);
        return next;
      },
    });
    return answer;
  }

  async #append(
    log: FactWriter,
    record: N,
    event: string,
    note: string,
    viewer: Viewer,
    onBehalfOf: OrganId | null,
    now: number,
  ): Promise<void> {
    const { kind } = this.#rules;
    await log.append({
      ...{ kind: `${kind}-changed`, subject: record.id, zone: null, at: now, ...causeOf(viewer) },
      data: { [kind === 'warning' ? 'warning' : 'majorAction']: record, event, by: viewer.title, onBehalfOf, note },
    });
  }
}

/**
 * What people do with alarms. In: a parsed command, who gives it, the time. Out: the alarm as it is then, after the disk has it;
 * or a refusal whose sentence says who was first and when. Rules to, [A-19].
 */
import type { Viewer } from '../access/viewer.ts';
import { causeOf } from '../access/viewer.ts';
import type { AlarmRecord, AlarmState } from '../contract/alarm.ts';
import type { AlarmId, CommandId } from '../contract/ids.ts';
import { refuseUntimely } from '../http/refuse-untimely.ts';
import { notFound, Refused, type Sentence } from '../http/refused.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { onlyOnce } from '../store/command-receipts.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { AlarmEvent } from './alarm-lifecycle.ts';

export interface AlarmDeskParts {
  changeLog: ChangeLog;
  board: AlarmBoard;
  /** IANA name: sentences tell the time of the jurisdiction. */
  timeZone: string;
}

export interface AlarmCommand {
  commandId: string;
  issuedAt: number;
}

type Answer = Extract<AlarmEvent, { name: 'acknowledge' | 'shelve' | 'clear' }>;

export class AlarmDesk {
  readonly #parts: AlarmDeskParts;
  readonly #clockTime: Intl.DateTimeFormat;

  constructor(parts: AlarmDeskParts) {
    this.#parts = parts;
    this.#clockTime = new Intl.DateTimeFormat('zh-CN', {
      ...{ timeZone: parts.timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
  }

  acknowledge(id: AlarmId, command: AlarmCommand, viewer: Viewer, now: number): Promise<AlarmRecord> {
    return this.#answer(id, { name: 'acknowledge', by: viewer.title }, command, viewer, now);
  }

  shelve(
    id: AlarmId,
    command: AlarmCommand & { minutes: number; reason: string },
    viewer: Viewer,
    now: number,
  ): Promise<AlarmRecord> {
    const { minutes, reason } = command;
    return this.#answer(id, { name: 'shelve', by: viewer.title, minutes, reason }, command, viewer, now);
  }

  clear(id: AlarmId, command: AlarmCommand & { reason: string }, viewer: Viewer, now: number): Promise<AlarmRecord> {
    return this.#answer(id, { name: 'clear' }, command, viewer, now, command.reason);
  }

  async #answer(
    id: AlarmId,
    event: Answer,
    { commandId, issuedAt }: AlarmCommand,
    viewer: Viewer,
    now: number,
    reason?: string,
  ): Promise<AlarmRecord> {
    const { changeLog, board } = this.#parts;
    const cause = causeOf(viewer);
    return changeLog.commit((tx, log) =>
      onlyOnce(tx, { actor: cause.actor, commandId: commandId as CommandId, at: now }, async () => {
        // Not of a command that was carried out already: its sender may still ask what became of it.
        refuseUntimely({ issuedAt }, now);
        const ending = reason === undefined ? undefined : { by: cause.actor, reason };
        const answered = await board.answer(tx, log, id, event, now, cause, ending);
        if (!answered) throw notFound({ zh: '告警', en: 'alarm' }, id);
        const { step, alarm } = answered;
        if (step.ok) return alarm;
        const first = step.refusal === 'already-acknowledged';
        throw new Refused(step.refusal, first ? this.#wasFirst(alarm) : this.#whyNot(event, alarm), { current: alarm });
      }),
    );
  }

  /** */
  #wasFirst({ acknowledgedBy, acknowledgedAt }: AlarmRecord): Sentence {
    const who = acknowledgedBy ?? '';
    const when = acknowledgedAt === null ? '' : this.#clockTime.format(acknowledgedAt);
    return { zh: `${who}已于 ${when} 确认此告警`, en: `${who} acknowledged this alarm at ${when}.` };
  }

  #whyNot(event: Answer, alarm: AlarmRecord): Sentence {
    if (alarm.state === 'shelved' && event.name === 'shelve') {
      const until = alarm.shelvedUntil === null ? '' : this.#clockTime.format(alarm.shelvedUntil);
      return {
        zh: `${alarm.shelvedBy ?? ''}已搁置此告警，至 ${until}`,
        en: `${alarm.shelvedBy ?? ''} has shelved this alarm until ${until}.`,
      };
    }
    if (event.name === 'clear' && alarm.state !== 'cleared')
      return {
        zh: '此告警随原因消失自动解除，不能手动解除；可以确认或搁置',
        en: 'This alarm ends by itself with its cause and cannot be cleared by hand; acknowledge or shelve it.',
      };
    const did = EVENTS[event.name];
    const is = STATES[alarm.state];
    return { zh: `告警${is.zh}，不能${did.zh}`, en: `The alarm is ${is.en}; to ${did.en} it makes no sense.` };
  }
}

const EVENTS: Record<Answer['name'], Sentence> = {
  acknowledge: { zh: '确认', en: 'acknowledge' },
  shelve: { zh: '搁置', en: 'shelve' },
  clear: { zh: '解除', en: 'clear' },
};

const STATES: Record<AlarmState, Sentence> = {
  raised: { zh: '未确认', en: 'unanswered' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  shelved: { zh: '已搁置', en: 'shelved' },
  cleared: { zh: '已解除', en: 'cleared' },
};

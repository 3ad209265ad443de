/**
 * Sends what a person decided about an alarm. In: alarm, decision, its fields. Out: how it ended, as data; the changed alarm comes
 * back over the live link like any other change. Nothing is sent while the link is not live, and pressing again after no answer came
 * sends the same command (A8).
 */
import { type AlarmRecord, alarmRecord } from '../../server/contract/alarm.ts';
import type { AlarmId } from '../../server/contract/ids.ts';
import type { ServerClock } from '../clock/server-clock.ts';
import { askServer } from '../connection/ask-server.ts';
import { CommandIds } from '../connection/command-ids.ts';
import type { WallStore } from '../store/store.ts';
import { say } from '../wording/wording.ts';

export type Decision =
  | { name: 'acknowledge' }
  | { name: 'shelve'; minutes: 5 | 10 | 15; reason: string }
  | { name: 'clear'; reason: string };

/** `problem`: a sentence for the person, who was first and when for example. */
export type AnswerResult = { name: 'done'; alarm: AlarmRecord } | { name: 'not-done'; problem: string };

export type AnswerAlarm = (alarm: AlarmId, decision: Decision) => Promise<AnswerResult>;

export function createAlarmAnswerer(parts: {
  store: Pick<WallStore, 'getState'>;
  clock: Pick<ServerClock, 'serverNow'>;
  fetch?: typeof globalThis.fetch;
  newId?: () => string;
}): AnswerAlarm {
  const { store, clock, fetch } = parts;
  const ids = new CommandIds(parts.newId);
  return async (alarm, decision) => {
    if (store.getState().link.name !== 'live') return { name: 'not-done', problem: say('alarms.not-sent') };
    const intent = [alarm, decision];
    const { name, ...fields } = decision;
    const answer = await askServer(`/api/v1/alarms/${encodeURIComponent(alarm)}/${name}`, alarmRecord, {
      method: 'POST',
      body: { ...fields, commandId: ids.idFor(intent), issuedAt: Math.round(clock.serverNow()) },
      ...(fetch && { fetch }),
    });
    if (answer.name === 'unreachable') return { name: 'not-done', problem: say('alarms.unanswered') };
    ids.answered(intent);
    if (answer.name === 'answered') return { name: 'done', alarm: answer.value };
    return { name: 'not-done', problem: answer.refusal.message };
  };
}

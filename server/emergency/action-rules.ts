/** Major actions (重大行动): deployed ahead or at once, ended (row 34). Rules [EM-70] to [EM-74]. Pure; who may is the route's permission. */
import type { EmergencySettings } from '../../geodata/emergency-settings.ts';
import type { Person } from '../access/actor.ts';
import { instantMs } from '../contract/coordinates.ts';
import type { MajorActionCommand, MajorActionDeployment, MajorActionRecord } from '../contract/emergency-action.ts';
import { type Objection, objection } from '../http/objection.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { seesPersons } from './emergency-view.ts';
import type { NoticeRules } from './notice-desk.ts';
import { noActingOrgan } from './objections.ts';
import type { EmergencyContext } from './situation.ts';

export interface ActionContext extends Pick<EmergencyContext, 'organs'> {
  /** Null = the profile says nothing of them. */
  actions: EmergencySettings['actions'];
}

export function actionRules(
  context: ActionContext,
): NoticeRules<MajorActionRecord, MajorActionDeployment, MajorActionCommand> {
  return {
    ...{ kind: 'major-action', name: { zh: '重大行动', en: 'major action' }, letters: 'ZD' },
    begin(body, id, _open, { title: deployedBy }, now) {
      const { kind, level, plan, title, timing, document, organs, words } = body;
      const led = context.actions?.levels.find(one => one.id === level);
      const fault =
        fieldFault('kind', kind, context.actions?.kinds) ??
        fieldFault('level', level, context.actions?.levels) ??
        organs.map(organ => noActingOrgan('organs', organ, context)).find(one => one !== null);
      if (fault || !led) return fault ?? fieldMissing('level', level);
      const [arrivedAt, startsAt] = [instantMs(body.arrivedAt), instantMs(body.startsAt)];
      const endsAt = body.endsAt === null ? null : instantMs(body.endsAt);
      refuseOddTime('arrivedAt', arrivedAt, now);
      if (endsAt !== null && endsAt <= startsAt)
        return objection(
          'bad-input',
          `endsAt：应晚于开始（${new Date(endsAt).toISOString()}）`,
          `endsAt: it is to be after the start (${new Date(endsAt).toISOString()})`,
          'endsAt',
        );
      return {
        ...{ id, version: 1, state: 'deployed', stateSince: now, kind, level, leaderPost: led.leaderPost, plan, title },
        ...{ timing, document, arrivedAt, startsAt, endsAt, organs, words, deployedAt: now, deployedBy },
        ...{ endedAt: null, allowed: [] },
      };
    },
    step(record, command, now) {
      if (record.state === 'ended')
        return objection(
          'illegal-move',
          `${record.id} 已结束（${command.event}）`,
          `${record.id} has ended (${command.event}).`,
        );
      const next = { ...record, version: record.version + 1, words: command.words };
      if (command.event === 'end') return { ...next, state: 'ended', stateSince: now, endedAt: now };
      return command.plan === record.plan
        ? objection('bad-input', `plan：已是${record.plan}级预案`, `plan: it is plan ${record.plan} already`, 'plan')
        : { ...next, plan: command.plan };
    },
  };
}

/** [EM-74] An unannounced visit that stands on a wall is announced. */
export function actionFor(
  action: MajorActionRecord,
  { role, scope }: Person,
  isSecret: (kind: string) => boolean,
): MajorActionRecord | null {
  if (role === 'field' || role === 'device') return null;
  const persons = seesPersons({ role, scope });
  if (!persons && isSecret(action.kind)) return null;
  const allowed = action.state === 'ended' || !COMMANDERS.has(role) ? [] : ['change-plan', 'end'];
  return { ...(persons ? action : withoutWordsOf(action)), allowed };
}

const COMMANDERS: ReadonlySet<Person['role']> = new Set(['duty', 'leader', 'admin']);

export const withoutWordsOf = (action: MajorActionRecord): MajorActionRecord => ({
  ...{ ...action, title: '', document: '', words: '', deployedBy: '' },
});

function fieldFault(field: string, value: string, rows: readonly { id: string }[] | undefined): Objection | null {
  return rows?.some(({ id }) => id === value) ? null : fieldMissing(field, value);
}

function fieldMissing(field: string, value: string): Objection {
  return objection('bad-input', `${field}：辖区未设定 ${value}`, `${field}: the profile has no ${value}`, field);
}

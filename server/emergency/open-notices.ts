/** Warnings and major actions, put together. In: the profile's rows. Out: routes, what each viewer is shown, those that have not ended. */
import type { Person } from '../access/actor.ts';
import {
  type MajorActionRecord,
  majorActionCommand,
  majorActionDeployment,
  majorActionRecord,
} from '../contract/emergency-action.ts';
import { type WarningRecord, warningCommand, warningIssue, warningRecord } from '../contract/emergency-warning.ts';
import type { Room, RoomParts } from '../room.ts';
import { actionFor, actionRules } from './action-rules.ts';
import { NoticeDesk } from './notice-desk.ts';
import { readOpenNotices } from './notice-repository.ts';
import { noticeRoutes } from './notice-routes.ts';
import { warningFor, warningRules } from './warning-rules.ts';

export interface NoticeRoom extends Room {
  warnings: readonly WarningRecord[];
  majorActions: readonly MajorActionRecord[];
  showWarning(warning: WarningRecord, viewer: Person): WarningRecord | null;
  showAction(action: MajorActionRecord, viewer: Person): MajorActionRecord | null;
}

export async function openNotices({ database, changeLog, profile }: RoomParts): Promise<NoticeRoom> {
  const { db } = database;
  const { emergency } = profile.data.settings;
  const actions = emergency?.actions ?? null;
  const secret = new Set(actions?.kinds.filter(({ unannounced }) => unannounced).map(({ id }) => id));
  const desk = { changeLog, numberPrefix: profile.numberPrefix, dayName: profile.days.dayName };
  const warnings = warningRules({ hazards: emergency?.hazards ?? [], isZone: profile.isZone });
  const deployments = actionRules({ organs: profile.organs, actions });
  const showAction: NoticeRoom['showAction'] = (action, viewer) => actionFor(action, viewer, kind => secret.has(kind));
  return {
    ...{ showWarning: warningFor, showAction },
    warnings: await readOpenNotices<WarningRecord>(db, 'warning'),
    majorActions: await readOpenNotices<MajorActionRecord>(db, 'major-action'),
    routes: [
      ...noticeRoutes({
        ...{ db, desk: new NoticeDesk(warnings, desk), kind: 'warning', name: warnings.name, view: warningFor },
        ...{ path: '/api/v1/warnings', action: 'warning:issue' },
        ...{ body: warningIssue, command: warningCommand, record: warningRecord },
        summaries: {
          issue: '发布预警：种类与颜色按辖区设定，zones 为空表示全街道。',
          list: '预警列表，新的在前，含已解除的。',
          one: '一条预警。',
          change: '调整或解除预警。',
        },
      }),
      ...noticeRoutes({
        ...{
          db,
          desk: new NoticeDesk(deployments, desk),
          kind: 'major-action',
          name: deployments.name,
          view: showAction,
        },
        ...{ path: '/api/v1/major-actions', action: 'major-action:deploy' },
        ...{ body: majorActionDeployment, command: majorActionCommand, record: majorActionRecord },
        summaries: {
          issue: '部署重大行动（迎检、暗访等）：牵头领导按行动级别，预案三、二、一级按紧急程度。',
          list: '重大行动列表，新的在前，含已结束的。',
          one: '一次重大行动。',
          change: '变更预案级别，或结束重大行动。',
        },
      }),
    ],
  };
}

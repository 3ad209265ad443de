/** [SP-28] Of the departments only the one that the profile names brings rounds and photos. Other roles are the guard's business. */
import type { Viewer } from '../access/viewer.ts';
import { Refused } from '../http/refused.ts';

export interface OfficeRule {
  /** Throws `not-this-organ`. */
  refuseOthers(viewer: Pick<Viewer, 'role' | 'scope' | 'title'>): void;
}

/** `office`: null = 未设定. */
export function officeRule(office: string | null, organName: (id: string) => string): OfficeRule {
  return {
    refuseOthers({ role, scope, title }) {
      if (role !== 'dept' || (office !== null && scope.organ === office)) return;
      const who = office === null ? '（部门未设定）' : `或${organName(office)}`;
      throw new Refused('not-this-organ', {
        zh: `测评结果由管理员${who}导入，当前身份是${title}`,
        en: `Rounds are brought by an administrator${office === null ? '' : ` or ${office}`}; you are ${title}.`,
      });
    },
  };
}

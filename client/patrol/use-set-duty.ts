/** Signs a unit on or off (上岗, 离岗) for somebody at the desk. The changed record comes back over the live link. */
import { useMemo, useState } from 'react';
import type { UnitId } from '../../server/contract/ids.ts';
import { type UnitRecord, unitRecord } from '../../server/contract/unit.ts';
import { askServer } from '../connection/ask-server.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { tell } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';

export interface SetDuty {
  set: (unit: UnitRecord, onDuty: boolean) => void;
  busy: UnitId | null;
  /** Why nothing can be sent now. */
  block: string | null;
}

export function useSetDuty(): SetDuty {
  const block = useCommandBlock();
  const [busy, setBusy] = useState<UnitId | null>(null);
  return useMemo(() => {
    const send = async ({ id, callSign }: UnitRecord, onDuty: boolean) => {
      setBusy(id);
      const path = `/api/v1/units/${encodeURIComponent(id)}/duty`;
      const answer = await askServer(path, unitRecord, { method: 'POST', body: { onDuty } });
      setBusy(null);
      if (answer.name === 'refused') tell(answer.refusal.message);
      else if (answer.name === 'unreachable') tell(say('form.unanswered'));
      else tell(say(onDuty ? 'ticker.unit-on-duty' : 'ticker.unit-off-duty', { unit: callSign }));
    };
    return {
      busy,
      block,
      set: (unit, onDuty) => {
        if (!block && busy === null) void send(unit, onDuty);
      },
    };
  }, [busy, block]);
}

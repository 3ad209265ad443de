/** Asks before a token is revoked, with what depends on it: nothing brings it back ([AC-7]). */
import { z } from 'zod';
import type { TokenRecord } from '../../server/contract/session.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';

export function TokenRevoke(props: { token: TokenRecord; lastUsed: string; onDone: () => void }) {
  const { token, lastUsed, onDone } = props;
  const block = useCommandBlock();
  const sending = useSending();
  const revoke = async () => {
    if (!(await sending.send(`/api/v1/tokens/${token.id}`, z.unknown(), { method: 'DELETE' }))) return;
    tell(say('token.is-revoked', { token: token.name }));
    onDone();
  };
  return (
    <div className="desk-form">
      <p>{say('token.revoke.sure')}</p>
      <p className="desk-help">{say('token.revoke.last-used', { when: lastUsed })}</p>
      <div role="alert">{sending.problem && <Notice urgent>{sending.problem.sentence}</Notice>}</div>
      <div className="desk-actions">
        <Button kind="danger" whyNot={block} isPending={sending.isBusy} onPress={() => void revoke()}>
          {say('token.revoke')}
        </Button>
        <Button kind="plain" autoFocus onPress={onDone}>
          {say('desk.cancel')}
        </Button>
      </div>
    </div>
  );
}

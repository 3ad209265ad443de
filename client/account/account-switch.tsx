/** An account is disabled after a second press, or enabled again. Not the own one ([AC-2]): the server would refuse it, the page says why. */
import { useState } from 'react';
import { type AccountRecord, accountRecord } from '../../server/contract/account.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';

export function AccountSwitch(props: { record: AccountRecord; isOwn: boolean; onChanged: () => void }) {
  const { account, disabled } = props.record;
  const block = useCommandBlock();
  const sending = useSending();
  const [isAsked, setAsked] = useState(false);
  const set = async () => {
    const path = `/api/v1/accounts/${account}`;
    const saved = await sending.send(path, accountRecord, { method: 'PATCH', body: { disabled: !disabled } });
    setAsked(false);
    if (!saved) return;
    tell(say(disabled ? 'account.is-enabled' : 'account.is-disabled', { account }));
    props.onChanged();
  };
  return (
    <section className="account-part desk-form" aria-label={say('account.state')}>
      <h3>{say(disabled ? 'account.disabled' : 'account.disable')}</h3>
      <p className="desk-help">{say(disabled ? 'account.enable.help' : 'account.disable.help')}</p>
      {isAsked && <Notice role="alert">{say('account.disable.sure', { account })}</Notice>}
      <div role="alert">{sending.problem && <Notice urgent>{sending.problem.sentence}</Notice>}</div>
      <div className="desk-actions">
        <Button
          small
          kind={disabled ? 'quiet' : 'danger'}
          whyNot={props.isOwn ? say('account.disable.own') : block}
          isPending={sending.isBusy}
          onPress={() => (disabled || isAsked ? void set() : setAsked(true))}
        >
          {say(disabled ? 'account.enable' : isAsked ? 'form.send' : 'account.disable')}
        </Button>
        {isAsked && (
          <Button small kind="plain" onPress={() => setAsked(false)}>
            {say('desk.cancel')}
          </Button>
        )}
      </div>
    </section>
  );
}

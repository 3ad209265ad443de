/** A new password for an account: typed, or a random one that is told once. Whoever has the old one is signed out everywhere ([AC-4]). */
import { type SubmitEvent, useState } from 'react';
import { type AccountRecord, accountRecord } from '../../server/contract/account.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SecretOnce } from '../design/desk/secret-once.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';
import { randomPassword } from './random-password.ts';

const MOST = 200;

export function PasswordField(props: {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  isNew?: boolean;
  /** A random one will not do. */
  isTyped?: boolean;
}) {
  return (
    <TextField
      label={say(props.isNew ? 'account.password.new' : 'account.password')}
      {...(!props.isTyped && { note: say('account.password.note') })}
      help={say('account.password.help')}
      type="password"
      autoComplete="new-password"
      maxLength={MOST}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
    />
  );
}

export function AccountPassword({ record, isOwn }: { record: AccountRecord; isOwn: boolean }) {
  const { account } = record;
  const block = useCommandBlock();
  const sending = useSending(['password']);
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  // Setting it ends the own session, and the page with it: nobody would have read a random one.
  const isMissing = isOwn && typed === '';
  const set = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (block || isMissing) return;
    const password = typed === '' ? randomPassword() : typed;
    const path = `/api/v1/accounts/${account}`;
    if (!(await sending.send(path, accountRecord, { method: 'PATCH', body: { password } }))) return;
    tell(say('account.password.is-set', { account }));
    if (typed === '') setTold(password);
    setTyped('');
  };
  return (
    <section className="account-part" aria-label={say('account.password.set')}>
      <h3>{say('account.password')}</h3>
      {told !== null ? (
        <SecretOnce secret={told} warning={say('account.password.once')} />
      ) : (
        <form
          className="desk-form"
          data-unsaved={typed === '' ? undefined : true}
          noValidate
          onSubmit={submitted => void set(submitted)}
        >
          <PasswordField
            isNew
            isTyped={isOwn}
            value={typed}
            onChange={setTyped}
            error={
              isChecked && isMissing
                ? say('form.missing', { field: say('account.password.new') })
                : sending.about('password')
            }
          />
          <p className="desk-help">{say(isOwn ? 'account.password.ends-own' : 'account.password.ends')}</p>
          <div role="alert">
            {sending.problem?.field === null && <Notice urgent>{sending.problem.sentence}</Notice>}
          </div>
          <div className="desk-actions">
            <Button small type="submit" whyNot={block} isPending={sending.isBusy}>
              {say('account.password.set')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

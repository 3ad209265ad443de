/**
 * An account is made or changed: who it is, as what, on which ground. In: the record, null = a new one. Out: the command. Each role asks
 * for the ground it works on and for no other ([AC-5]); a new one gets its password here, told once if it is a random one.
 */
import { type SubmitEvent, useState } from 'react';
import { type AccountRecord, accountName, accountRecord, personRole } from '../../server/contract/account.ts';
import type { Role } from '../../server/contract/viewer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { SecretOnce } from '../design/desk/secret-once.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';
import { PasswordField } from './account-password.tsx';
import { ScopeField, scopeFor } from './account-scope.tsx';
import { randomPassword } from './random-password.ts';

const FIELDS = ['account', 'title', 'role', 'scope', 'password'];
const MOST_TITLE = 40;
const MOST_NAME = 60;

export function AccountForm(props: {
  record: AccountRecord | null;
  isOwn: boolean;
  onChanged: () => void;
  onDone: () => void;
}) {
  const { record, isOwn } = props;
  const block = useCommandBlock();
  const sending = useSending(FIELDS);
  const [account, setAccount] = useState(record?.account ?? '');
  const [title, setTitle] = useState(record?.title ?? '');
  const [role, setRole] = useState<Role | null>(record?.role ?? null);
  const [scope, setScope] = useState(record?.scope ?? {});
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [told, setTold] = useState<string | null>(null);

  const isName = record !== null || accountName.safeParse(account).success;
  const ground = role && scopeFor(role, scope);
  const noTitle = isChecked && title.trim() === '' ? say('form.missing', { field: say('account.title') }) : undefined;
  const noRole = isChecked && role === null ? say('form.choose', { field: say('account.role') }) : undefined;

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (block || !isName || title.trim() === '' || !ground) return;
    const chosen = password === '' ? randomPassword() : password;
    const whole = { title: title.trim(), role, scope: ground };
    const saved = record
      ? await sending.send(`/api/v1/accounts/${record.account}`, accountRecord, { method: 'PATCH', body: whole })
      : await sending.send('/api/v1/accounts', accountRecord, {
          method: 'POST',
          body: { account, ...whole, password: chosen },
        });
    if (!saved) return;
    tell(say(record ? 'account.saved' : 'account.created', { account: saved.value.account }));
    if (record || password !== '') return props.onDone();
    setTold(chosen);
    props.onChanged();
  };

  if (told !== null)
    return (
      <>
        <SecretOnce secret={told} warning={say('account.password.once')} />
        <div className="desk-actions">
          <Button onPress={props.onDone}>{say('desk.close')}</Button>
        </div>
      </>
    );
  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void save(submitted)}>
      {record === null && (
        <TextField
          label={say('account.name')}
          help={say('account.name.help')}
          value={account}
          onChange={setAccount}
          maxLength={MOST_NAME}
          autoComplete="off"
          autoFocus
          error={isChecked && !isName ? say('account.name.wrong') : sending.about('account')}
        />
      )}
      <TextField
        label={say('account.title')}
        help={say('account.title.help')}
        value={title}
        onChange={setTitle}
        maxLength={MOST_TITLE}
        autoFocus={record !== null}
        error={noTitle ?? sending.about('title')}
      />
      <Select<Role>
        label={say('account.role')}
        options={personRole.options.map(id => ({ id, name: say(`role.${id}`) }))}
        value={role}
        onChange={setRole}
        isDisabled={isOwn}
        help={isOwn ? say('account.own-role') : ''}
        error={noRole ?? sending.about('role')}
      />
      {role && (
        <ScopeField
          role={role}
          scope={scope}
          onChange={setScope}
          isChecked={isChecked}
          error={sending.about('scope')}
        />
      )}
      {record === null && <PasswordField value={password} onChange={setPassword} error={sending.about('password')} />}
      <FormFoot
        problem={sending.problem?.field === null ? sending.problem.sentence : null}
        submit={say(record ? 'desk.save' : 'account.create')}
        whyNot={block}
        isPending={sending.isBusy}
        onCancel={props.onDone}
      >
        {record !== null && !isOwn && <p className="desk-help">{say('account.ends-sessions')}</p>}
      </FormFoot>
    </form>
  );
}

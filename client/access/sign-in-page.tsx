/**
 * The sign-in page of people: two fields, one button. In: the session, and a sentence why one is here (session ended), if any.
 * Out: `onSignedIn` with who it is; the page decides where to go (target-page.ts).
 * What is wrong stands beside the field it concerns, as soon as it is left empty; what the server refuses stands above the
 * button and is read out. After a refusal the cursor is in the password, which is empty again.
 */
import { type KeyboardEvent, type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import type { Viewer } from '../../server/contract/viewer.ts';
import { say } from '../wording/wording.ts';
import type { Session } from './session.ts';
import { answerProblem, type Field, fieldProblem } from './sign-in-form.ts';
import './sign-in-page.css';

interface SignInPageProps {
  session: Session;
  notice?: string;
  onSignedIn: (viewer: Viewer) => void;
}

const EMPTY = { account: '', password: '' };

export function SignInPage({ session, notice, onSignedIn }: SignInPageProps) {
  const [typed, setTyped] = useState(EMPTY);
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set());
  const [refused, setRefused] = useState(notice);
  const [isBusy, setBusy] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const inputs = useRef<Partial<Record<Field, HTMLInputElement | null>>>({});
  const capsLockId = useId();

  // The only thing to do on this page: a keyboard needs no first Tab.
  useEffect(() => inputs.current.account?.focus(), []);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isBusy) return;
    setLeft(new Set<Field>(['account', 'password']));
    const missing = (['account', 'password'] as const).find(field => fieldProblem(field, typed));
    if (missing) {
      inputs.current[missing]?.focus();
      return;
    }
    setBusy(true);
    const answer = await session.signIn(typed.account.trim(), typed.password);
    setBusy(false);
    if (answer.name === 'signed-in') {
      setTyped(EMPTY);
      onSignedIn(answer.viewer);
      return;
    }
    setRefused(answerProblem(answer));
    if (answer.name === 'unreachable') return;
    setTyped({ ...typed, password: '' });
    setLeft(new Set<Field>(['account']));
    inputs.current.password?.focus();
  }

  const noteCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));

  const fieldOf = (field: Field) => ({
    value: typed[field],
    problem: left.has(field) ? fieldProblem(field, typed) : undefined,
    hold: (input: HTMLInputElement | null) => {
      inputs.current[field] = input;
    },
    onType: (value: string) => setTyped({ ...typed, [field]: value }),
    onLeave: () => setLeft(new Set([...left, field])),
  });

  return (
    <main className="sign-in">
      <form className="sign-in__card" noValidate onSubmit={event => void submit(event)}>
        <h1 className="sign-in__title">{say('product.name')}</h1>
        <TextField label={say('sign-in.account')} autoComplete="username" {...fieldOf('account')} />
        <TextField
          label={say('sign-in.password')}
          autoComplete="current-password"
          isSecret
          describedBy={hasCapsLock ? capsLockId : undefined}
          onKey={noteCapsLock}
          {...fieldOf('password')}
        />
        <p className="sign-in__hint" id={capsLockId} hidden={!hasCapsLock}>
          {say('sign-in.caps-lock')}
        </p>
        <p className="sign-in__refusal" role="alert">
          {refused}
        </p>
        <button className="sign-in__submit" type="submit" aria-disabled={isBusy}>
          {say(isBusy ? 'sign-in.submitting' : 'sign-in.submit')}
        </button>
      </form>
    </main>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  autoComplete: 'username' | 'current-password';
  problem: string | undefined;
  describedBy?: string | undefined;
  isSecret?: boolean;
  hold: (input: HTMLInputElement | null) => void;
  onType: (value: string) => void;
  onLeave: () => void;
  onKey?: (event: KeyboardEvent) => void;
}

/** A label, an input, and the sentence about it right below. */
function TextField(props: TextFieldProps) {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div className="sign-in__field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        ref={props.hold}
        type={props.isSecret ? 'password' : 'text'}
        autoComplete={props.autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={props.isSecret ? 200 : 60}
        value={props.value}
        aria-invalid={props.problem !== undefined}
        aria-describedby={[props.problem && problemId, props.describedBy].filter(Boolean).join(' ') || undefined}
        onChange={event => props.onType(event.target.value)}
        onBlur={props.onLeave}
        onKeyDown={props.onKey}
        onKeyUp={props.onKey}
      />
      <p className="sign-in__problem" id={problemId}>
        {props.problem}
      </p>
    </div>
  );
}

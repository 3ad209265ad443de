/** A list of short texts: plates, teams, papers, things to check. In: the texts. Out: the new list; Enter in the field adds what was typed. */
import { type SubmitEvent, useState } from 'react';
import { Button } from '../design/desk/button.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';

export function WordsField(props: {
  label: string;
  note?: string;
  help?: string;
  error?: string | null;
  maxLength: number;
  most: number;
  value: readonly string[];
  onChange: (change: (value: readonly string[]) => string[]) => void;
  /** What else is said of one of them. */
  about?: (text: string) => string | null;
}) {
  const { label, value, onChange, most, about } = props;
  const [typed, setTyped] = useState('');
  const add = () => {
    const text = typed.trim();
    if (text === '') return;
    onChange(known => (known.includes(text) ? [...known] : [...known, text]));
    setTyped('');
  };
  const submit = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    add();
  };
  return (
    <div className="plan-words">
      {value.length > 0 && (
        <ul className="plan-chips" aria-label={label}>
          {value.map(text => (
            <li key={text}>
              <span>{text}</span>
              {about?.(text) && <small className="desk-error">{about(text)}</small>}
              <Button
                kind="plain"
                small
                label={say('plan.remove', { name: text })}
                onPress={() => onChange(known => known.filter(one => one !== text))}
              >
                <span aria-hidden="true">✕</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {value.length < most && (
        <form className="plan-add" onSubmit={submit}>
          <TextField
            label={label}
            {...(props.note !== undefined && { note: props.note })}
            {...(props.help !== undefined && { help: props.help })}
            error={props.error}
            maxLength={props.maxLength}
            value={typed}
            onChange={setTyped}
            onLeave={add}
          />
          <Button type="submit" label={say('plan.add.to', { list: label })}>
            {say('plan.add')}
          </Button>
        </form>
      )}
    </div>
  );
}

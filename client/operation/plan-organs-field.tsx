/** Assisting organs, in the order they were chosen. In: the ids, who leads (cannot assist too). Out: the new list. */
import { useMemo } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { organOptions } from '../incident/organ-options.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';

const MOST_ORGANS = 20;

export function PlanOrgansField(props: {
  label: string;
  error: string | null;
  lead: OrganId | null;
  value: readonly OrganId[];
  onChange: (change: (value: readonly OrganId[]) => OrganId[]) => void;
}) {
  const { label, error, lead, value, onChange } = props;
  const { geodata, organ: nameOf } = useProfile();
  const { organs } = geodata.profile;
  const options = useMemo(
    () => organOptions(organs, ({ id }) => id !== lead && !value.includes(id)),
    [organs, lead, value],
  );
  return (
    <div className="plan-words">
      {value.length > 0 && (
        <ul className="plan-chips" aria-label={label}>
          {value.map(id => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <Button
                kind="plain"
                small
                label={say('form.remove-organ', { organ: nameOf(id) })}
                onPress={() => onChange(known => known.filter(one => one !== id))}
              >
                <span aria-hidden="true">✕</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {value.length < MOST_ORGANS && (
        // A fresh field after every choice: what was typed for the last organ is of no use for the next.
        <ComboBox
          key={value.length}
          label={label}
          error={error}
          options={options}
          value={null}
          placeholder={say('form.add-organ')}
          opensOnFocus={false}
          onChange={id => {
            if (id !== null) onChange(known => (known.includes(id) ? [...known] : [...known, id]));
          }}
        />
      )}
    </div>
  );
}

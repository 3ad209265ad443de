/**
 * Several organs for one matter, in the order they were chosen; each may carry the unit that a suggestion named. Who leads is the
 * server's to say (the body's lead, S0-04); the list only shows who was named first.
 */
import { useMemo } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { OrganWithUnit } from './event-values.ts';
import { organOptions } from './organ-options.ts';

export function OrgansField(props: {
  label: string;
  error: string | null;
  value: readonly OrganWithUnit[];
  onChange: (organs: readonly OrganWithUnit[]) => void;
}) {
  const { value, onChange } = props;
  const profile = useProfile();
  const units = useWall(state => state.units);
  const { organs } = profile.geodata.profile;
  const options = useMemo(
    () => organOptions(organs, organ => !value.some(chosen => chosen.organ === organ.id)),
    [organs, value],
  );
  const add = (organ: OrganId | null) => {
    if (organ !== null && !value.some(chosen => chosen.organ === organ)) onChange([...value, { organ, unit: null }]);
  };
  return (
    <div className="desk-field">
      <ul className="organs-chosen" aria-label={props.label}>
        {value.map(({ organ, unit }) => (
          <li key={organ}>
            <span>{profile.organ(organ)}</span>
            {unit && <span className="desk-count">{units.byId.get(unit)?.callSign ?? unit}</span>}
            <Button
              kind="plain"
              small
              label={say('form.remove-organ', { organ: profile.organ(organ) })}
              onPress={() => onChange(value.filter(chosen => chosen.organ !== organ))}
            >
              <span aria-hidden="true">✕</span>
            </Button>
          </li>
        ))}
      </ul>
      {/* A fresh field after every choice: what was typed for the last organ is of no use for the next. */}
      <ComboBox
        key={value.length}
        label={value.length === 0 ? props.label : say('form.add-organ')}
        error={props.error}
        options={options}
        value={null}
        onChange={add}
        autoFocus={value.length > 0}
        opensOnFocus={value.length === 0}
      />
    </div>
  );
}

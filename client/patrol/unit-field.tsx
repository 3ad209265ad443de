/** One unit, found by call sign, number or organ. In: what it is for, as label and help. Out: its id; null = none. */
import { useMemo } from 'react';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';

export function UnitField(props: {
  label: string;
  help?: string;
  value: string | null;
  onChange: (unit: string | null) => void;
  error: string | undefined;
  autoFocus?: boolean;
}) {
  const units = useWall(state => state.units);
  const profile = useProfile();
  const options = useMemo(
    () =>
      [...units.byId.values()].map(({ id, callSign, organ, unitClass }) => ({
        id: id as string,
        name: callSign,
        detail: [profile.unitClassName(unitClass), organ && profile.organShort(organ)].filter(Boolean).join(' · '),
        alsoCalled: id,
      })),
    [units, profile],
  );
  return (
    <ComboBox
      label={props.label}
      help={props.help ?? ''}
      options={options}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      autoFocus={props.autoFocus ?? false}
      opensOnFocus={false}
    />
  );
}

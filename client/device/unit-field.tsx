/** The unit a device speaks for, found by call sign, number or organ; empty = nobody. */
import { useMemo } from 'react';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

export function UnitField(props: {
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
      label={say('device.unit')}
      help={say('device.unit.help')}
      options={options}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      autoFocus={props.autoFocus ?? false}
      opensOnFocus={false}
    />
  );
}

/** The ground of an account, as its role needs it: a zone, a department, a unit, or nothing. In: role and scope. Out: the new scope. */
import type { OrganId, ZoneId } from '../../server/contract/ids.ts';
import type { Role, Scope } from '../../server/contract/viewer.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { Select } from '../design/desk/select.tsx';
import { UnitField } from '../patrol/unit-field.tsx';
import { useUnitOptions } from '../patrol/unit-options.ts';
import { say } from '../wording/wording.ts';

/** What goes to the server for this role; null = what the role needs is missing. What another role needed is left behind. */
export function scopeFor(role: Role, { zone, organ, units }: Scope): Scope | null {
  switch (role) {
    case 'chief':
      return zone === undefined ? null : { zone };
    case 'dept':
      return organ === undefined ? null : { organ };
    case 'field':
      return units?.length === 1 ? { units } : null;
    default:
      return {};
  }
}

export function ScopeField(props: {
  role: Role;
  scope: Scope;
  onChange: (scope: Scope) => void;
  isChecked: boolean;
  error: string | undefined;
}) {
  const { role, scope, onChange, isChecked } = props;
  const options = useUnitOptions();
  const error = (label: string) =>
    isChecked && scopeFor(role, scope) === null ? say('form.choose', { field: label }) : props.error;
  switch (role) {
    case 'chief':
      return (
        <Select
          label={say('account.zone')}
          options={options.zones}
          value={scope.zone ?? null}
          onChange={zone => onChange({ zone: zone as ZoneId })}
          error={error(say('account.zone'))}
        />
      );
    case 'dept':
      return (
        <ComboBox
          label={say('account.organ')}
          options={options.organs}
          value={scope.organ ?? null}
          onChange={organ => onChange(organ === null ? {} : { organ: organ as OrganId })}
          opensOnFocus={false}
          error={error(say('account.organ'))}
        />
      );
    case 'field':
      return (
        <UnitField
          label={say('account.unit')}
          help={say('account.unit.help')}
          value={scope.units?.[0] ?? null}
          onChange={unit => onChange(unit === null ? {} : { units: [unit] })}
          error={error(say('account.unit'))}
        />
      );
    default:
      return null;
  }
}

/**
 * The two choices of 派员: whose task, and which unit goes. Units of the organ come first, then the others with the organ they are of;
 * one that is on another incident already says so and may be sent all the same.
 */
import { useMemo } from 'react';
import type { OrganId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import type { Option } from '../design/desk/option.ts';
import { Select } from '../design/desk/select.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { FieldValue } from './event-values.ts';

interface Props {
  label: string;
  note?: string;
  error: string | null;
  record: IncidentRecord;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
}

/** Where only one organ is at work there is nothing to choose. */
export function TaskOrganField({ label, error, record: { tasks }, value, onChange }: Props) {
  const profile = useProfile();
  if (tasks.length < 2) return null;
  return (
    <Select
      label={label}
      error={error}
      options={tasks.map(({ organ }) => ({ id: organ, name: profile.organ(organ) }))}
      value={value as OrganId | null}
      onChange={onChange}
    />
  );
}

export function SendUnitField({ label, error, note, record, organ, value, onChange }: Props & { organ: FieldValue }) {
  const profile = useProfile();
  const units = useWall(state => state.units);
  const open = useWall(state => state.incidents.open);
  const options = useMemo<Option<UnitId>[]>(() => {
    const elsewhere = new Set(open.filter(({ id }) => id !== record.id).flatMap(({ tasks }) => tasks.map(t => t.unit)));
    return [...units.byId.values()]
      .filter(unit => unit.onDuty)
      .sort((a, b) => Number(b.organ === organ) - Number(a.organ === organ) || a.index - b.index)
      .map(({ id, callSign, organ: owner }) => ({
        id,
        name: callSign,
        detail: [owner && profile.organShort(owner), elsewhere.has(id) && say('unit.task.sent')]
          .filter(Boolean)
          .join(' · '),
      }));
  }, [units, open, record.id, organ, profile]);
  return (
    <ComboBox
      label={label}
      error={error}
      {...(note && { note })}
      options={options}
      value={value as UnitId | null}
      onChange={onChange}
    />
  );
}

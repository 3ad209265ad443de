/**
 * One shift of a plan that is being written. In: the shift, null = a new one; the others, whose names are
 * taken; the id of a new one. Out: the shift, kept by the plan's form and not yet filed.
 */
import { type SubmitEvent, useState } from 'react';
import { type Shift, shift as shiftShape } from '../../server/contract/shift.ts';
import { Button } from '../design/desk/button.tsx';
import { CheckBox } from '../design/desk/check-box.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { type DraftShift, draftFaults, shiftOf } from './shift-draft.ts';

export function ShiftForm(props: {
  shift: Shift | null;
  others: readonly Shift[];
  newId: string;
  onKept: (shift: Shift) => void;
  onCancel: () => void;
}) {
  const { shift, others } = props;
  const { geodata } = useProfile();
  const [draft, setDraft] = useState<DraftShift>(() => ({
    ...{ id: shift?.id ?? props.newId, name: shift?.name ?? '', from: shift?.from ?? '', to: shift?.to ?? '' },
    ...{ days: shift?.days ?? 'every-day', kind: shift?.kind ?? 'patrol', covers: shift?.covers ?? 'zone' },
    minPersons: shift?.minPersons?.toString() ?? '',
    minQualified: shift?.minQualified?.toString() ?? '',
    zones: shift?.zones ?? [],
  }));
  const [isChecked, setChecked] = useState(false);
  const faults = isChecked ? draftFaults(draft, others) : {};
  const put = (change: Partial<DraftShift>) => setDraft({ ...draft, ...change });

  const keep = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (Object.keys(draftFaults(draft, others)).length === 0) props.onKept(shiftOf(draft));
  };
  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={keep}>
      <TextField
        label={say('shift.name')}
        value={draft.name}
        onChange={name => put({ name })}
        maxLength={20}
        autoFocus
        error={faults.name}
      />
      <div className="shift-fields">
        <TextField label={say('shift.from')} value={draft.from} onChange={from => put({ from })} error={faults.from} />
        <TextField
          label={say('shift.to')}
          note={say('shift.to.help')}
          value={draft.to}
          onChange={to => put({ to })}
          error={faults.to}
        />
        <Select
          label={say('shift.days')}
          options={shiftShape.shape.days.options.map(id => ({ id, name: say(`shift.days.${id}`) }))}
          value={draft.days}
          onChange={days => put({ days })}
        />
        <Select
          label={say('shift.kind')}
          options={shiftShape.shape.kind.options.map(id => ({ id, name: say(`shift.kind.${id}`) }))}
          value={draft.kind}
          onChange={kind => put({ kind })}
        />
        <TextField
          label={say('shift.min-persons')}
          note={say('shift.min.note')}
          value={draft.minPersons}
          onChange={minPersons => put({ minPersons })}
          inputMode="numeric"
          error={faults.minPersons}
        />
        <TextField
          label={say('shift.min-qualified')}
          note={say('shift.min.note')}
          value={draft.minQualified}
          onChange={minQualified => put({ minQualified })}
          inputMode="numeric"
          error={faults.minQualified}
        />
        <Select
          label={say('shift.covers')}
          options={shiftShape.shape.covers.options.map(id => ({ id, name: say(`shift.covers.${id}`) }))}
          value={draft.covers}
          onChange={covers => put({ covers })}
        />
      </div>
      <fieldset className="shift-zones">
        <legend className="desk-label">
          {say('shift.zones')} <span className="desk-label-note">{say('shift.zones.note')}</span>
        </legend>
        {geodata.zones.features.map(({ properties: { id, name } }) => (
          <CheckBox
            key={id}
            label={name}
            isChecked={draft.zones.includes(id)}
            onChange={isIn => put({ zones: isIn ? [...draft.zones, id] : draft.zones.filter(zone => zone !== id) })}
          />
        ))}
      </fieldset>
      <div className="desk-actions">
        <Button kind="primary" type="submit">
          {say('shift.take')}
        </Button>
        <Button kind="plain" onPress={props.onCancel}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}

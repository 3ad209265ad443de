/**
 * A unit is put on a shift of a day, changed there, or taken off (0 people). In: what is known of the row, all versions of the plan: the
 * shifts to choose from are those of that day. Out: the command.
 */
import { type SubmitEvent, useState } from 'react';
import { type RosterRow, rosterChanged, type ShiftPlan } from '../../server/contract/shift.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { DayField } from '../design/desk/date-time-field.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { UnitField } from '../patrol/unit-field.tsx';
import { say } from '../wording/wording.ts';
import { sentenceOf } from './field-sentence.ts';

const FIELDS = ['day', 'shift', 'unit', 'persons', 'qualified'];
const A_COUNT = /^\d{1,3}$/;

export function RosterForm(props: {
  draft: Partial<RosterRow> & Pick<RosterRow, 'day'>;
  /** Newest first. */
  plans: readonly ShiftPlan[];
  onDone: () => void;
}) {
  const { draft, plans } = props;
  const block = useCommandBlock();
  const sending = useSending(FIELDS);
  const [day, setDay] = useState(draft.day);
  const [shift, setShift] = useState<string | null>(draft.shift ?? null);
  const [unit, setUnit] = useState<string | null>(draft.unit ?? null);
  const [persons, setPersons] = useState(draft.persons?.toString() ?? '');
  const [qualified, setQualified] = useState(draft.qualified?.toString() ?? '');
  const [isChecked, setChecked] = useState(false);
  const plan = planOn(day, plans);
  const about = (field: string) => sentenceOf(sending.about(field));
  const noCount = (value: string) => (isChecked && !A_COUNT.test(value) ? say('roster.count.wrong') : undefined);
  const isComplete = day !== '' && shift !== null && unit !== null && A_COUNT.test(persons) && A_COUNT.test(qualified);

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (!isComplete || block) return;
    const body = { day, shift, unit, persons: Number(persons), qualified: Number(qualified) };
    if (!(await sending.send('/api/v1/roster', rosterChanged, { method: 'PUT', body }))) return;
    tell(say('roster.saved'));
    props.onDone();
  };

  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void save(submitted)}>
      <UnitField
        label={say('admin.section.units')}
        value={unit}
        onChange={setUnit}
        error={isChecked && unit === null ? say('form.choose', { field: say('admin.section.units') }) : about('unit')}
      />
      <DayField
        label={say('roster.day')}
        value={day}
        onChange={setDay}
        error={isChecked && day === '' ? say('form.missing', { field: say('roster.day') }) : about('day')}
      />
      <Select
        label={say('shift')}
        options={(plan?.shifts ?? []).map(({ id, name }) => ({ id, name }))}
        value={shift}
        onChange={setShift}
        help={plan ? '' : say('roster.no-plan')}
        error={isChecked && shift === null ? say('form.choose', { field: say('shift') }) : about('shift')}
      />
      <TextField
        label={say('roster.persons')}
        help={say('roster.persons.help')}
        value={persons}
        onChange={setPersons}
        inputMode="numeric"
        error={noCount(persons) ?? about('persons')}
      />
      <TextField
        label={say('roster.qualified')}
        value={qualified}
        onChange={setQualified}
        inputMode="numeric"
        error={noCount(qualified) ?? about('qualified')}
      />
      <FormFoot
        problem={sending.problem?.field === null ? sentenceOf(sending.problem.sentence) : null}
        submit={say('desk.save')}
        whyNot={block}
        isPending={sending.isBusy}
        onCancel={props.onDone}
      />
    </form>
  );
}

/** The newest version whose day has come holds ([P-42]); an empty one says "not set". */
function planOn(day: string, plans: readonly ShiftPlan[]): ShiftPlan | null {
  const sorted = [...plans].sort((a, b) => a.validFrom.localeCompare(b.validFrom) || a.version - b.version);
  const plan = sorted.findLast(({ validFrom }) => validFrom <= day);
  return plan && plan.shifts.length > 0 ? plan : null;
}

/**
 * A new version of the shift plan. In: the plan in force, where a new version begins from. Out: the filing; the old version stays. One
 * shift at a time is written below the others; the id of a shift stays, because rosters name it.
 */
import { type SubmitEvent, useState } from 'react';
import { type Shift, type ShiftPlan, shiftPlanFiled } from '../../server/contract/shift.ts';
import { toLocalTime } from '../clock/local-time.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { DayField } from '../design/desk/date-time-field.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { sentenceOf } from './field-sentence.ts';
import { freeId } from './shift-draft.ts';
import { ShiftForm } from './shift-form.tsx';
import { ShiftList } from './shift-plan-page.tsx';

const FIELDS = ['source', 'validFrom'];
const MOST_SOURCE = 120;
const MOST_SHIFTS = 24;

export function PlanForm(props: { before: ShiftPlan | null; versions: readonly ShiftPlan[]; onDone: () => void }) {
  const { before, versions, onDone } = props;
  const { timeZone } = useProfile();
  const today = toLocalTime(useServerNow(), timeZone).slice(0, 10);
  const block = useCommandBlock();
  const sending = useSending(FIELDS);
  const [source, setSource] = useState('');
  const [validFrom, setValidFrom] = useState(today);
  const [shifts, setShifts] = useState<readonly Shift[]>(before?.shifts ?? []);
  /** Null = none is being written; its `shift` null = a new one. */
  const [written, setWritten] = useState<{ shift: Shift | null } | null>(null);
  const [isChecked, setChecked] = useState(false);
  const noSource = isChecked && source.trim() === '' ? say('form.missing', { field: say('plan.source') }) : undefined;
  const noDay = isChecked && validFrom < today ? say('plan.valid-from.early') : undefined;

  const file = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (source.trim() === '' || validFrom < today || block) return;
    const body = { source: source.trim(), validFrom, shifts };
    const filed = await sending.send('/api/v1/shift-plan', shiftPlanFiled, { method: 'PUT', body });
    if (!filed) return;
    const { version: n, rowsWithoutShift: rows } = filed.value;
    tell(rows > 0 ? say('plan.filed.left', { n, rows }) : say('plan.filed', { n }));
    onDone();
  };
  const keep = (shift: Shift) => {
    const isKnown = shifts.some(({ id }) => id === shift.id);
    setShifts(isKnown ? shifts.map(one => (one.id === shift.id ? shift : one)) : [...shifts, shift]);
    setWritten(null);
  };

  if (written)
    return (
      <ShiftForm
        key={written.shift?.id ?? ''}
        shift={written.shift}
        newId={freeId(new Set([...versions.flatMap(plan => plan.shifts), ...shifts].map(({ id }) => id)))}
        others={shifts.filter(one => one !== written.shift)}
        onKept={keep}
        onCancel={() => setWritten(null)}
      />
    );
  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void file(submitted)}>
      <TextField
        label={say('plan.source')}
        help={say('plan.source.help')}
        value={source}
        onChange={setSource}
        maxLength={MOST_SOURCE}
        error={noSource ?? sentenceOf(sending.about('source'))}
      />
      <DayField
        label={say('plan.valid-from')}
        value={validFrom}
        onChange={setValidFrom}
        error={noDay ?? sentenceOf(sending.about('validFrom'))}
      />
      <ShiftList
        shifts={shifts}
        actions={shift => (
          <div className="desk-actions">
            <Button small label={say('shift.edit-one', { shift: shift.name })} onPress={() => setWritten({ shift })}>
              {say('shift.edit')}
            </Button>
            <Button
              small
              kind="danger"
              label={say('shift.remove-one', { shift: shift.name })}
              onPress={() => setShifts(shifts.filter(one => one !== shift))}
            >
              {say('shift.remove')}
            </Button>
          </div>
        )}
      />
      <div role="alert">
        {sending.problem?.field === null && <Notice urgent>{sentenceOf(sending.problem.sentence)}</Notice>}
      </div>
      {shifts.length === 0 && <p className="desk-help">{say('plan.file.empty')}</p>}
      <div className="desk-actions">
        <Button kind="primary" type="submit" whyNot={block} isPending={sending.isBusy}>
          {say('plan.file')}
        </Button>
        {shifts.length < MOST_SHIFTS && <Button onPress={() => setWritten({ shift: null })}>{say('shift.add')}</Button>}
        <Button kind="plain" onPress={onDone}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}

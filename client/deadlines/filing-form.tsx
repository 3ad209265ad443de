/** 备案: a department files a limit of its own. In: what is typed. Out: the row, after the server has taken it. */
import { use, useState } from 'react';
import { grade as gradeSchema } from '../../server/contract/incident.ts';
import {
  type LimitFiling,
  type LimitStep,
  limitAnchor,
  limitRow,
  limitStep,
  limitUnit,
} from '../../server/contract/incident-limit.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { askServer } from '../connection/ask-server.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { organOptions } from '../incident/organ-options.ts';
import { useNegativeList } from '../negative-list/use-negative-list.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

type Unit = LimitFiling['unit'];
const UNITS = limitUnit.exclude(['date']).options;
const ANY = 'any';

export function FilingForm({ onDone }: { onDone: () => void }) {
  const profile = useProfile();
  const clock = use(ServerClockContext);
  const list = useNegativeList();
  const isLive = useWall(state => state.link.name === 'live');
  const ownOrgan = useWall(state => state.viewer?.scope.organ ?? null);
  const [step, setStep] = useState<LimitStep>('handle');
  const [grade, setGrade] = useState<string>(ANY);
  const [category, setCategory] = useState<string | null>(null);
  const [organ, setOrgan] = useState<string | null>(ownOrgan);
  const [unit, setUnit] = useState<Unit>('working-days');
  const [amount, setAmount] = useState('');
  const [target, setTarget] = useState('');
  const [anchor, setAnchor] = useState<LimitFiling['anchor']>('accepted');
  const [filingNumber, setFilingNumber] = useState('');
  const [source, setSource] = useState('');
  const [validFrom, setValidFrom] = useState<number | null>(() => clock.serverNow());
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const hasAmount = unit !== 'same-day';
  const isAmount = !hasAmount || Number(amount) > 0;
  const missing = !isAmount
    ? say('limits.amount')
    : source.trim() === ''
      ? say('limits.source')
      : validFrom === null
        ? say('limits.valid-from')
        : null;
  const whyNot = !isLive ? say('command.link-lost') : missing === null ? null : say('form.missing', { field: missing });

  const file = async () => {
    if (isBusy || validFrom === null) return;
    setBusy(true);
    const filing: LimitFiling = {
      step,
      grade: gradeSchema.safeParse(grade).data ?? null,
      category,
      organ,
      channel: null,
      unit,
      amount: hasAmount ? Number(amount) : null,
      target: hasAmount && target.trim() !== '' ? Number(target) : null,
      anchor,
      filingNumber: filingNumber.trim() || null,
      source: source.trim(),
      validFrom: Math.round(validFrom),
    };
    const answer = await askServer('/api/v1/time-limits', limitRow, { method: 'POST', body: filing });
    setBusy(false);
    if (answer.name === 'answered') {
      tell(say('limits.filed'));
      onDone();
    } else setProblem(answer.name === 'refused' ? answer.refusal.message : say('form.unanswered'));
  };

  const { grades, organs } = profile.geodata.profile;
  return (
    <div className="desk-form">
      <Select
        label={say('limits.step')}
        options={limitStep.options.map(id => ({ id, name: say(`limit.step.${id}`) }))}
        value={step}
        onChange={setStep}
      />
      <Select
        label={say('limits.grade')}
        options={[{ id: ANY, name: say('limits.any') }, ...grades]}
        value={grade}
        onChange={setGrade}
      />
      <ComboBox
        label={say('intake.category')}
        note={say('desk.optional')}
        options={(list?.list.items ?? []).map(item => ({ id: item.id as string, name: item.name }))}
        value={category}
        onChange={setCategory}
      />
      <ComboBox
        label={say('organs.organ')}
        note={say('desk.optional')}
        options={organOptions(organs)}
        value={organ as never}
        onChange={setOrgan}
        isDisabled={ownOrgan !== null}
      />
      <Select
        label={say('limits.unit')}
        options={UNITS.map(id => ({ id, name: say(`limits.unit.${id}`) }))}
        value={unit}
        onChange={setUnit}
      />
      {hasAmount && (
        <>
          <TextField
            label={say('limits.amount')}
            value={amount}
            onChange={setAmount}
            type="number"
            inputMode="decimal"
          />
          <TextField
            label={say('limits.target-amount')}
            note={say('desk.optional')}
            value={target}
            onChange={setTarget}
            type="number"
            inputMode="decimal"
          />
        </>
      )}
      <Select
        label={say('limits.anchor')}
        options={limitAnchor.options.map(id => ({ id, name: say(`limit.anchor.${id}`) }))}
        value={anchor}
        onChange={setAnchor}
      />
      <TextField
        label={say('limits.filing')}
        note={say('limits.filing.note')}
        value={filingNumber}
        onChange={setFilingNumber}
        maxLength={60}
      />
      <TextField label={say('limits.source')} value={source} onChange={setSource} maxLength={120} />
      <DateTimeField
        label={say('limits.valid-from')}
        value={validFrom}
        onChange={setValidFrom}
        timeZone={profile.timeZone}
      />
      <div role="alert">{problem && <Notice urgent>{problem}</Notice>}</div>
      <div className="desk-actions">
        <Button kind="primary" whyNot={whyNot} isPending={isBusy} onPress={() => void file()}>
          {say('limits.file')}
        </Button>
      </div>
    </div>
  );
}

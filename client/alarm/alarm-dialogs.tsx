/** Shelving and clearing ask for a reason. In: the alarm. Out: the decision; the dialog stays open until it was taken. */
import { type FormEvent, useState } from 'react';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { TextArea } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';
import type { AnswerResult, Decision } from './answer-alarm.ts';
import './alarm-desk.css';

const MINUTES = [5, 10, 15] as const;
const LONGEST_REASON = 200;

export function AlarmDialog(props: {
  name: 'shelve' | 'clear';
  /** What it is about, for the heading. */
  alarm: string;
  whyNot: string | null;
  onDecide: (decision: Decision) => Promise<AnswerResult>;
  onClose: () => void;
}) {
  const { name, alarm, whyNot, onDecide, onClose } = props;
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>(5);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const said = reason.trim();

  const decide = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (said === '' || isPending) return;
    setPending(true);
    const result = await onDecide(name === 'shelve' ? { name, minutes, reason: said } : { name, reason: said });
    setPending(false);
    if (result.name === 'done') onClose();
    else setProblem(result.problem);
  };

  return (
    <Dialog title={say(`alarms.${name}.title`)} isOpen onClose={onClose}>
      <form className="desk-form" onSubmit={event => void decide(event)} data-unsaved={said !== '' || undefined}>
        <p>{alarm}</p>
        {name === 'shelve' && (
          <div className="desk-field">
            <SegmentedFilter
              label={say('alarms.minutes')}
              segments={MINUTES.map(n => ({ id: String(n), name: say('alarms.minutes.n', { n }) }))}
              value={String(minutes)}
              onChange={id => setMinutes(MINUTES.find(n => String(n) === id) ?? 5)}
            />
            <p className="desk-help">{say('alarms.shelve.help')}</p>
          </div>
        )}
        <TextArea
          label={say('alarms.reason')}
          value={reason}
          onChange={setReason}
          maxLength={LONGEST_REASON}
          error={isTried && said === '' ? say('alarms.reason-missing') : null}
          autoFocus
        />
        {problem && <Notice role="alert">{problem}</Notice>}
        <div className="desk-actions">
          <Button kind="primary" type="submit" isPending={isPending} whyNot={whyNot}>
            {say(`alarms.${name}`)}
          </Button>
          <Button onPress={onClose}>{say('desk.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

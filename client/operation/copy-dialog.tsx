/** 复制: the plan of an operation again, with every time moved to a new start ([O-19]). In: the earlier one. Out: the number of the new draft. */
import { type SubmitEvent, useState } from 'react';
import { type OperationRecord, operationRecord } from '../../server/contract/operation.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { nextStart } from './next-start.ts';

export function CopyDialog(props: {
  source: Pick<OperationRecord, 'id' | 'title' | 'startsAt'>;
  onClose: () => void;
  onCopied: (id: string) => void;
}) {
  const { source, onClose, onCopied } = props;
  const { timeZone } = useProfile();
  const now = useServerNow();
  const block = useCommandBlock();
  const sending = useSending(['startsAt', 'title']);
  const [startsAt, setStartsAt] = useState<number | null>(() => nextStart(source.startsAt, now));
  const [title, setTitle] = useState(source.title);

  const copy = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (startsAt === null) return;
    const body = { startsAt, ...(title.trim() !== '' && { title: title.trim() }) };
    const path = `/api/v1/operations/${encodeURIComponent(source.id)}/copy`;
    const made = await sending.send(path, operationRecord, { method: 'POST', body });
    if (!made) return;
    tell(say('plan.created', { id: made.value.id }));
    onCopied(made.value.id);
  };
  return (
    <Dialog title={say('plan.copy.title')} isOpen onClose={onClose}>
      <form className="desk-form" noValidate onSubmit={submitted => void copy(submitted)}>
        <p className="desk-help">{say('plan.copy.what', { title: source.title })}</p>
        <TextField
          label={say('plan.title')}
          maxLength={60}
          value={title}
          error={sending.about('title')}
          onChange={setTitle}
        />
        <DateTimeField
          label={say('plan.starts-at')}
          value={startsAt}
          timeZone={timeZone}
          error={
            sending.about('startsAt') ??
            (startsAt === null ? say('form.missing', { field: say('plan.starts-at') }) : null)
          }
          onChange={setStartsAt}
        />
        <FormFoot
          problem={sending.problem?.field === null ? sending.problem.sentence : null}
          submit={say('plan.copy')}
          whyNot={block}
          isPending={sending.isBusy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

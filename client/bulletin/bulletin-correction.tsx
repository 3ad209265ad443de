/** Drafts a later version of a signed bulletin, with the reason. In: the signed one. Out: the id of the new draft. */
import { type SubmitEvent, useState } from 'react';
import { type Bulletin, bulletin as bulletinShape } from '../../server/contract/bulletin.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { TextArea } from '../design/desk/text-field.tsx';
import { say } from '../wording/wording.ts';

const FIELDS = ['correction'];

export function BulletinCorrection(props: { bulletin: Bulletin; onMade: (id: string) => void; onClose: () => void }) {
  const { bulletin, onMade, onClose } = props;
  const [correction, setCorrection] = useState('');
  const [isChecked, setChecked] = useState(false);
  const sending = useSending(FIELDS);
  const block = useCommandBlock();
  const isMissing = correction.trim() === '';
  const submit = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (isMissing || block) return;
    const body = { month: bulletin.month, replaces: bulletin.id, correction: correction.trim() };
    const made = await sending.send('/api/v1/bulletins', bulletinShape, { method: 'POST', body });
    if (!made) return;
    tell(say('bulletin.drafted', { id: made.value.id }));
    onClose();
    onMade(made.value.id);
  };
  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void submit(submitted)}>
      <p className="desk-help">{say('bulletin.correct.help')}</p>
      <TextArea
        label={say('bulletin.correction')}
        value={correction}
        onChange={setCorrection}
        maxLength={200}
        isRequired
        autoFocus
        error={
          sending.about('correction') ??
          (isChecked && isMissing ? say('form.missing', { field: say('bulletin.correction') }) : null)
        }
      />
      <FormFoot
        problem={sending.problem?.field === null ? sending.problem.sentence : null}
        submit={say('bulletin.correct')}
        whyNot={block}
        isPending={sending.isBusy}
        onCancel={onClose}
      />
    </form>
  );
}

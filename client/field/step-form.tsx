/** 进展 and 办结: some words and photos. Kept first, sent as soon as there is a network. */
import { useState } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import { say } from '../wording/wording.ts';
import { FieldForm } from './field-form.tsx';
import { PhotosField } from './photos-field.tsx';
import type { Field } from './use-field.ts';

export function StepForm(props: {
  field: Field;
  incident: IncidentId;
  event: 'report-progress' | 'report-done';
  onClose: (told: string | null) => void;
}) {
  const { field, incident, event, onClose } = props;
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  async function send() {
    if (!text.trim()) return setProblem(say('form.missing', { field: say('event-field.result') }));
    const full = await field.take({ kind: 'step', incident, event, text: text.trim(), evidence: [], photos });
    if (full) setProblem(full);
    else onClose(say('field.kept'));
  }
  return (
    <FieldForm
      title={say(`event.${event}`)}
      problem={problem}
      onSend={() => void send()}
      onCancel={() => onClose(null)}
    >
      <label>
        {say('event-field.result')}
        <textarea rows={4} maxLength={450} value={text} onChange={typed => setText(typed.target.value)} />
      </label>
      <PhotosField photos={photos} onChange={setPhotos} />
    </FieldForm>
  );
}

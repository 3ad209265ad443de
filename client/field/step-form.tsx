/** 进展 and 办结: some words and photos. Kept first, sent as soon as there is a network. */
import { useState } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import { say } from '../wording/wording.ts';
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
    <section className="field-form" aria-label={say(`event.${event}`)}>
      <h2>{say(`event.${event}`)}</h2>
      <label>
        {say('event-field.result')}
        <textarea rows={4} maxLength={450} value={text} onChange={typed => setText(typed.target.value)} />
      </label>
      <PhotosField photos={photos} onChange={setPhotos} />
      <p role="alert" className="field-problem">
        {problem}
      </p>
      <div className="field-steps">
        <button type="button" className="field-primary" onClick={() => void send()}>
          {say('form.send')}
        </button>
        <button type="button" onClick={() => onClose(null)}>
          {say('desk.cancel')}
        </button>
      </div>
    </section>
  );
}

/** The forms of an operation on the phone: why a stop is left out, and photos from after. Kept first, sent as soon as there is a network. */
import { useState } from 'react';
import type { FieldOperation } from '../../server/contract/field.ts';
import { say } from '../wording/wording.ts';
import { FieldForm } from './field-form.tsx';
import { PhotosField } from './photos-field.tsx';
import type { Field } from './use-field.ts';

interface FormProps {
  field: Field;
  operation: FieldOperation;
  onClose: (told: string | null) => void;
}

export function SkipForm({ field, operation, stop, onClose }: FormProps & { stop: string }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const name = operation.squad.stops.find(({ id }) => id === stop)?.name ?? '';
  async function send() {
    if (!reason.trim()) return setProblem(say('form.missing', { field: say('field.op.reason') }));
    const step = { event: 'skip-stop', stop, reason: reason.trim() } as const;
    const full = await field.take({ kind: 'operation', operation: operation.id, step, evidence: [], photos: [] });
    if (full) setProblem(full);
    else onClose(say('field.kept'));
  }
  return (
    <FieldForm
      title={`${say('field.op.skip-stop')} ${name}`}
      problem={problem}
      onSend={() => void send()}
      onCancel={() => onClose(null)}
    >
      <label>
        {say('field.op.reason')}
        <textarea rows={3} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />
      </label>
    </FieldForm>
  );
}

export function AfterForm({ field, operation, finding, text, onClose }: FormProps & { finding: string; text: string }) {
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  async function send() {
    if (photos.length === 0) return setProblem(say('form.missing', { field: say('field.op.photos-after') }));
    const step = { event: 'add-after-photos', finding } as const;
    const full = await field.take({ kind: 'operation', operation: operation.id, step, evidence: [], photos });
    if (full) setProblem(full);
    else onClose(say('field.kept'));
  }
  return (
    <FieldForm
      title={say('field.op.add-after-photos')}
      problem={problem}
      onSend={() => void send()}
      onCancel={() => onClose(null)}
    >
      <p>{text}</p>
      <PhotosField photos={photos} onChange={setPhotos} />
    </FieldForm>
  );
}

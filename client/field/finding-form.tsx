/**
 * 登记发现: what was found, where the phone is (else at the stop), what was done about it and until when, photos from before and after.
 * Photos from after are a thing of their own: the server takes them for a finding that it has.
 */
import { useState } from 'react';
import type { FieldOperation } from '../../server/contract/field.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { newUuid } from '../connection/new-uuid.ts';
import { distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { CategoryField } from './category-field.tsx';
import { FieldForm } from './field-form.tsx';
import { PhotosField } from './photos-field.tsx';
import type { Field } from './use-field.ts';

const DAY_MS = 86_400_000;
const MEASURES = [
  'field.op.measure.teach',
  'field.op.measure.at-once',
  'field.op.measure.term',
  'field.op.measure.case',
] as const;
const TERMS_DAYS = [1, 3, 7, 15] as const;

export function FindingForm(props: {
  field: Field;
  operation: FieldOperation;
  /** Where the squad is; null = between stops. */
  stop: string | null;
  categories: readonly NegativeListItem[];
  onClose: (told: string | null) => void;
}) {
  const { field, operation, categories, onClose } = props;
  const [stop, setStop] = useState(props.stop ?? '');
  const [category, setCategory] = useState<NegativeListItem | null>(null);
  const [text, setText] = useState('');
  const [party, setParty] = useState('');
  const [measure, setMeasure] = useState('');
  const [days, setDays] = useState(0);
  const [before, setBefore] = useState<Blob[]>([]);
  const [after, setAfter] = useState<Blob[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const at = operation.squad.stops.find(({ id }) => id === stop);
  const own = field.ownFix ?? field.state?.fix ?? null;
  const place = own ?? at ?? null;

  async function send() {
    if (!text.trim()) return setProblem(say('form.missing', { field: say('event-field.result') }));
    if (!place) return setProblem(say('field.op.no-place'));
    const finding = newUuid();
    const step = {
      ...{ event: 'add-finding' as const, finding, lon: place.lon, lat: place.lat, text: text.trim() },
      ...(stop && { stop }),
      ...(category && { category: category.id }),
      ...(party.trim() && { party: party.trim() }),
      ...(measure && { measure }),
      ...(days > 0 && { deadline: Math.round(field.now) + days * DAY_MS }),
    };
    const thing = { kind: 'operation', operation: operation.id, evidence: [] } as const;
    const full =
      (await field.take({ ...thing, step, photos: before })) ??
      (after.length > 0
        ? await field.take({ ...thing, step: { event: 'add-after-photos', finding }, photos: after })
        : null);
    if (full) setProblem(full);
    else onClose(say('field.kept'));
  }

  return (
    <FieldForm
      title={say('field.op.add-finding')}
      problem={problem}
      onSend={() => void send()}
      onCancel={() => onClose(null)}
    >
      <label>
        {say('field.op.stop')}
        <select value={stop} onChange={event => setStop(event.target.value)}>
          <option value="">{say('field.op.stop.none')}</option>
          {operation.squad.stops.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p>{placeSentence()}</p>
      <CategoryField items={categories} value={category} onChange={setCategory} />
      <label>
        {say('event-field.result')}
        <textarea rows={3} maxLength={500} value={text} onChange={event => setText(event.target.value)} />
      </label>
      <label>
        {say('field.op.party')}
        <input maxLength={60} value={party} onChange={event => setParty(event.target.value)} />
      </label>
      <label>
        {say('field.op.measure')}
        <select value={measure} onChange={event => setMeasure(event.target.value)}>
          <option value="">{say('field.op.measure.none')}</option>
          {MEASURES.map(key => (
            <option key={key} value={say(key)}>
              {say(key)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('field.op.deadline')}
        <select value={days} onChange={event => setDays(Number(event.target.value))}>
          <option value={0}>{say('field.op.deadline.none')}</option>
          {TERMS_DAYS.map(n => (
            <option key={n} value={n}>
              {say('field.op.deadline.days', { n })}
            </option>
          ))}
        </select>
      </label>
      <PhotosField label={say('field.op.photos-before')} photos={before} onChange={setBefore} />
      <PhotosField label={say('field.op.photos-after')} photos={after} onChange={setAfter} />
    </FieldForm>
  );

  function placeSentence(): string {
    if (field.ownFix) return say('field.op.place.phone', { distance: distanceText(field.ownFix.accuracyM) });
    if (own) return say('field.op.place.known');
    return at ? say('field.op.place.stop', { stop: at.name }) : say('field.op.no-place');
  }
}

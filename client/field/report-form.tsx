/** 上报事件: what, where (the own position, or a place by its name), a photo. The category may be left to the desk. */
import { useState } from 'react';
import { z } from 'zod';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { type PlaceFound, placeFound } from '../../server/contract/place-found.ts';
import { askServer } from '../connection/ask-server.ts';
import { say } from '../wording/wording.ts';
import { CategoryField } from './category-field.tsx';
import { FieldForm } from './field-form.tsx';
import { FoundList } from './found-list.tsx';
import { PhotosField } from './photos-field.tsx';
import type { Field } from './use-field.ts';

export function ReportForm(props: {
  field: Field;
  categories: readonly NegativeListItem[];
  onClose: (told: string | null) => void;
}) {
  const { field, categories, onClose } = props;
  const [category, setCategory] = useState<NegativeListItem | null>(null);
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [place, setPlace] = useState<PlaceFound | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const channel = field.state?.channel ?? null;
  const own = field.ownFix ?? field.state?.fix ?? null;

  async function send() {
    const at = place ?? own;
    if (!text.trim()) return setProblem(say('form.missing', { field: say('event-field.result') }));
    if (!at) return setProblem(say('field.report.no-place'));
    if (channel === null) return setProblem(say('field.report.no-channel'));
    const intake = {
      ...{ channel, text: text.trim(), lon: at.lon, lat: at.lat, happenedAt: Math.round(field.now) - 1000 },
      ...(category && { category: category.id }),
      ...(place?.community && { community: place.community }),
      ...(place && { address: place.name }),
    };
    const full = await field.take({ kind: 'report', intake, incident: null, photos });
    if (full) setProblem(full);
    else onClose(say('field.kept'));
  }

  return (
    <FieldForm title={say('field.report')} problem={problem} onSend={() => void send()} onCancel={() => onClose(null)}>
      <CategoryField items={categories} value={category} onChange={setCategory} />
      <label>
        {say('event-field.result')}
        <textarea rows={3} maxLength={500} value={text} onChange={event => setText(event.target.value)} />
      </label>
      <PlaceField place={place} hasOwn={own !== null} onPick={setPlace} />
      <PhotosField photos={photos} onChange={setPhotos} />
    </FieldForm>
  );
}

function PlaceField(props: { place: PlaceFound | null; hasOwn: boolean; onPick: (place: PlaceFound | null) => void }) {
  const { place, hasOwn, onPick } = props;
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly PlaceFound[]>([]);

  async function search(text: string) {
    setTyped(text);
    onPick(null);
    if (!text.trim()) return setFound([]);
    const answer = await askServer('/api/v1/places', z.array(placeFound), { query: { q: text.trim(), limit: 5 } });
    setFound(answer.name === 'answered' ? answer.value : []);
  }
  return (
    <>
      <label>
        {say(hasOwn ? 'field.report.place-or-own' : 'field.report.place')}
        <input value={place?.name ?? typed} onChange={event => void search(event.target.value)} />
      </label>
      <FoundList
        found={place === null && typed ? found : []}
        rowKey={one => `${one.kind} ${one.name} ${one.detail}`}
        name={one => `${one.name} ${one.detail}`}
        onPick={onPick}
      />
    </>
  );
}

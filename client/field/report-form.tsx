/** 上报事件: what, where (the own position, or a place by its name), a photo. The category may be left to the desk. */
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { type NegativeList, negativeList } from '../../server/contract/negative-list.ts';
import { type PlaceFound, placeFound } from '../../server/contract/place-found.ts';
import { askServer } from '../connection/ask-server.ts';
import { findCategories } from '../intake/category-search.ts';
import { say } from '../wording/wording.ts';
import { PhotosField } from './photos-field.tsx';
import type { Field } from './use-field.ts';

type Item = NegativeList['items'][number];

export function ReportForm({ field, onClose }: { field: Field; onClose: (told: string | null) => void }) {
  const [items, setItems] = useState<readonly Item[]>([]);
  const [typed, setTyped] = useState('');
  const [category, setCategory] = useState<Item | null>(null);
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [place, setPlace] = useState<PlaceFound | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const channel = field.state?.channel ?? null;
  const own = field.ownFix ?? field.state?.fix ?? null;

  useEffect(() => {
    void askServer('/api/v1/negative-list', negativeList).then(answer => {
      if (answer.name === 'answered') setItems(answer.value.items);
    });
  }, []);

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
    <section className="field-form" aria-label={say('field.report')}>
      <h2>{say('field.report')}</h2>
      <label>
        {say('event-field.category')}
        <input
          value={category?.name ?? typed}
          onChange={event => {
            setCategory(null);
            setTyped(event.target.value);
          }}
        />
      </label>
      {!category && typed && (
        <ul className="field-found">
          {findCategories(items, typed, null).map(item => (
            <li key={item.id}>
              <button type="button" onClick={() => setCategory(item)}>
                {item.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <label>
        {say('event-field.result')}
        <textarea rows={3} maxLength={500} value={text} onChange={event => setText(event.target.value)} />
      </label>
      <PlaceField place={place} hasOwn={own !== null} onPick={setPlace} />
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
      {!place && typed && (
        <ul className="field-found">
          {found.map(one => (
            <li key={`${one.kind} ${one.name} ${one.detail}`}>
              <button type="button" onClick={() => onPick(one)}>
                {one.name} {one.detail}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

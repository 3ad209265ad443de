/** Photos as small pictures; one press shows them large, the next and the one before go on. In: address and words of each. */
import { useState } from 'react';
import { say } from '../../wording/wording.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import './photo-strip.css';

export interface StripPhoto {
  id: string;
  address: string;
  /** What it is, from whom or when. */
  words: string;
}

export function PhotoStrip({ title, photos }: { title: string; photos: readonly StripPhoto[] }) {
  const [at, setAt] = useState<number | null>(null);
  const large = at === null ? undefined : photos[at];
  const step = (by: number) => setAt(i => (i === null ? null : (i + by + photos.length) % photos.length));
  return (
    <>
      <ul className="photos">
        {photos.map(({ id, address, words }, i) => (
          <li key={id}>
            <button type="button" onClick={() => setAt(i)}>
              <img src={address} alt={words} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      <Dialog
        title={large ? large.words : title}
        isOpen={large !== undefined}
        onClose={() => setAt(null)}
        wide
        closesOutside
      >
        {large && <img className="photo-large" src={large.address} alt={large.words} />}
        {photos.length > 1 && (
          <div className="desk-actions">
            <Button onPress={() => step(-1)}>{say('photo.previous')}</Button>
            <Button onPress={() => step(1)}>{say('photo.next')}</Button>
          </div>
        )}
      </Dialog>
    </>
  );
}

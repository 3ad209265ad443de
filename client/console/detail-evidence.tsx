/** Photos as small pictures; one press shows them large, arrows go on to the next. */
import { useState } from 'react';
import type { Evidence } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

const address = ({ id }: Evidence) => `/api/v1/evidence/${id}`;

export function DetailEvidence({ evidence }: { evidence: readonly Evidence[] }) {
  const { timeZone } = useProfile();
  const now = useServerNow();
  const [at, setAt] = useState<number | null>(null);
  const large = at === null ? undefined : evidence[at];
  if (evidence.length === 0) return null;
  const words = (photo: Evidence) => say('photo.of', { by: photo.by, time: timeOrDate(photo.at, now, timeZone) });
  const step = (by: number) => setAt(i => (i === null ? null : (i + by + evidence.length) % evidence.length));
  return (
    <DetailSection title={say('detail.photos')} note={String(evidence.length)}>
      <ul className="photos">
        {evidence.map((photo, i) => (
          <li key={photo.id}>
            <button type="button" onClick={() => setAt(i)}>
              <img src={address(photo)} alt={words(photo)} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      <Dialog
        title={large ? words(large) : say('detail.photos')}
        isOpen={large !== undefined}
        onClose={() => setAt(null)}
        wide
        closesOutside
      >
        {large && <img className="photo-large" src={address(large)} alt={words(large)} />}
        {evidence.length > 1 && (
          <div className="desk-actions">
            <Button onPress={() => step(-1)}>{say('photo.previous')}</Button>
            <Button onPress={() => step(1)}>{say('photo.next')}</Button>
          </div>
        )}
      </Dialog>
    </DetailSection>
  );
}

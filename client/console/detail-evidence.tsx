/** Photos of an incident, each with who sent it and when. */
import type { Evidence } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { PhotoStrip } from '../design/desk/photo-strip.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

export function DetailEvidence({ evidence }: { evidence: readonly Evidence[] }) {
  const { timeZone } = useProfile();
  const now = useServerNow();
  if (evidence.length === 0) return null;
  return (
    <DetailSection title={say('detail.photos')} note={String(evidence.length)}>
      <PhotoStrip
        title={say('detail.photos')}
        photos={evidence.map(({ id, by, at }) => ({
          ...{ id, address: `/api/v1/evidence/${id}` },
          words: say('photo.of', { by, time: timeOrDate(at, now, timeZone) }),
        }))}
      />
    </DetailSection>
  );
}

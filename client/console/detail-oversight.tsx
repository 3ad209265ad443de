/** 督办 that still stands, and 倒查 findings. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

export function DetailOversight({ record }: { record: IncidentRecord }) {
  const profile = useProfile();
  const now = useServerNow();
  const time = (at: number) => timeOrDate(at, now, profile.timeZone);
  if (record.supervisions.length === 0 && record.accountability.length === 0) return null;
  return (
    <DetailSection title={say('detail.oversight')}>
      <ul className="plain-lines">
        {record.supervisions.map(({ organ, until, reason, by, at, liftedAt }) => (
          <li key={`${at}${organ}`}>
            {say('oversight.supervised', { by, organ: profile.organ(organ), time: time(until) })}
            {liftedAt !== null && ` · ${say('oversight.lifted', { time: time(liftedAt) })}`}
            <small>{reason}</small>
          </li>
        ))}
        {record.accountability.map(({ finding, organ, text, at }) => (
          <li key={`${at}${finding}`}>
            {profile.organ(organ)} · {say(`finding.${finding}`)}
            <small>{text}</small>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

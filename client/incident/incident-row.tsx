/** One incident in a desk's list: level, what and where on the left, the clock and the state on the right. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { clockFace } from './incident-clock.ts';
import { LevelIcon } from './level-icon.tsx';
import { clockText } from './limit-text.ts';
import './incident-row.css';

export function IncidentRow({ record, now }: { record: IncidentRecord; now: number }) {
  const profile = useProfile();
  const face = clockFace(record, now);
  const isClosed = record.closedAt !== null;
  return (
    <div className="incident-row">
      <LevelIcon level={record.level} size="22px" />
      <div className="incident-row-words">
        <b>{profile.category(record.category)}</b>
        <span>{profile.place(record)}</span>
      </div>
      <div className="incident-row-aside">
        {!isClosed && (
          <b className={face.name === 'running' ? `limit-${face.tone}` : 'limit-none'}>{clockText(face)}</b>
        )}
        <span>{say(`incident.state.${record.state}`)}</span>
      </div>
    </div>
  );
}

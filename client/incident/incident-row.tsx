/** One incident in a desk's list: level, what and where on the left, the clock (or when it ended) and the state on the right. */
import { type IncidentRecord, isOpen } from '../../server/contract/incident.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { clockFace } from './incident-clock.ts';
import { LevelIcon } from './level-icon.tsx';
import { clockText } from './limit-text.ts';
import './incident-row.css';

export function IncidentRow({ record, now }: { record: IncidentRecord; now: number }) {
  const profile = useProfile();
  const face = clockFace(record, now);
  return (
    <div className="incident-row">
      <LevelIcon level={record.level} size="22px" />
      <div className="incident-row-words">
        <b>{profile.category(record.category)}</b>
        <span>{profile.place(record)}</span>
      </div>
      <div className="incident-row-aside">
        <b className={face.name === 'running' ? `limit-${face.tone}` : 'limit-none'}>
          {isOpen(record.state)
            ? clockText(face)
            : timeOrDate(record.closedAt ?? record.stateSince, now, profile.timeZone)}
        </b>
        <span>{say(`incident.state.${record.state}`)}</span>
      </div>
    </div>
  );
}

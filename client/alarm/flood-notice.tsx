/** Above the desk's list while alarms come in a flood: how many, and about what. The list below keeps every single one. */
import { Notice } from '../design/desk/notice.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { floodGroups } from './flood-groups.ts';

export function FloodNotice() {
  const figures = useWall(state => state.figures?.alarms);
  const unanswered = useWall(state => state.alarms.unanswered);
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const profile = useProfile();
  if (!figures?.flood) return null;
  const { groups, others } = floodGroups(unanswered, { incidents, units, operations }, profile);
  return (
    <Notice urgent role="status">
      <b>{say('alarm.flood', { n: figures.inTenMinutes })}</b>
      <span className="alarm-flood-groups">
        {groups.map(({ place, what, count }) => `${say('alarm.flood.group', { place, what })} ${count}`).join(' · ')}
        {others > 0 && ` · ${say('alarm.flood.others', { n: others })}`}
      </span>
    </Notice>
  );
}

/** Who goes with a squad, and who did not come (缺勤), which an edit of the plan does not forget. In: the record, the squad. */
import type { OperationRecord, OperationSquad } from '../../server/contract/operation.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { CommandButton } from './command-button.tsx';

export function DayMembers({ record, squad }: { record: OperationRecord; squad: OperationSquad }) {
  const { organShort } = useProfile();
  if (squad.members.length === 0) return null;
  const mayMark = record.allowed.includes('mark-absent');
  return (
    <ul className="day-members" aria-label={say('day.members')}>
      {squad.members.map(({ name, organ, absent }) => (
        <li key={`${name} ${organ}`}>
          <span>
            {name} <small>{organShort(organ)}</small>
          </span>
          {absent && <b className="day-mark">{say('day.member.absent')}</b>}
          {mayMark && (
            <CommandButton
              record={record}
              kind="plain"
              label={`${say(absent ? 'day.member.back' : 'day.member.mark')} ${name}`}
              command={{ event: 'mark-absent', squad: squad.id, member: name, absent: !absent }}
            >
              {say(absent ? 'day.member.back' : 'day.member.mark')}
            </CommandButton>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Who has it: organ, lead, through which office, unit, and whether they said so and got there. */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

export function DetailTasks({ record, own }: { record: IncidentRecord; own: OrganId | null }) {
  if (record.tasks.length === 0) return null;
  return (
    <DetailSection
      title={say('detail.tasks')}
      {...(record.reworks > 0 && { note: say('detail.reworks', { n: record.reworks }) })}
    >
      <ul className="tasks">
        {record.tasks.map(task => (
          <TaskRow key={task.organ} task={task} isOwn={task.organ === own} />
        ))}
      </ul>
    </DetailSection>
  );
}

function TaskRow({ task, isOwn }: { task: OrganTask; isOwn: boolean }) {
  const profile = useProfile();
  const now = useServerNow();
  const unit = useWall(state => (task.unit === null ? null : (state.units.byId.get(task.unit) ?? null)));
  const time = (at: number) => timeOrDate(at, now, profile.timeZone);
  const standing = task.arrivedAt
    ? say('task.arrived', { time: time(task.arrivedAt) })
    : task.acknowledgedAt
      ? say('task.acknowledged', { time: time(task.acknowledgedAt) })
      : say('task.waiting', { time: time(task.assignedAt) });
  return (
    <li data-own={isOwn || undefined}>
      <b>
        {profile.organ(task.organ)}
        {task.lead && <em>{say('task.lead')}</em>}
      </b>
      <span>{standing}</span>
      <small>
        {[
          task.via === null ? '' : say('organ.via', { via: profile.organ(task.via) }),
          task.unit === null ? '' : (unit?.callSign ?? task.unit),
          task.seenAt === null || task.arrivedAt !== null ? '' : say('task.seen', { time: time(task.seenAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  );
}

/** Every clock of the incident: what it is for, how much is left, when it is due, and where the figure comes from. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentLimit } from '../../server/contract/incident-limit.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { limitTone } from '../incident/incident-clock.ts';
import { amountText, timeLeftText } from '../incident/limit-text.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

export function DetailLimits({ record }: { record: IncidentRecord }) {
  const open = record.limits.filter(limit => limit.state !== 'ended').sort((a, b) => a.dueAt - b.dueAt);
  const ended = record.limits.filter(limit => limit.state === 'ended');
  return (
    <DetailSection title={say('detail.limits')}>
      {record.limits.length === 0 && <p className="limit-none">{say('value.not-set')}</p>}
      <ul className="limits">
        {[...open, ...ended].map(limit => (
          <LimitRow key={limit.id} limit={limit} record={record} />
        ))}
      </ul>
    </DetailSection>
  );
}

function LimitRow({ limit, record }: { limit: IncidentLimit; record: IncidentRecord }) {
  const now = useServerNow();
  const { timeZone } = useProfile();
  const time = (at: number) => timeOrDate(at, now, timeZone);
  return (
    <li>
      <b>{say(`limit.step.${limit.step}`)}</b>
      <LimitStanding limit={limit} record={record} now={now} />
      <span className="limit-source">
        {[
          `${amountText(limit)} ${say(`limit.anchor.${limit.anchor}`)}`,
          limit.targetAt === null ? '' : say('limit.target', { time: time(limit.targetAt) }),
          say('limit.due', { time: time(limit.dueAt) }),
          limit.filingNumber === null ? say('limit.unfiled') : say('limit.filed', { n: limit.filingNumber }),
          limit.source,
          limit.weekendsOnly ? say('limit.weekends-only') : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}

function LimitStanding({ limit, record, now }: { limit: IncidentLimit; record: IncidentRecord; now: number }) {
  const { timeZone } = useProfile();
  if (limit.state === 'ended') {
    const late = limit.breachedAt !== null;
    return (
      <span className={late ? 'limit-over' : 'limit-none'}>{say(late ? 'limit.done-late' : 'limit.done-in-time')}</span>
    );
  }
  if (limit.state === 'paused')
    return (
      <span className="limit-none">
        {record.heldUntil === null
          ? say('limit.held')
          : say('limit.held-until', { time: timeOrDate(record.heldUntil, now, timeZone) })}
      </span>
    );
  const leftMs = limit.dueAt - now;
  return (
    <span className={`limit-${limitTone(limit, now)}`}>
      {leftMs > 0
        ? say('limit.left', { left: timeLeftText(leftMs) })
        : say('limit.over', { over: timeLeftText(-leftMs) })}
    </span>
  );
}

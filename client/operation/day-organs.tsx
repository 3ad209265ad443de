/** Organs that were called, who has come and with how many; who is missing stands first. In: the record, the organ that looks (null = the desk). */
import { useState } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import type { OperationRecord, OrganCall } from '../../server/contract/operation.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { OperationEventForm } from './operation-event-form.tsx';

export function DayOrgans({ record, own }: { record: OperationRecord; own: OrganId | null }) {
  const calls = [...record.calls].sort((a, b) => Number(a.arrivedAt !== null) - Number(b.arrivedAt !== null));
  if (calls.length === 0) return null;
  return (
    <section aria-label={say('day.organs')}>
      <h3>
        {say('day.organs')}{' '}
        <small>
          {record.organsArrived} / {record.organsCalled}
        </small>
      </h3>
      <ul className="plan-lines">
        {calls.map(call => (
          <OrganLine key={call.organ} record={record} call={call} own={own} />
        ))}
      </ul>
    </section>
  );
}

function OrganLine({ record, call, own }: { record: OperationRecord; call: OrganCall; own: OrganId | null }) {
  const { organ: nameOf, timeZone } = useProfile();
  const block = useCommandBlock();
  const [asks, setAsks] = useState(false);
  const { organ, lead, calledAt, arrivedAt, persons } = call;
  const may = record.allowed.includes('register-arrival') && calledAt !== null && (own === null || own === organ);
  const came = [
    ...(arrivedAt === null ? [] : [say('day.organ.arrived', { time: clockTime(arrivedAt, timeZone) })]),
    ...(persons === null ? [] : [say('day.organ.persons', { n: persons })]),
  ].join(' · ');
  return (
    <li data-organ={organ}>
      <span>
        {nameOf(organ)}
        {lead && <small> {say('operation.lead-organ')}</small>}
      </span>
      <small>{came || say(calledAt === null ? 'day.organ.not-called' : 'day.organ.not-yet')}</small>
      {may && !asks && (
        <Button
          small
          kind={arrivedAt === null ? 'quiet' : 'plain'}
          whyNot={block}
          label={`${say(arrivedAt === null ? 'operation.event.register-arrival' : 'day.organ.correct')} ${nameOf(organ)}`}
          onPress={() => setAsks(true)}
        >
          {say(arrivedAt === null ? 'operation.event.register-arrival' : 'day.organ.correct')}
        </Button>
      )}
      {asks && (
        <OperationEventForm
          record={record}
          event="register-arrival"
          own={own}
          given={{ organ }}
          onClose={() => setAsks(false)}
        />
      )}
    </li>
  );
}

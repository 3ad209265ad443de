/**
 * Incidents that are over: they are not on the desk any more, so the server is asked. In: the filters and the words of the address; a
 * whole number finds its incident by itself. Out: the newest that fit; when there are more, that is said.
 */
import { type RefObject, useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import type { IncidentId } from '../../server/contract/ids.ts';
import { ENDED_STATES, type IncidentRecord, incidentRecord } from '../../server/contract/incident.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';
import type { ConsoleAddress } from './console-address.ts';
import { IncidentList } from './queue-column.tsx';

const NONE: readonly IncidentRecord[] = [];
const MOST = 200;
const BREATH_MS = 250;

const answer = z.object({ incidents: z.array(incidentRecord), next: z.string().nullable() });

export function ClosedIncidents(props: {
  address: ConsoleAddress;
  list: RefObject<HTMLDivElement | null>;
  listed: RefObject<readonly IncidentRecord[]>;
  onOpen: (id: IncidentId) => void;
}) {
  const { address } = props;
  const q = useAfterABreath(address.q.trim());
  const { value, problem, isAsking } = useAnswer('/api/v1/incidents', answer, {
    state: ENDED_STATES.join(','),
    q,
    level: address.level === 'none' ? '' : address.level,
    zone: address.zone,
    community: address.community,
    organ: address.organ,
    category: address.category,
    limit: MOST,
  });
  // The server gives the newest reports; a row says when it ended, so that is what the eye expects in order.
  const records = useMemo(() => (value?.incidents ?? NONE).toSorted((a, b) => endedAt(b) - endedAt(a)), [value]);
  return (
    <>
      {problem && <Notice role="alert">{problem}</Notice>}
      {value?.next && <Notice>{say('queue.closed-more', { n: MOST })}</Notice>}
      <IncidentList
        records={records}
        selected={address.id}
        list={props.list}
        listed={props.listed}
        onOpen={props.onOpen}
        empty={<EmptyState text={say(isAsking ? 'queue.asking' : 'queue.none-filtered')} />}
      />
    </>
  );
}

const endedAt = ({ closedAt, stateSince }: IncidentRecord) => closedAt ?? stateSince;

function useAfterABreath(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), BREATH_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Reads out what has just come in, for those who do not look at the list: one sentence at a time, several at once as a number. */
import { useEffect, useRef, useState } from 'react';
import type { Fact } from '../../server/contract/fact.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

export function NewIncidents() {
  const recent = useWall(state => state.recent);
  const profile = useProfile();
  const lastSeq = useRef<number | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const newest = recent.at(-1)?.seq ?? 0;
    const from = lastSeq.current;
    lastSeq.current = newest;
    // What was there when the page came up is no news.
    if (from === null) return;
    const received = recent.filter(
      (fact): fact is Extract<Fact, { kind: 'incident-received' }> =>
        fact.kind === 'incident-received' && fact.seq > from,
    );
    const [first] = received;
    if (!first) return;
    setWords(
      received.length > 1
        ? say('console.new-incidents', { n: received.length })
        : say('console.new-incident', {
            category: profile.category(first.incident.category),
            place: profile.place(first.incident),
          }),
    );
  }, [recent, profile]);
  return (
    <p className="desk-hidden" role="status">
      {words}
    </p>
  );
}

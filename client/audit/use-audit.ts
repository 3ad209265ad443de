/**
 * The audit trail, read page by page from the newest back. In: what is asked. Out: the rows so far, whether there are earlier ones, and
 * how to read them or begin anew. Rows that come meanwhile are seen by beginning anew: a list that moves cannot be read.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AuditRow, auditPage } from '../../server/contract/audit.ts';
import { askServer, withQuery } from '../connection/ask-server.ts';
import { say } from '../wording/wording.ts';

const ROWS_A_PAGE = 100;

export interface AuditQuestion {
  /** Null = with what the server did by itself. */
  people: true | null;
  actor: string;
  action: string;
  subject: string;
  /** UTC ms; null = open. */
  from: number | null;
  to: number | null;
}

interface Held {
  rows: readonly AuditRow[] | null;
  next: number | null;
  problem: string | null;
}

export function useAudit(question: AuditQuestion) {
  const address = withQuery('/api/v1/audit', { ...question, limit: ROWS_A_PAGE });
  const [held, setHeld] = useState<Held>({ rows: null, next: null, problem: null });
  const [isAsking, setAsking] = useState(false);
  /** The newest question: answers of older ones are thrown away. */
  const turn = useRef<AbortController>(undefined);

  const read = useCallback(
    async (before: number | null) => {
      turn.current?.abort();
      const stop = new AbortController();
      turn.current = stop;
      setAsking(true);
      const path = before === null ? address : `${address}&before=${before}`;
      const answer = await askServer(path, auditPage, { signal: stop.signal });
      if (stop.signal.aborted) return;
      setAsking(false);
      if (answer.name !== 'answered') {
        const problem = answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable');
        return setHeld(known => ({ ...known, problem }));
      }
      const { rows, next } = answer.value;
      setHeld(({ rows: known }) => ({
        rows: before === null ? rows : [...(known ?? []), ...rows],
        next,
        problem: null,
      }));
    },
    [address],
  );
  useEffect(() => {
    void read(null);
    return () => turn.current?.abort();
  }, [read]);

  return {
    ...held,
    isAsking,
    begin: () => void read(null),
    more: () => void read(held.next),
  };
}

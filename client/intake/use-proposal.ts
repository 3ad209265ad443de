/**
 * What the server proposes for the matter as it stands: place, level, clocks, organs, duplicates. Asked a breath after the place, the
 * category or the time changed, never for a letter of the text; only the newest question is answered on the screen, and what it said
 * stays until then. Nothing is asked while the link is lost.
 */
import { useEffect, useState } from 'react';
import { type Proposal, proposal } from '../../server/contract/incident.ts';
import { askServer } from '../connection/ask-server.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import type { ProposalRequest } from './intake-request.ts';

const BREATH_MS = 120;

export interface Proposed {
  proposal: Proposal | null;
  isAsking: boolean;
  problem: string | null;
}

const NOTHING: Proposed = { proposal: null, isAsking: false, problem: null };

export function useProposal(request: ProposalRequest | null): Proposed {
  const [held, setHeld] = useState<Proposed>(NOTHING);
  const isLive = useWall(state => state.link.name === 'live');
  const asked = request && JSON.stringify(request);

  useEffect(() => {
    if (asked === null) {
      setHeld(NOTHING);
      return;
    }
    if (!isLive) return;
    const stop = new AbortController();
    setHeld(({ proposal }) => ({ proposal, isAsking: true, problem: null }));
    const timer = setTimeout(async () => {
      const body = JSON.parse(asked) as ProposalRequest;
      const answer = await askServer('/api/v1/incidents/propose', proposal, {
        method: 'POST',
        body,
        signal: stop.signal,
      });
      if (stop.signal.aborted) return;
      if (answer.name === 'answered') setHeld({ proposal: answer.value, isAsking: false, problem: null });
      else {
        const problem = answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable');
        setHeld({ proposal: null, isAsking: false, problem });
      }
    }, BREATH_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, isLive]);
  return held;
}

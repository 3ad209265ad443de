/**
 * Everything a desk knows of one incident. In: its number. Out: the live record (or, when it is over, the one the server gives), what
 * only HTTP tells (reporter, history, suggestions), asked again whenever the record changes.
 */
import { useEffect, useRef, useState } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import { type IncidentRecord, incidentRecord, type Suggestion, suggestion } from '../../server/contract/incident.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { type HistoryEntry, incidentHistory } from '../incident/history.ts';
import { useWall } from '../store/use-store.ts';

/** Whoever walks down the list with J does not ask the server at every step. */
const SETTLE_MS = 180;
const NO_HISTORY: readonly HistoryEntry[] = [];

export interface KnownIncident {
  record: IncidentRecord | null;
  reporter: IncidentRecord['reporter'];
  history: readonly HistoryEntry[];
  suggestion: Suggestion | null;
  /** Why there is nothing to show. */
  problem: string | null;
}

const SUGGESTS_IN: ReadonlySet<string> = new Set(['received', 'accepted', 'at-centre', 'joint-review', 'handling']);

export function useIncident(id: IncidentId, wantsSuggestions: boolean): KnownIncident {
  const live = useWall(state => state.incidents.byId.get(id) ?? null);
  const isSettled = useSettled();
  const path = `/api/v1/incidents/${encodeURIComponent(id)}`;
  const whole = useAnswer(isSettled || !live ? path : null, incidentRecord);
  const history = useAnswer(isSettled ? `${path}/history` : null, incidentHistory);
  // An incident that is over is not on the live link; of two copies the newer one is true.
  const record = live && (whole.value?.version ?? 0) <= live.version ? live : (whole.value ?? live);
  const suggests = wantsSuggestions && isSettled && record !== null && SUGGESTS_IN.has(record.state);
  const suggested = useAnswer(suggests ? `${path}/suggestions` : null, suggestion);

  const version = live?.version ?? null;
  const asked = useRef(version);
  const { ask: askWhole } = whole;
  const { ask: askHistory } = history;
  useEffect(() => {
    if (asked.current === version) return;
    asked.current = version;
    askWhole();
    askHistory();
  }, [version, askWhole, askHistory]);

  return {
    record,
    reporter: whole.value?.reporter,
    history: history.value ?? NO_HISTORY,
    suggestion: suggests ? suggested.value : null,
    problem: record ? null : whole.problem,
  };
}

function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}

/**
 * The network half of a simulated day: sends what a step brought, to a server that may be away for a while.
 * In: positions, duty changes and incidents. Out: requests of the public interface, and the records of what was filed.
 * Three kinds of news, three rules: a position that cannot be sent now is dropped (the next one is better); of sign-ons and
 * sign-offs only the latest of a unit is kept; an incident is kept and sent with the same commandId until it is answered.
 */
import type { IncidentIntake, IncidentRecord } from '../../server/contract/incident.ts';
import { MAX_POSITIONS_A_REQUEST, type PositionReport } from '../../server/contract/position-report.ts';

const REQUEST_TIMEOUT_MS = 5000;

export interface LinkCounts {
  positionsAccepted: number;
  positionsRefused: number;
  positionsDropped: number;
  incidentsFiled: number;
  incidentsRefused: number;
}

export interface ServerLink {
  counts: LinkCounts;
  /** Last reason why something did not arrive; undefined while all is well. */
  trouble: string | undefined;
  sendPositions(positions: readonly PositionReport[]): void;
  setDuty(unit: string, onDuty: boolean): void;
  file(intake: IncidentIntake): void;
  /** Tries again what is kept; call it once a second. */
  retry(): void;
}

export function serverLink(server: {
  url: string;
  token: string;
  /** What became of a report. */
  onFiled?: (record: IncidentRecord) => void;
}): ServerLink {
  const duty = new Map<string, boolean>();
  const incidents: IncidentIntake[] = [];
  const busy = { positions: false, duty: false, incidents: false };

  const link: ServerLink = {
    counts: { positionsAccepted: 0, positionsRefused: 0, positionsDropped: 0, incidentsFiled: 0, incidentsRefused: 0 },
    trouble: undefined,
    sendPositions(positions) {
      if (busy.positions) {
        link.counts.positionsDropped += positions.length;
        return;
      }
      if (positions.length > 0) void whileBusy('positions', () => sendAll(positions));
    },
    setDuty: (unit, onDuty) => void duty.set(unit, onDuty),
    file: intake => void incidents.push(intake),
    retry() {
      if (duty.size > 0 && !busy.duty) void whileBusy('duty', sendDuty);
      if (incidents.length > 0 && !busy.incidents) void whileBusy('incidents', fileAll);
    },
  };
  return link;

  async function whileBusy(what: keyof typeof busy, send: () => Promise<void>): Promise<void> {
    busy[what] = true;
    try {
      await send();
    } finally {
      busy[what] = false;
    }
  }

  async function sendAll(positions: readonly PositionReport[]): Promise<void> {
    for (let i = 0; i < positions.length; i += MAX_POSITIONS_A_REQUEST) {
      const batch = positions.slice(i, i + MAX_POSITIONS_A_REQUEST);
      const answer = await post('/api/v1/positions', batch);
      const accepted = answer?.status === 200 ? Number((answer.body as { accepted?: number }).accepted ?? 0) : 0;
      link.counts.positionsAccepted += accepted;
      if (answer?.status === 200) link.counts.positionsRefused += batch.length - accepted;
      else link.counts.positionsDropped += batch.length;
    }
  }

  async function sendDuty(): Promise<void> {
    for (const [unit, onDuty] of [...duty]) {
      const answer = await post(`/api/v1/units/${unit}/duty`, { onDuty });
      if (!isFinal(answer)) return;
      if (duty.get(unit) === onDuty) duty.delete(unit); // it may have changed its mind meanwhile
    }
  }

  async function fileAll(): Promise<void> {
    for (let next = incidents[0]; next; next = incidents[0]) {
      const answer = await post('/api/v1/incidents', next);
      if (!isFinal(answer)) return;
      incidents.shift();
      if (answer.status < 300) {
        link.counts.incidentsFiled++;
        server.onFiled?.(answer.body as IncidentRecord);
      } else link.counts.incidentsRefused++;
    }
  }

  /** Undefined when the server cannot be reached. */
  async function post(path: string, body: unknown): Promise<{ status: number; body: unknown } | undefined> {
    try {
      const response = await fetch(new URL(path, server.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const text = await response.text();
      link.trouble = response.ok ? undefined : `${path}: ${response.status} ${text.slice(0, 200)}`;
      return { status: response.status, body: text ? JSON.parse(text) : undefined };
    } catch (error) {
      link.trouble = `${path}: ${error instanceof Error ? error.message : String(error)}`;
      return undefined;
    }
  }
}

type Answer = { status: number; body: unknown };

/** Sending it again would bring the same answer. Not so while nobody answers, is busy, or does not know us (yet). */
function isFinal(answer: Answer | undefined): answer is Answer {
  return answer !== undefined && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status);
}

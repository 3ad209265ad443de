/**
 * What somebody would do next about a matter: read from the record and from how this matter goes. Pure.
 * In: the record as the server has it now, traits. Out: one move and when it is due, or null: the rest is for people.
 * The server decides whether a move is legal; here is only who would do it and what he would write.
 */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord, OrganTask } from '../../server/contract/incident.ts';
import type { IncidentCommand, IncidentEventName } from '../../server/contract/incident-event.ts';
import type { CaseTraits } from './case-traits.ts';

/** `organs`: an organ's own system says it, for one of `onBehalfOf`. `desk`, `leader`: a person at that screen. */
export type Mover = 'organs' | 'desk' | 'leader';

type Fields<E extends IncidentEventName> = Omit<
  Extract<IncidentCommand, { event: E }>,
  'commandId' | 'expectedVersion' | 'issuedAt' | 'onBehalfOf'
>;

export interface Move {
  /** UTC ms. */
  dueMs: number;
  mover: Mover;
  /** Whoever of them the server takes; empty = nobody but the person himself. */
  onBehalfOf: readonly OrganId[];
  /** Without `organs`: to be filled with the server's suggestion. */
  command: { [E in IncidentEventName]: Fields<E> }[IncidentEventName];
  /** `organs` or `organ` come from the server's suggestion. */
  suggested?: 'one' | 'two';
  photo?: true;
}

export interface TownOrgans {
  controlCentre: OrganId;
  /** Stands for one station a community. */
  territorial: OrganId;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface MoveOptions {
  organs: TownOrgans;
  /** How many times as fast as the clock on the wall the world runs; default 1. */
  speed?: number;
  /** Quirks this matter has had already. */
  spent?: ReadonlySet<string>;
  /** Somebody sits at the desk who can say what organs cannot. */
  hasDesk?: boolean;
}

export function nextMove(record: IncidentRecord, traits: CaseTraits, options: MoveOptions): Move | null {
  const { speed = 1, hasDesk = false } = options;
  const moves = [hasDesk ? reportMove(record, speed) : null, stateMove(record, traits, options)];
  const due = moves.filter(move => move !== null);
  return due.sort((a, b) => a.dueMs - b.dueMs)[0] ?? null;
}

/** The three reports of a sudden event (首报、电话报告、书面报告), well inside their clocks. */
function reportMove({ limits, happenedAt }: IncidentRecord, speed: number): Move | null {
  const REPORTS = [
    ['first-report', 9, '已向区总值班室首报。'],
    ['phone-report', 20, '已电话报告现场情况。'],
    ['written-report', 45, '已报送书面信息。'],
  ] as const;
  for (const [report, minutes, result] of REPORTS) {
    const owed = limits.some(({ step, state }) => step === report && state === 'running');
    if (!owed) continue;
    const dueMs = happenedAt + (minutes * MINUTE_MS) / speed;
    return { dueMs, mover: 'desk', onBehalfOf: [], command: { event: 'record-report', report, result } };
  }
  return null;
}

function stateMove(record: IncidentRecord, traits: CaseTraits, { organs, speed = 1, spent }: MoveOptions): Move | null {
  const after = (fromMs: number, minutes: number) => fromMs + (minutes * MINUTE_MS) / speed;
  const byOrgan = (onBehalfOf: readonly (OrganId | null)[], dueMs: number, command: Move['command']): Move => ({
    ...{ dueMs, mover: 'organs', command },
    onBehalfOf: [...new Set(onBehalfOf.filter(organ => organ !== null))],
  });
  const has = (quirk: NonNullable<CaseTraits['quirk']>) => traits.quirk === quirk && !spent?.has(quirk);
  const centre = [organs.controlCentre];

  switch (record.state) {
    case 'received':
      return byOrgan(centre, after(record.receivedAt, traits.acceptMinutes), {
        event: 'accept',
        ...(record.grade === null && { grade: 'general' as const, level: 4 as const }),
      });
    case 'accepted': {
      const dueMs = after(record.stateSince, traits.dispatchMinutes);
      const own = [record.acceptedBy];
      if (record.grade === 'micro' && traits.onTheSpot && record.acceptedBy !== null)
        return {
          ...byOrgan(own, after(dueMs, traits.arriveMinutes), {
            event: 'close-micro',
            result: '已劝导整改，现场恢复整洁。',
          }),
          photo: true,
        };
      if (record.grade === 'general' && traits.rectified)
        return {
          ...byOrgan(own, dueMs, { event: 'order-rectification', organ: organs.territorial, party: '沿街商户' }),
          suggested: 'one',
        };
      return dispatch(dueMs);
    }
    case 'at-centre':
      return dispatch(after(record.stateSince, traits.dispatchMinutes));
    case 'rectifying':
    case 'handling':
      return handling();
    case 'revisit-due': {
      const dueMs = after(record.stateSince, traits.revisitMinutes);
      const revisitors = [stationOf(record, organs), organs.controlCentre, record.acceptedBy, ...others(record)];
      if (has('reworked') && record.reworks === 0)
        return byOrgan(revisitors, dueMs, { event: 'rework', reason: '仍有反复，未整改到位。' });
      return byOrgan(revisitors, dueMs, { event: 'revisit-good', result: '已现场复查，整改到位。' });
    }
    case 'pending-evaluation': {
      const lead = record.tasks.find(task => task.lead)?.organ ?? null;
      return byOrgan(
        [record.acceptedBy, lead, organs.controlCentre],
        after(record.stateSince, traits.evaluateMinutes),
        {
          ...{ event: 'evaluate-close', rating: 'good', result: '处置及时，群众满意。' },
        },
      );
    }
    default:
      return null;
  }

  function dispatch(dueMs: number): Move {
    const move = byOrgan(centre, dueMs, { event: 'dispatch', organs: [] });
    return { ...move, suggested: traits.twoOrgans ? 'two' : 'one' };
  }

  function handling(): Move | null {
    const { tasks, requests, stateSince } = record;
    const asked = requests.find(({ decision }) => decision === null);
    if (asked)
      return {
        ...{ dueMs: after(asked.askedAt, traits.acknowledgeMinutes), mover: 'leader', onBehalfOf: [] },
        command: { event: 'decide-request', request: asked.number, grant: true, reason: '情况属实，同意。' },
      };
    const unaware = tasks.find(({ acknowledgedAt }) => acknowledgedAt === null);
    if (unaware) {
      const dueMs = after(unaware.assignedAt, traits.acknowledgeMinutes);
      if (has('returned') && unaware.lead && record.state === 'handling')
        return byOrgan([unaware.organ], dueMs, {
          event: 'return-dispatch',
          reason: '不属本部门职责范围，请另行分拨。',
        });
      return byOrgan([unaware.organ], dueMs, { event: 'acknowledge' });
    }
    const lead = tasks.find(task => task.lead);
    if (!lead) return null;
    if (lead.arrivedAt === null)
      return byOrgan([lead.organ], after(lead.acknowledgedAt ?? stateSince, traits.arriveMinutes), { event: 'arrive' });
    const began = Math.max(lead.arrivedAt, stateSince);
    if (has('extended') && requests.length === 0)
      return byOrgan([lead.organ], after(began, traits.workMinutes / 2), {
        ...{ event: 'request-extension', until: laterThan(record, lead), reason: '需协调产权单位，申请延期一天。' },
      });
    return {
      ...byOrgan([lead.organ], after(began, record.reworks > 0 ? traits.workMinutes / 2 : traits.workMinutes), {
        ...{ event: 'report-done', result: '已处置完毕，现场恢复正常。' },
      }),
      photo: true,
    };
  }
}

/** A day after what is due now: an extension that ends earlier would be none. */
function laterThan({ limits }: IncidentRecord, { assignedAt }: OrganTask): number {
  const due = limits.filter(({ step, state }) => state === 'running' && (step === 'handle' || step === 'rectify'));
  return Math.max(assignedAt, ...due.map(({ dueAt }) => dueAt)) + DAY_MS;
}

function stationOf({ community }: IncidentRecord, { territorial }: TownOrgans): OrganId | null {
  return community === null ? null : (`${territorial}:${community}` as OrganId);
}

function others({ tasks }: IncidentRecord): OrganId[] {
  return tasks.map(({ organ }) => organ);
}

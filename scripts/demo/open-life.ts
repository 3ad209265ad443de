/**
 * Brings the open matters of a first start to the point where somebody would find them: by the same commands, in the same order and
 * by the same accounts as anybody else. In: doors, the record, the goal. Out: nothing; a record that is there already is left alone, so
 * an interrupted start can be completed. A refusal is an error: the seed must not pretend.
 */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { type Move, type MoveOptions, nextMove } from '../simulation/case-moves.ts';
import type { CaseTraits } from '../simulation/case-traits.ts';
import { type MoveParts, makeMove } from '../simulation/make-move.ts';

export type Goal =
  | 'received'
  | 'accepted'
  | 'rectifying'
  | 'sent'
  | 'returned'
  | 'acknowledged'
  | 'arrived'
  | 'progress'
  | 'extension-asked'
  | 'extension-granted'
  | 'held'
  | 'revisit-due'
  | 'reworked'
  | 'pending-evaluation';

const PROMPT: CaseTraits = {
  ...{ acceptMinutes: 0, dispatchMinutes: 0, acknowledgeMinutes: 0, arriveMinutes: 0, workMinutes: 0 },
  ...{ revisitMinutes: 0, evaluateMinutes: 0, onTheSpot: false, rectified: false, twoOrgans: false, quirk: null },
};
const TRAITS: Partial<Record<Goal, Partial<CaseTraits>>> = {
  rectifying: { rectified: true },
  returned: { quirk: 'returned' },
  'extension-asked': { quirk: 'extended' },
  'extension-granted': { quirk: 'extended' },
  reworked: { quirk: 'reworked' },
};

const lead = ({ tasks }: IncidentRecord) => tasks.find(task => task.lead);
const isAtWork = ({ state }: IncidentRecord) => state === 'handling' || state === 'rectifying';
const hasArrived = (record: IncidentRecord) => isAtWork(record) && lead(record)?.arrivedAt != null;

/** Complex matters never reach `rectifying`, and a goal that is passed counts as reached. */
const REACHED: Record<Goal, (record: IncidentRecord) => boolean> = {
  received: () => true,
  accepted: ({ state }) => state !== 'received',
  rectifying: isAtWork,
  sent: isAtWork,
  returned: ({ state }) => state === 'at-centre',
  acknowledged: record => isAtWork(record) && lead(record)?.acknowledgedAt != null,
  arrived: hasArrived,
  progress: hasArrived,
  'extension-asked': ({ requests }) => requests.length > 0,
  'extension-granted': ({ requests }) => requests.some(({ decision }) => decision !== null),
  held: hasArrived,
  'revisit-due': ({ state }) => state === 'revisit-due',
  reworked: ({ reworks }) => reworks > 0,
  'pending-evaluation': ({ state }) => state === 'pending-evaluation',
};

const MOST_MOVES = 20;
const DAY_MS = 86_400_000;

export async function bringTo(goal: Goal, received: IncidentRecord, parts: MoveParts): Promise<void> {
  const traits: CaseTraits = { ...PROMPT, ...TRAITS[goal] };
  const options: MoveOptions = { organs: parts.organs, hasDesk: true };
  let record = received;
  for (let moves = 0; !REACHED[goal](record); moves++) {
    const move = nextMove(record, traits, options);
    if (move === null || moves === MOST_MOVES)
      throw new Error(`${record.id} stands at ${record.state} and does not come to ${goal}.`);
    record = await make(move, record, parts);
  }
  for (const move of afterwards(goal, record)) record = await make(move, record, parts);
}

/** What the simulated day itself never does. */
function afterwards(goal: Goal, record: IncidentRecord): Move[] {
  const organ = lead(record)?.organ;
  if (organ === undefined) return [];
  if (goal === 'progress' && record.evidence.length === 0)
    return [
      {
        ...{ dueMs: 0, mover: 'organs', onBehalfOf: [organ], photo: true },
        command: { event: 'report-progress', result: '已到场，正在联系产权单位处理。' },
      },
    ];
  if (goal === 'held' && record.requests.length === 0)
    return [
      {
        ...{ dueMs: 0, mover: 'organs', onBehalfOf: [organ] },
        command: { event: 'request-hold', until: Date.now() + 3 * DAY_MS, reason: '需上级部门批复后施工，申请挂账。' },
      },
      {
        ...{ dueMs: 0, mover: 'leader', onBehalfOf: [] },
        command: { event: 'decide-request', request: 1, grant: true, reason: '同意挂账三天。' },
      },
    ];
  return [];
}

async function make(move: Move, record: IncidentRecord, parts: MoveParts): Promise<IncidentRecord> {
  const outcome = await makeMove(parts, record, move);
  if (!outcome.done) throw new Error(`${record.id} ${move.command.event}: ${outcome.said}`);
  return outcome.record;
}

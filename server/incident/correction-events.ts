/** Putting right what was written down, and taking back what ended too early. Rules [I-47] to [I-49], [I-86] to [I-89]. */

import type { Crs } from '../contract/coordinates.ts';
import { type IncidentRecord, isOpen } from '../contract/incident.ts';
import type { IncidentLimit, LimitStep } from '../contract/incident-limit.ts';
import { type Objection, objection } from '../http/objection.ts';
import { EVENT_WORDS, STATE_WORDS } from './incident-words.ts';

import { REPORTS } from './owed-limits.ts';
import { reclassed } from './receiving-events.ts';
import type { Change, CommandOf, EventRules, Situation } from './situation.ts';
import { runAgain } from './work-limit.ts';

type CorrectionEvent =
  | 'correct-class'
  | 'correct-place'
  | 'comment'
  | 'merge'
  | 'unmerge'
  | 'void'
  | 'regrade'
  | 'reopen';

export const correctionEvents: EventRules<CorrectionEvent> = {
  'correct-class': {
    apply({ record, command, context }) {
      if (command.category === undefined && command.grade === undefined && command.level === undefined)
        return objection(
          'bad-input',
          'category：类别、等级、级别至少写一项',
          'category: name a category, a grade or a level',
          'category',
        );
      const classed = reclassed(record, command, context);
      return 'code' in classed ? classed : { to: record.state, patch: classed, note: command.reason };
    },
  },
  'correct-place': {
    apply(situation) {
      const { record, command } = situation;
      const placed = command.grid === undefined ? betterPoint(situation) : gridByHand(situation, command.grid);
      return 'code' in placed ? placed : { to: record.state, note: command.reason, ...placed };
    },
  },
  comment: { apply: ({ record, command }) => ({ to: record.state, note: command.text }) },
  merge: {
    apply({ record, command, fetched: { partner } }) {
      if (command.into === record.id)
        return objection('bad-input', 'into：不能并入自己', 'into: it cannot be merged into itself', 'into');
      if (partner === null)
        return objection(
          'not-found',
          `into：没有事件 ${command.into}`,
          `into: there is no incident ${command.into}`,
          'into',
        );
      if (!isOpen(partner.state))
        return objection(
          'illegal-move',
          `${partner.id} ${STATE_WORDS[partner.state].zh}，不能“${EVENT_WORDS.merge.zh}”（merge）`,
          `${partner.id} is ${STATE_WORDS[partner.state].en}; nothing can be merged into it (merge).`,
        );
      return {
        to: 'merged',
        patch: { mergedInto: partner.id },
        partner: { ...partner, version: partner.version + 1, merged: [...partner.merged, record.id] },
        note: `${partner.id}：${command.reason}`,
      };
    },
  },
  unmerge: {
    apply({ record, command, fetched: { past, partner } }) {
      return {
        to: past.find(state => state !== 'merged') ?? 'received',
        patch: {
          mergedInto: null,
          // What the merge stopped goes on: merging and taking it back must not buy time.
          limits: record.limits.map(limit => (limit.endedAt === record.stateSince ? runAgain(limit) : limit)),
        },
        ...(partner && {
          partner: {
            ...partner,
            version: partner.version + 1,
            merged: partner.merged.filter(id => id !== record.id),
          },
        }),
        note: command.reason,
      };
    },
  },
  void: { apply: ({ command }) => ({ to: 'void', note: command.reason }) },
  regrade: {
    when: ({ record }) =>
      record.grade === 'micro'
        ? null
        : objection(
            'illegal-move',
            `${record.id} 不是微小事件，不能“重新定级”（regrade），请用“重新打开”`,
            `${record.id} is not micro and cannot be regraded (regrade); reopen it.`,
          ),
    apply({ record, command, now }) {
      if (command.grade === 'micro')
        return objection('bad-input', 'grade：应高于微小', 'grade: must be above micro', 'grade');
      return {
        to: 'accepted',
        patch: { grade: command.grade, level: command.level ?? record.level, neglected: true, ...afresh(record, now) },
        note: command.reason,
      };
    },
  },
  reopen: {
    apply: ({ record, command, now }) => ({
      to: record.acceptedAt === null ? 'received' : 'accepted',
      patch: { reopened: record.reopened + 1, limits: record.limits.map(unreported(record)), ...afresh(record, now) },
      note: command.reason,
    }),
  },
};

/** [I-93] A report that was still owed when it ended is owed again: voiding and reopening must not save it. */
function unreported({ stateSince, acceptedAt }: IncidentRecord): (limit: IncidentLimit) => IncidentLimit {
  const owed: readonly LimitStep[] = acceptedAt === null ? REPORTS : REPORTS.filter(step => step !== 'first-report');
  return limit => (limit.endedAt === stateSince && owed.includes(limit.step) ? runAgain(limit) : limit);
}

/** Nobody works at it and nobody has looked at it yet; who accepted it stays known, when is told anew. */
function afresh({ acceptedAt }: IncidentRecord, now: number): Change['patch'] {
  return { tasks: [], revisitedBy: null, acceptedAt: acceptedAt === null ? null : now };
}

type Placing = Pick<Change, 'patch' | 'raw'>;

function betterPoint({ command, context }: Situation & { command: CommandOf<'correct-place'> }): Placing | Objection {
  const { lon, lat } = command;
  if (lon === undefined || lat === undefined)
    return objection('bad-input', 'lon：须写坐标，或写网格（grid）', 'lon: a point, or a grid (grid)', 'lon');
  const crs: Crs = command.crs ?? 'WGS84';
  const { lonLat, ...area } = context.place(lon, lat, crs);
  return { patch: { ...area, lon: lonLat[0], lat: lonLat[1] }, raw: { lon, lat, crs } };
}

function gridByHand(
  { command, context }: Situation & { command: CommandOf<'correct-place'> },
  code: string,
): Placing | Objection {
  if (command.lon !== undefined || command.lat !== undefined)
    return objection('bad-input', 'grid：坐标与网格只能写一项', 'grid: a point or a grid, not both', 'grid');
  const found = context.gridOf(code);
  if (!found)
    return objection('unknown-grid', `grid：辖区没有网格 ${code}`, `grid: the profile has no grid ${code}`, 'grid');
  return { patch: { ...found, assignedBy: 'manual', onBoundary: false } };
}

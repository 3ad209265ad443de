/** The lists of the scene 联合执法, from the most to the least important. In: the scene. Out: what stands in each list of both rails. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import type { NoteParts } from '../design/wall-list.tsx';
import { callRows, findingRows, madeRows, missingText, presenceRows, progressRows } from '../operation/live-rows.ts';
import { gapRows, organRows, squadRows, stepRows } from '../operation/plan-rows.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { RailCard } from './operation-rails.tsx';
import type { WallScene } from './wall-scene.ts';

/** More than a wall shows of any list. */
const ALL = 1000;

/** `isOneRail`: most lists have no room, so the first tells of them. */
export function useOperationLists(
  { operation, view }: Extract<WallScene, { name: 'operation' }>,
  isOneRail: boolean,
): { left: RailCard[]; right: RailCard[] } {
  const profile = useProfile();
  const now = useServerNow();
  const units = useWall(state => state.units);
  const alarms = useWall(state => state.alarms);
  const note: NoteParts = [operation.title, timeText(operation, now)];
  const more = (n: number) => say('op-wall.more', { n });
  const moreSquads = (n: number) => say('op-wall.more-squads', { n });
  const moreOrgans = (n: number) => say('op-wall.more-organs', { n });
  const { organsArrived, organsCalled, progress, squads } = operation;

  if (view === 'plan') {
    const people = squads.reduce((sum, { headcount }) => sum + headcount, 0);
    const gaps = gapRows(operation, profile);
    return {
      left: [
        {
          key: 'steps',
          title: say('op-wall.steps'),
          note,
          titleAlone: operation.title,
          goesFirst: true,
          rows: stepRows(operation, ALL, profile).rows,
          rowsOf: most => stepRows(operation, most, profile),
          more: n => say('op-wall.more-stops', { n }),
          empty: '',
        },
        {
          key: 'organs',
          title: say('op-wall.organs'),
          value: String(operation.calls.length),
          rows: organRows(operation, profile),
          more: moreOrgans,
          empty: say('op-wall.organs.none'),
        },
      ],
      right: [
        {
          key: 'squads',
          title: say('op-wall.squads'),
          value: say('op-wall.squads.of', { n: squads.length }),
          note: [say('op-wall.people.all', { n: people }), leaderText(operation)],
          goesFirst: true,
          continued: say('op-wall.continued', { title: say('op-wall.squads') }),
          rows: squadRows(operation, units, profile),
          more: moreSquads,
          empty: say('op-wall.no-squads'),
        },
        { key: 'gaps', title: say('op-wall.gaps'), rows: gaps, more, empty: say('op-wall.gaps.none') },
      ],
    };
  }
  const made = madeRows(operation, profile);
  const closed = operation.findings.filter(({ incidentState }) => incidentState === 'closed').length;
  const calls = callRows(operation, alarms.byId.values(), units, now);
  const there = say('op-wall.presence.in-short', { there: organsArrived, called: organsCalled });
  const found = say('op-wall.findings.in-short', { n: operation.findings.length });
  return {
    left: [
      {
        key: 'progress',
        title: say('op-wall.progress'),
        value: `${progress.visited} / ${progress.planned}`,
        note: isOneRail ? [there, found] : note,
        goesFirst: true,
        continued: say('op-wall.continued', { title: say('op-wall.progress') }),
        rows: progressRows(operation),
        more: moreSquads,
        empty: say('op-wall.no-squads'),
      },
      {
        key: 'presence',
        title: say('op-wall.presence'),
        value: `${organsArrived} / ${organsCalled}`,
        note: [ems => missingText(operation, profile, ems)],
        maybeBare: true,
        rows: presenceRows(operation, profile),
        more: moreOrgans,
        empty: say('op-wall.organs.none'),
      },
    ],
    right: [
      {
        key: 'findings',
        title: say('op-wall.findings'),
        value: String(operation.findings.length),
        rows: findingRows(operation, profile),
        more,
        empty: say('op-wall.findings.none'),
      },
      {
        key: 'made',
        title: say('op-wall.made'),
        value: String(made.length),
        ...(closed > 0 && { note: [say('op-wall.made.closed', { n: closed })] }),
        rows: made,
        more,
        empty: say('op-wall.made.none'),
      },
      {
        key: 'calls',
        title: say('op-wall.calls'),
        value: String(calls.length),
        rows: calls,
        more,
        empty: say('op-wall.calls.none'),
      },
    ],
  };
}

/** How far it is. */
function timeText({ startsAt, startedAt, finishedAt }: OperationRecord, now: number): string {
  if (finishedAt !== null) return say('op-wall.ended-ago', { age: ageText(now - finishedAt) });
  if (startedAt !== null) return say('op-wall.going-for', { age: ageText(now - startedAt) });
  return now < startsAt
    ? say('op-wall.starts-in', { age: ageText(startsAt - now) })
    : say('op-wall.starts-late', { age: ageText(now - startsAt) });
}

function leaderText({ leaderPost }: OperationRecord): string {
  return leaderPost === null ? '' : say('op-wall.leads', { post: leaderPost });
}

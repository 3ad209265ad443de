/**
 * What the wall's scene 联合执法 says during the operation: which squad is behind, who is outside the plan, who came, what was found. In: the
 * record as walls get it; every number in it was counted by the server. Out: rows of lists.
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { OperationFinding, OperationRecord, OperationSquad } from '../../server/contract/operation.ts';
import { textEms } from '../design/fit-text.ts';
import type { WallListRow } from '../design/wall-list.tsx';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { ageText, clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { lateFirst } from './late-first.ts';

type Named = Pick<ProfileNames, 'organShort' | 'timeZone' | 'category'>;

export function progressRows({ squads }: OperationRecord): WallListRow[] {
  return lateFirst(squads).map(squad => {
    const { planned, visited, skipped, remaining, late } = squad.progress;
    return {
      key: squad.id,
      name: squad.name,
      mark: squad.offRouteSince === null ? null : say('op-wall.progress.off'),
      remark: late > 0 ? say('op-wall.progress.late', { n: late }) : '',
      value: `${visited} / ${planned}`,
      ...(planned > 0 && { share: visited / planned, faint: skipped / planned }),
      below: [
        whereText(squad),
        [
          ...(skipped > 0 ? [say('op-wall.progress.skipped', { n: skipped })] : []),
          say('op-wall.progress.rest', { n: remaining }),
        ].join(' '),
      ],
    };
  });
}

/** 在 海旺学校, 前往 海旺学校, 点位已走完. */
export function whereText({ stops, currentStop }: OperationSquad): string {
  if (stops.length === 0) return say('op-wall.no-stop');
  const stop = stops.find(({ id }) => id === currentStop);
  if (!stop) return say('op-wall.progress.done');
  return say(stop.state === 'arrived' ? 'op-wall.progress.at' : 'op-wall.progress.to', { stop: stop.name });
}

/** Who is missing stands first. */
export function presenceRows({ calls }: OperationRecord, { organShort, timeZone }: Named): WallListRow[] {
  return calls
    .filter(({ calledAt }) => calledAt !== null)
    .sort((a, b) => Number(a.arrivedAt !== null) - Number(b.arrivedAt !== null))
    .map(({ organ, arrivedAt, persons }) => ({
      key: organ,
      name: organShort(organ),
      remark: persons === null ? '' : say('op-wall.people', { n: persons }),
      value: arrivedAt === null ? say('op-wall.presence.missing') : clockTime(arrivedAt, timeZone),
    }));
}

/** 未到 城管办、消防中队, as many names as have room in `ems`: 未到 城管办等 3 家; all are there: 全部到场. */
export function missingText({ calls }: OperationRecord, { organShort }: Named, ems: number): string {
  const called = calls.filter(({ calledAt }) => calledAt !== null);
  const missing = called.filter(({ arrivedAt }) => arrivedAt === null).map(({ organ }) => organShort(organ));
  if (missing.length === 0) return called.length > 0 ? say('op-wall.presence.all') : '';
  for (let n = missing.length; n > 0; n--) {
    const names = missing.slice(0, n).join(say('op-wall.between'));
    const key = n === missing.length ? 'op-wall.presence.missing-of' : 'op-wall.presence.missing-some';
    const text = say(key, { names, n: missing.length });
    if (n === 1 || textEms(text) <= ems) return text;
  }
  return '';
}

/** By category, the most frequent first. */
export function findingRows({ findings }: OperationRecord, { category }: Named): WallListRow[] {
  const counts = new Map<OperationFinding['category'], number>();
  for (const finding of findings) counts.set(finding.category, (counts.get(finding.category) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([id, n]) => ({ key: id ?? '', name: category(id), value: String(n), share: n / findings.length }));
}

/** The newest first. */
export function madeRows({ findings }: OperationRecord, { category }: Named): WallListRow[] {
  return findings
    .filter(({ incident }) => incident !== null)
    .sort((a, b) => b.at - a.at)
    .map(({ id, category: of, incidentState }) => ({
      key: id,
      name: category(of),
      value: incidentState === null ? say('value.unknown') : say(`incident.state.${incidentState}`),
    }));
}

/** Who asks for help, then who is off the route, each the longest first. */
export function callRows(
  { squads }: OperationRecord,
  alarms: Iterable<AlarmRecord>,
  units: UnitSlice,
  now: number,
): WallListRow[] {
  const mine = new Set(squads.flatMap(squad => squad.units));
  const help = [...alarms].filter(({ kind, unit }) => kind === 'help' && unit !== null && mine.has(unit));
  const off = squads.filter(({ offRouteSince }) => offRouteSince !== null);
  return [
    ...help
      .sort((a, b) => a.raisedAt - b.raisedAt)
      .map(({ id, unit, raisedAt }) => ({
        key: id,
        name: (unit && units.byId.get(unit)?.callSign) ?? '',
        mark: say('op-wall.call.help'),
        value: ageText(now - raisedAt),
      })),
    ...off
      .sort((a, b) => (a.offRouteSince ?? 0) - (b.offRouteSince ?? 0))
      .map(({ id, name, offRouteSince }) => ({
        key: id,
        name,
        remark: say('op-wall.progress.off'),
        value: ageText(now - (offRouteSince ?? now)),
      })),
  ];
}

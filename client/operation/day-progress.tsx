/**
 * How far each squad is, who is behind first: the server's numbers, the stop it is at or goes to, and its stops with what may be done at each.
 * In: the record. Squads are closed until one is opened; the one off its route says since when.
 */
import { use } from 'react';
import type { OperationRecord, OperationSquad } from '../../server/contract/operation.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useWall } from '../store/use-store.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DayMembers } from './day-members.tsx';
import { DayStops } from './day-stops.tsx';
import { lateFirst } from './late-first.ts';
import { whereText } from './live-rows.ts';
import { newestSlot } from './operation-marks.ts';

export function DayProgress({ record }: { record: OperationRecord }) {
  return (
    <section aria-label={say('day.progress')}>
      <h3>
        {say('day.progress')} <small data-progress>{numbersText(record.progress)}</small>
      </h3>
      {lateFirst(record.squads).map(squad => (
        <SquadDay key={squad.id} record={record} squad={squad} />
      ))}
    </section>
  );
}

function SquadDay({ record, squad }: { record: OperationRecord; squad: OperationSquad }) {
  const now = useServerNow();
  const positions = use(UnitPositionsContext);
  const units = useWall(state => state.units);
  const { progress, offRouteSince } = squad;
  const share = (n: number) => `${progress.planned === 0 ? 0 : (n / progress.planned) * 100}%`;
  const isOut = record.startedAt !== null && record.finishedAt === null;
  return (
    <details className="day-squad" data-squad={squad.id}>
      <summary>
        <span className="day-squad-line">
          <b>{squad.name}</b>
          {offRouteSince !== null && (
            <b className="day-mark">{say('day.off-route', { age: ageText(now - offRouteSince) })}</b>
          )}
          {progress.late > 0 && <b className="day-mark">{say('day.progress.late', { n: progress.late })}</b>}
          {isOut && newestSlot(squad, positions, units) === null && <small>{say('day.no-position')}</small>}
          <span className="day-squad-count">
            {progress.visited} / {progress.planned}
          </span>
        </span>
        <span className="day-bar" aria-hidden="true">
          <i style={{ width: share(progress.visited) }} />
          <i className="faint" style={{ width: share(progress.skipped) }} />
        </span>
        <span className="day-squad-line">
          <small>{whereText(squad)}</small>
          <small className="day-squad-count">{numbersText(progress)}</small>
        </span>
      </summary>
      <DayStops record={record} squad={squad} />
      <DayMembers record={record} squad={squad} />
    </details>
  );
}

function numbersText({ planned, visited, skipped, remaining }: OperationRecord['progress']): string {
  return say('day.progress.numbers', { planned, visited, skipped, remaining });
}

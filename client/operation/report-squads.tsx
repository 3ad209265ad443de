/** Squads of a report: people, metres, and each stop. A unit leads to its track, which is asked for with a reason there. */
import type { ReportSquad } from '../../server/contract/operation-report.ts';
import { useProfile } from '../profile/profile-names.ts';
import { meanText } from '../report/kpi-text.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { inOneLine } from './operation-text.ts';
import { figureOf } from './report-text.ts';

export function ReportSquads({ squads, isLinked }: { squads: readonly ReportSquad[]; isLinked: boolean }) {
  return squads.map(squad => <Squad key={squad.id} squad={squad} isLinked={isLinked} />);
}

function Squad({ squad, isLinked }: { squad: ReportSquad; isLinked: boolean }) {
  const { timeZone } = useProfile();
  const { name, members, headcount, absent, units, distanceM, progress, stops } = squad;
  const time = (ms: number | null) => (ms === null ? say('value.unknown') : clockTime(ms, timeZone));
  return (
    <section className="report-squad">
      <h3>
        {name}{' '}
        <small>
          {say('report.squad', { present: headcount - absent, absent, distance: figureOf('distanceM', distanceM) })} ·{' '}
          {say('report.stops', { ...progress })}
        </small>
      </h3>
      {members.length > 0 && (
        <p>
          {inOneLine(members.map(one => (one.absent ? say('report.member.absent', { name: one.name }) : one.name)))}
        </p>
      )}
      {units.length > 0 && (
        <p>
          {units.map(({ unit, callSign, distanceM: metres }) => (
            <span key={unit} className="report-unit">
              {isLinked ? <a href={`/console?unit=${encodeURIComponent(unit)}`}>{callSign}</a> : callSign}{' '}
              {figureOf('distanceM', metres)}
            </span>
          ))}
        </p>
      )}
      {stops.length > 0 && (
        <table>
          <thead>
            <tr>
              {(['stop', 'planned', 'arrived', 'dwell', 'state'] as const).map(column => (
                <th key={column} scope="col">
                  {say(`report.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stops.map((stop, i) => (
              <tr key={stop.id} id={isLinked ? `report-stop-${stop.id}` : undefined}>
                <td>
                  {i + 1} {stop.name}
                </td>
                <td>{time(stop.plannedAt)}</td>
                <td>{time(stop.arrivedAt)}</td>
                <td>{stop.dwellMs === null ? say('value.unknown') : meanText(stop.dwellMs)}</td>
                <td>
                  {[
                    say(`report.stop.${stop.state}`),
                    ...(stop.late ? [say('report.stop.late')] : []),
                    ...(stop.skipReason === null ? [] : [stop.skipReason]),
                    ...(stop.findings === 0 ? [] : [say('report.stop.findings', { n: stop.findings })]),
                  ].join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

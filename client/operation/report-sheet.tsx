/**
 * The report on paper or screen: dark on white. In: the report; `isLinked` = figures lead to their records: a figure to its table, a group
 * to its findings, a finding to its incident, a unit to its track. On paper there is nothing to press.
 */
import type { ReactNode } from 'react';
import type { OperationReport, ReportFigures } from '../../server/contract/operation-report.ts';
import { useProfile } from '../profile/profile-names.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { kindName, zoneName } from './operation-text.ts';
import { ReportFindings } from './report-findings.tsx';
import { ReportSquads } from './report-squads.tsx';
import { changeOf, FIGURES, figureOf } from './report-text.ts';

export function ReportSheet(props: { report: OperationReport; isLinked: boolean; isDemo: boolean }) {
  const { report, isLinked, isDemo } = props;
  const profile = useProfile();
  const { timeZone } = profile;
  const time = (ms: number | null) => (ms === null ? say('value.unknown') : dateAndTime(ms, timeZone));
  return (
    <article className="report-sheet">
      <header>
        <h1>{report.title}</h1>
        <p>
          {report.id} · {kindName(report.kind, profile)} · {zoneName(report.zone, profile)} ·{' '}
          {say('report.as-of', { time: dateAndTime(report.asOf, timeZone) })}
        </p>
      </header>
      <p>
        {say('report.times', { from: time(report.startedAt), to: time(report.finishedAt) })}{' '}
        {say('operation.leader-post')} {report.leaderPost ?? say('value.unknown')} · {say('operation.lead-organ')}{' '}
        {report.leadOrgan === null ? say('value.unknown') : profile.organ(report.leadOrgan)}
      </p>
      <Figures report={report} isLinked={isLinked} />
      <Part id="organs" name={say('report.organs')}>
        <table>
          <tbody>
            {report.organs.map(({ organ, lead, called, arrivedAt, persons }) => (
              <tr key={organ}>
                <td>
                  {profile.organ(organ)} {lead && <small>{say('operation.lead-organ')}</small>}
                </td>
                <td>
                  {arrivedAt === null
                    ? say(called ? 'report.organ.absent' : 'report.organ.not-called')
                    : time(arrivedAt)}
                </td>
                <td className="number">
                  {persons === null ? say('value.unknown') : say('operation.squad.members', { n: persons })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {say('report.composition')}{' '}
          {report.composition === null
            ? say('value.not-set')
            : report.composition.map(({ name, present, required }) => `${name} ${present}/${required}`).join('，')}
        </p>
      </Part>
      <Part id="squads" name={say('report.squads')}>
        <ReportSquads squads={report.squads} isLinked={isLinked} />
      </Part>
      <Part id="findings" name={say('report.findings')}>
        <ReportFindings report={report} isLinked={isLinked} />
      </Part>
      <Part id="comparison" name={say('report.comparison')}>
        <Comparison report={report} />
      </Part>
      <Part id="summary" name={say('report.summary')}>
        <p>{report.summary ?? say('report.summary.none')}</p>
      </Part>
      {isDemo && <footer>{say('demo.data')}</footer>}
    </article>
  );
}

/** Where the records of a figure are. */
const RECORDS_OF: Record<keyof ReportFigures, string> = {
  organsCalled: 'organs',
  organsArrived: 'organs',
  present: 'squads',
  durationMs: 'squads',
  distanceM: 'squads',
  stopsPlanned: 'squads',
  stopsVisited: 'squads',
  stopsSkipped: 'squads',
  stopsLate: 'squads',
  findings: 'findings',
  incidents: 'findings',
  incidentsClosed: 'findings',
};

function Figures({ report, isLinked }: { report: OperationReport; isLinked: boolean }) {
  return (
    <ul className="report-figures">
      {FIGURES.map(figure => {
        const content = (
          <>
            <b>{figureOf(figure, report.figures[figure])}</b>
            <span>{say(`report.figure.${figure}`)}</span>
          </>
        );
        return (
          <li key={figure}>
            {isLinked ? <a href={`#report-${RECORDS_OF[figure]}`}>{content}</a> : <div>{content}</div>}
          </li>
        );
      })}
    </ul>
  );
}

function Comparison({ report: { before, figures } }: { report: OperationReport }) {
  const { timeZone } = useProfile();
  if (!before) return <p>{say('report.comparison.none')}</p>;
  const when = before.startedAt === null ? '' : dateAndTime(before.startedAt, timeZone);
  return (
    <table>
      <caption>{say('report.comparison.with', { title: before.title, id: before.id, when })}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{say('report.now')}</th>
          <th scope="col">{say('report.before')}</th>
          <th scope="col">{say('report.change')}</th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map(figure => (
          <tr key={figure}>
            <th scope="row">{say(`report.figure.${figure}`)}</th>
            <td>{figureOf(figure, figures[figure])}</td>
            <td>{figureOf(figure, before.figures[figure])}</td>
            <td>{changeOf(figure, figures[figure], before.figures[figure])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Part({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <section id={`report-${id}`}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** Findings of a report: by category and grid, each with its photos before and after and its incident. Groups lead to their findings. */
import type { OperationFinding } from '../../server/contract/operation.ts';
import type { OperationReport } from '../../server/contract/operation-report.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

interface Group {
  name: string;
  count: number;
  findings: readonly string[];
}

export function ReportFindings({ report, isLinked }: { report: OperationReport; isLinked: boolean }) {
  const profile = useProfile();
  const { findings, byCategory, byGrid } = report;
  if (findings.length === 0) return <p>{say('report.findings.none')}</p>;
  const numbers = new Map(findings.map(({ id }, i) => [id, i + 1]));
  const gridName = (grid: string | null) => (grid === null ? say('incident.outside-area') : profile.grid(grid));
  const groups = [
    [say('report.by-category'), byCategory.map(one => ({ ...one, name: profile.category(one.category) }))],
    [say('report.by-grid'), byGrid.map(one => ({ ...one, name: gridName(one.grid) }))],
  ] as const;
  return (
    <>
      <div className="report-groups">
        {groups.map(([name, of]) => (
          <Groups key={name} name={name} groups={of} numbers={isLinked ? numbers : null} />
        ))}
      </div>
      <ol className="report-findings">
        {findings.map(finding => (
          <li key={finding.id} id={isLinked ? `report-finding-${finding.id}` : undefined}>
            <Finding finding={finding} grid={gridName(finding.grid)} asOf={report.asOf} isLinked={isLinked} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** `numbers` null = on paper. */
function Groups(props: { name: string; groups: readonly Group[]; numbers: ReadonlyMap<string, number> | null }) {
  const { name, groups, numbers } = props;
  return (
    <table>
      <caption>{name}</caption>
      <tbody>
        {groups.map(group => (
          <tr key={group.name}>
            <th scope="row">{group.name}</th>
            <td className="number">{group.count}</td>
            {numbers && (
              <td>
                {group.findings.map(id => (
                  <a key={id} href={`#report-finding-${id}`}>
                    {numbers.get(id)}
                  </a>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Finding(props: { finding: OperationFinding; grid: string; asOf: number; isLinked: boolean }) {
  const { finding, grid, asOf, isLinked } = props;
  const profile = useProfile();
  const { text, at, category, party, measure, incident, incidentState, photos, photosAfter } = finding;
  const state = incidentState && say(`incident.state.${incidentState}`);
  return (
    <>
      <p>
        <b>{text}</b> {timeOrDate(at, asOf, profile.timeZone)} · {profile.category(category)} · {grid}
        {[party, measure].map(words => words !== null && ` · ${words}`)}
        {incident !== null && (
          <>
            {' · '}
            {isLinked ? <a href={`/console?id=${encodeURIComponent(incident)}`}>{incident}</a> : incident} {state}
          </>
        )}
      </p>
      {photos.length + photosAfter.length > 0 && (
        <div className="report-photos">
          {photos.map(id => (
            <Photo key={id} id={id} words={say('report.photo.before')} isLinked={isLinked} />
          ))}
          {photosAfter.map(id => (
            <Photo key={id} id={id} words={say('report.photo.after')} isLinked={isLinked} />
          ))}
        </div>
      )}
    </>
  );
}

/** On paper every photo must be there before it is printed. */
function Photo({ id, words, isLinked }: { id: string; words: string; isLinked: boolean }) {
  return (
    <figure>
      <img src={`/api/v1/operation-photos/${id}`} alt={words} loading={isLinked ? 'lazy' : 'eager'} />
      <figcaption>{words}</figcaption>
    </figure>
  );
}

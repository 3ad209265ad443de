/** Sheets of a round: those it came by, as they came, for whoever brings rounds; and those that the server makes of it. */
import type { SanitationRound } from '../../server/contract/sanitation-index.ts';
import { withQuery } from '../connection/ask-server.ts';
import { ExportLink } from '../design/desk-page.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { ScoresBy } from './use-rounds.ts';

export function RoundFiles({ round, by, mayBring }: { round: SanitationRound; by: ScoresBy; mayBring: boolean }) {
  const { timeZone } = useProfile();
  return (
    <div className="round-files">
      {(['sanitation-index', 'sanitation-assessments'] as const).map(what => (
        <span key={what}>
          {say(`rounds.export.${what}`)}
          {(['xlsx', 'csv'] as const).map(format => (
            <ExportLink
              key={format}
              href={withQuery(`/api/v1/${what}.${format}`, {
                ...{ round: round.round, by: what === 'sanitation-index' ? by : null },
              })}
            >
              {say(`page.export.${format}`)}
            </ExportLink>
          ))}
        </span>
      ))}
      {round.imports.length > 0 && (
        <ul aria-label={say('rounds.imports')}>
          {round.imports.map(({ id, file, by: who, at, rows, deductions }) => (
            <li key={id}>
              {mayBring ? (
                <a href={`/api/v1/sanitation-imports/${id}`} download>
                  {file ?? say('rounds.import.unnamed')}
                </a>
              ) : (
                <span>{file ?? say('rounds.import.unnamed')}</span>
              )}
              <small>{say('rounds.import.of', { who, at: dateAndTime(at, timeZone), rows, deductions })}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

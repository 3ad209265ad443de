/** What happened to an incident, newest first: when, who on whose behalf, what, and the sentence written with it. */
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clockTimeWithSeconds, fullDate, timeOrDate } from '../wording/format.ts';
import type { HistoryEntry } from './history.ts';
import { historySentence } from './history-sentence.ts';
import './history-list.css';

export function HistoryList({ history }: { history: readonly HistoryEntry[] }) {
  const profile = useProfile();
  const now = useServerNow();
  const today = fullDate(now, profile.timeZone);
  const lines = history.map((entry, i) => ({ entry, ...historySentence(entry, history[i - 1] ?? null, profile) }));
  return (
    <ol className="history">
      {lines.toReversed().map(({ entry, who, what, note }) => (
        <li key={entry.seq}>
          <time dateTime={new Date(entry.at).toISOString()} title={fullDate(entry.at, profile.timeZone)}>
            {fullDate(entry.at, profile.timeZone) === today
              ? clockTimeWithSeconds(entry.at, profile.timeZone)
              : timeOrDate(entry.at, now, profile.timeZone)}
          </time>
          <p>
            <b>{who}</b> {what}
            {note && <span className="history-note">{note}</span>}
          </p>
        </li>
      ))}
    </ol>
  );
}

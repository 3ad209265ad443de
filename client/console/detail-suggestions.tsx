/** Whom to send, best first, each with its reason and what it lacks; keys 1 to 5 take one into the dispatch form. */
import type { IncidentRecord, SuggestedOrgan, Suggestion } from '../../server/contract/incident.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useKeys } from '../desk-frame/use-keys.ts';
import { reasonWords, shortfallWords } from '../intake/suggestion-words.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

export function DetailSuggestions(props: {
  record: IncidentRecord;
  suggestion: Suggestion | null;
  onChoose: (suggested: SuggestedOrgan) => void;
  hasKeys: boolean;
}) {
  const { record, suggestion, onChoose } = props;
  const profile = useProfile();
  const units = useWall(state => state.units);
  const block = useCommandBlock();
  const has = new Set(record.tasks.map(task => task.organ));
  const organs = (suggestion?.organs ?? []).filter(suggested => !has.has(suggested.organ));
  const maySend = record.allowed.includes('dispatch') || record.allowed.includes('add-organ');
  useKeys(
    Object.fromEntries(organs.map((suggested, i) => [String(i + 1), () => onChoose(suggested)])),
    props.hasKeys && maySend && !block,
  );
  if (organs.length === 0) return null;
  return (
    <DetailSection title={say('detail.suggestions')} note={say('detail.suggestions-by')}>
      <ol className="suggestions">
        {organs.map((suggested, i) => {
          const short = shortfallWords(suggested, profile);
          return (
            <li key={suggested.organ}>
              <button
                type="button"
                aria-disabled={!maySend || block !== null}
                aria-keyshortcuts={String(i + 1)}
                onClick={() => {
                  if (maySend && !block) onChoose(suggested);
                }}
              >
                <i aria-hidden="true">{i + 1}</i>
                <span>
                  <b>
                    {profile.organ(suggested.organ)}
                    {suggested.unit && ` · ${units.byId.get(suggested.unit)?.callSign ?? suggested.unit}`}
                  </b>
                  <small>{reasonWords(suggested, profile)}</small>
                  {short && <small className="suggestion-short">{short}</small>}
                </span>
                <b>{suggested.distanceM === null ? '—' : distanceText(suggested.distanceM)}</b>
              </button>
            </li>
          );
        })}
      </ol>
    </DetailSection>
  );
}

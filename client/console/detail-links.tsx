/** Incidents that belong to this one: merged ones as links both ways, and open ones that may be the same matter. */
import { useMemo } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { similarIncidents } from '../incident/similar-incidents.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection } from './detail-section.tsx';

export function DetailLinks(props: {
  record: IncidentRecord;
  item: NegativeListItem | null;
  onOpen: (id: IncidentId) => void;
}) {
  const { record, item, onOpen } = props;
  const open = useWall(state => state.incidents.open);
  const now = useServerNow();
  const similar = useMemo(() => similarIncidents(record, open, item), [record, open, item]);
  const link = (id: IncidentId) => (
    <button type="button" className="incident-link" onClick={() => onOpen(id)}>
      {id}
    </button>
  );
  return (
    <>
      {(record.mergedInto !== null || record.merged.length > 0) && (
        <DetailSection title={say('detail.merged')}>
          <ul className="plain-lines">
            {record.mergedInto !== null && (
              <li>
                {say('detail.merged-into')} {link(record.mergedInto)}
              </li>
            )}
            {record.merged.map(id => (
              <li key={id}>{link(id)}</li>
            ))}
          </ul>
        </DetailSection>
      )}
      {similar.length > 0 && (
        <DetailSection title={say('detail.similar')}>
          <ul className="plain-lines">
            {similar.slice(0, 5).map(({ record: other, distanceM }) => (
              <li key={other.id}>
                {link(other.id)} {distanceText(distanceM)} ·{' '}
                {say('units.ago', { age: ageText(now - other.reportedAt) })} · {say(`incident.state.${other.state}`)}
                <small>{other.text}</small>
              </li>
            ))}
          </ul>
        </DetailSection>
      )}
    </>
  );
}

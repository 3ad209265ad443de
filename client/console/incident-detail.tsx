/** The middle column: one incident, whole, and what may be done to it now. Its actions and their form stay in sight at the foot. */
import { useEffect, useRef, useState } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import type { IncidentRecord, SuggestedOrgan } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { actingOrgans } from '../incident/acting-organ.ts';
import { EventForm } from '../incident/event-form.tsx';
import type { FieldValues } from '../incident/event-values.ts';
import { HistoryList } from '../incident/history-list.tsx';
import { LevelIcon } from '../incident/level-icon.tsx';
import { StateStepper } from '../incident/state-stepper.tsx';
import { useNegativeList } from '../negative-list/use-negative-list.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { ActionBar } from './action-bar.tsx';
import { DetailClass } from './detail-class.tsx';
import { DetailEvidence } from './detail-evidence.tsx';
import { DetailFacts } from './detail-facts.tsx';
import { DetailLimits } from './detail-limits.tsx';
import { DetailLinks } from './detail-links.tsx';
import { DetailOversight } from './detail-oversight.tsx';
import { DetailRequests } from './detail-requests.tsx';
import { DetailSection } from './detail-section.tsx';
import { DetailSuggestions } from './detail-suggestions.tsx';
import { DetailTasks } from './detail-tasks.tsx';
import { useIncident } from './use-incident.ts';
import './incident-detail.css';

/** An event somebody is about to send. */
export interface WantedEvent {
  event: IncidentEventName;
  given?: FieldValues;
}

/** Roles the server tells whom to send. */
const ASKS_WHOM_TO_SEND: readonly string[] = ['duty', 'admin', 'leader', 'chief'];

export function IncidentDetail(props: {
  id: IncidentId;
  viewer: Viewer;
  onOpen: (id: IncidentId) => void;
  /** False while another tab is shown. */
  hasKeys: boolean;
  /** A form that somebody asks for from outside; each new object opens one. */
  asked: WantedEvent | null;
}) {
  const { viewer, onOpen } = props;
  const known = useIncident(props.id, ASKS_WHOM_TO_SEND.includes(viewer.role));
  const { record } = known;
  if (!record) return <EmptyState text={known.problem ?? say('detail.asking')} />;
  return <Known {...props} record={record} known={known} viewer={viewer} onOpen={onOpen} />;
}

function Known(props: {
  record: IncidentRecord;
  known: ReturnType<typeof useIncident>;
  viewer: Viewer;
  onOpen: (id: IncidentId) => void;
  hasKeys: boolean;
  asked: WantedEvent | null;
}) {
  const { record, known, viewer, onOpen } = props;
  const profile = useProfile();
  const item = useNegativeList()?.item(record.category) ?? null;
  const [wanted, setWanted] = useState<WantedEvent | null>(null);
  useEffect(() => {
    if (props.asked) setWanted(props.asked);
  }, [props.asked]);
  const foot = useRef<HTMLDivElement>(null);
  const own = viewer.scope.organ ?? null;
  const writesForOthers = viewer.role === 'duty' || viewer.role === 'admin';
  const { command } = profile.geodata.profile;
  const acting = wanted && writesForOthers ? actingOrgans(wanted.event, record, item?.revisit ?? null, command) : [];

  const leave = () => {
    setWanted(null);
    // The form is gone in the next frame; the hand goes back to where it was.
    // What is over offers nothing that the next Enter should do.
    requestAnimationFrame(() => {
      // A quick hand has opened the next form already: that one has the focus, and keeps it.
      if (foot.current?.querySelector('.event-form')) return;
      const next = foot.current?.querySelector<HTMLElement>('.primary');
      (next ?? foot.current?.closest<HTMLElement>('.detail-column'))?.focus();
    });
  };
  const choose = (suggested: SuggestedOrgan) => {
    const organs = [{ organ: suggested.organ, unit: suggested.unit }];
    if (record.allowed.includes('dispatch'))
      setWanted({ event: 'dispatch', given: { organs, suggestion: known.suggestion?.id ?? null } });
    else if (record.allowed.includes('add-organ'))
      setWanted({ event: 'add-organ', given: { organ: suggested.organ, unit: suggested.unit } });
  };

  const want = (event: IncidentEventName) =>
    setWanted({ event, ...(event === 'send-unit' && own !== null && { given: { organ: own } }) });

  return (
    <article className="detail">
      <div className="detail-scroll">
        <header className="detail-head">
          <LevelIcon level={record.level} size="36px" />
          <h2>{profile.category(record.category)}</h2>
          <p className="detail-number">
            <b>{say(`incident.state.${record.state}`)}</b> {record.id}
          </p>
        </header>
        <StateStepper record={record} history={known.history} />
        <DetailRequests
          record={record}
          onDecide={(request, grant) =>
            setWanted({ event: 'decide-request', given: { request, grant: grant ? 'yes' : 'no' } })
          }
        />
        <DetailFacts record={record} reporter={known.reporter} />
        <DetailTasks record={record} own={own} />
        <DetailSuggestions record={record} suggestion={known.suggestion} onChoose={choose} hasKeys={props.hasKeys} />
        <DetailLimits record={record} />
        <DetailClass record={record} item={item} />
        <DetailOversight record={record} />
        <DetailEvidence evidence={record.evidence} />
        <DetailLinks record={record} item={item} onOpen={onOpen} />
        {known.history.length > 0 && (
          <DetailSection title={say('detail.history')}>
            <HistoryList history={known.history} />
          </DetailSection>
        )}
      </div>
      <div className="detail-foot" ref={foot}>
        {wanted ? (
          <EventForm
            key={`${wanted.event}${JSON.stringify(wanted.given ?? null)}`}
            record={record}
            event={wanted.event}
            {...(wanted.given && { given: wanted.given })}
            acting={acting}
            onClose={leave}
          />
        ) : (
          <ActionBar record={record} own={own} hasKeys={props.hasKeys} onWant={want} />
        )}
      </div>
    </article>
  );
}

/**
 * What is handed over, list by list, the worst first. Every entry is a link to the thing itself; what this screen does not hold any more
 * (closed since) is told by its number.
 */
import { type ReactNode, use, useState } from 'react';
import type { HandoverContent } from '../../server/contract/handover.ts';
import type { AlarmId, IncidentId, UnitId } from '../../server/contract/ids.ts';
import { aboutOf, alarmWords } from '../alarm/alarm-words.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { PageLink } from '../design/page-link.tsx';
import { LevelIcon } from '../incident/level-icon.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

const INCIDENT_LISTS = ['overdue', 'requests', 'reopened'] as const;
const ALARM_LISTS = ['unacknowledgedAlarms', 'shelvedAlarms'] as const;
const FIRST_SHOWN = 8;
const FIRST_SHOWN_WIDE = 24;

export function HandoverLists({ content }: { content: HandoverContent }) {
  return (
    <div className="handover-lists">
      {ALARM_LISTS.map(list => (
        <List key={list} name={say(`handover.${list}`)} ids={content[list]} entry={id => <AlarmEntry id={id} />} />
      ))}
      <List name={say('handover.lostUnits')} ids={content.lostUnits} entry={id => <UnitEntry id={id} />} />
      {INCIDENT_LISTS.map(list => (
        <List key={list} name={say(`handover.${list}`)} ids={content[list]} entry={id => <IncidentEntry id={id} />} />
      ))}
      <List name={say('handover.open')} ids={content.open} entry={id => <IncidentEntry id={id} />} isWide />
    </div>
  );
}

function List<Id extends string>(props: {
  name: string;
  ids: readonly Id[];
  entry: (id: Id) => ReactNode;
  /** Over the whole width, in columns. */
  isWide?: boolean;
}) {
  const { name, ids, entry, isWide = false } = props;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? ids : ids.slice(0, isWide ? FIRST_SHOWN_WIDE : FIRST_SHOWN);
  return (
    <section className={isWide ? 'handover-list wide' : 'handover-list'} data-empty={ids.length === 0}>
      <h3>
        {name} <span className="desk-count">{ids.length}</span>
      </h3>
      <ul>
        {shown.map(id => (
          <li key={id}>{entry(id)}</li>
        ))}
      </ul>
      {shown.length < ids.length && (
        <Button small kind="plain" onPress={() => setWhole(true)}>
          {say('handover.show-all', { n: ids.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function IncidentEntry({ id }: { id: IncidentId }) {
  const incident = useWall(state => state.incidents.byId.get(id));
  const profile = useProfile();
  return (
    <PageLink href={`?id=${encodeURIComponent(id)}`} className="handover-entry">
      {incident && <LevelIcon level={incident.level} size="16px" />}
      <b>{incident ? profile.category(incident.category) : id}</b>
      {incident && (
        <span>
          {profile.place(incident)} · {say(`incident.state.${incident.state}`)}
        </span>
      )}
      {incident && <small>{id}</small>}
    </PageLink>
  );
}

function AlarmEntry({ id }: { id: AlarmId }) {
  const alarm = useWall(state => state.alarms.byId.get(id));
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const profile = useProfile();
  const clock = use(ServerClockContext);
  if (!alarm) return <span className="handover-entry">{id}</span>;
  const words = alarmWords(alarm, aboutOf(alarm, { incidents, units, operations }), profile);
  return (
    <span className="handover-entry">
      <b>
        {alarm.incident ? (
          <PageLink href={`?id=${encodeURIComponent(alarm.incident)}`}>{words.title}</PageLink>
        ) : (
          words.title
        )}
      </b>
      <span>
        {words.place}
        {alarm.shelveReason && ` · ${alarm.shelveReason}`}
      </span>
      <small>{timeOrDate(alarm.raisedAt, clock.serverNow(), profile.timeZone)}</small>
    </span>
  );
}

function UnitEntry({ id }: { id: UnitId }) {
  const unit = useWall(state => state.units.byId.get(id));
  return (
    <span className="handover-entry">
      <b>{unit?.callSign ?? id}</b>
    </span>
  );
}

/** The unit that was chosen on the map or in 力量: who it is, how far its position can be believed, on duty, where, doing what. */
import type { ReactNode } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import { Button } from '../design/desk/button.tsx';
import { isAway, type UnitRow } from '../patrol/unit-rows.ts';
import { freshnessText, groundText, taskText } from '../patrol/unit-words.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';

export function UnitCard(props: {
  row: UnitRow;
  onIncident: (id: IncidentId) => void;
  onLeave: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
}) {
  const { row, onIncident } = props;
  const { unit, work } = row;
  const profile = useProfile();
  const ground = groundText(row, profile);
  return (
    <div className="unit-card" data-freshness={row.seen?.freshness}>
      <h3>{unit.callSign}</h3>
      {row.helpSince !== null && <b className="unit-flag">{say('unit.state.help')}</b>}
      <span>
        {[profile.unitClassName(unit.unitClass), unit.organ && profile.organShort(unit.organ)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <b>{say(unit.onDuty ? 'unit.on-duty' : 'unit.off-duty')}</b>
      <b>{freshnessText(row)}</b>
      {ground !== null && <span>{ground}</span>}
      {isAway(unit) && <b className="unit-away">{say('unit.away')}</b>}
      {work ? (
        <button type="button" className="unit-work" onClick={() => onIncident(work.incident.id)}>
          {taskText(row)} {profile.category(work.incident.category)}
        </button>
      ) : (
        <span>{taskText(row)}</span>
      )}
      {props.children}
      <Button kind="plain" small className="unit-leave" label={say('desk.close')} onPress={props.onLeave}>
        <span aria-hidden="true">✕</span>
      </Button>
    </div>
  );
}

/**
 * 附近力量: who is near what is looked at (an incident, a unit, a scoring point, any place that was clicked), nearest first, with how old
 * the position is and what they are busy with. A press on a call sign shows that unit; 派 sends it to the incident that is open beside.
 */
import { type ReactNode, useMemo, useState } from 'react';
import { LOST_NEARBY_M } from '../../geodata/nearest-first.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { IncidentEventName } from '../../server/contract/incident-event.ts';
import { Button } from '../design/desk/button.tsx';
import type { FieldValues } from '../incident/event-values.ts';
import { useSendingUnits } from '../incident/use-sending-units.ts';
import type { UnitRow } from '../patrol/unit-rows.ts';
import { freshnessText, taskText } from '../patrol/unit-words.ts';
import { useProfile } from '../profile/profile-names.ts';
import { distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { type NearbyUnit, nearbyUnits } from './nearby-units.ts';

const FEW_ROWS = 4;
const MOST_ROWS = 12;

export interface NearbyPanelProps {
  rows: readonly UnitRow[];
  around: LonLat;
  /** From where, when it is not the incident that is looked at; with the way back to it. */
  from: { name: string; onLeave: () => void } | null;
  /** The unit from which one looks; it is not near itself. */
  besides: UnitId | null;
  /** Where somebody can be sent to; null = nowhere. */
  incident: IncidentRecord | null;
  onUnit: (id: UnitId) => void;
  onForm: (event: IncidentEventName, given: FieldValues) => void;
  /** Above the list: what is known of the unit. */
  children?: ReactNode;
}

export function NearbyPanel(props: NearbyPanelProps) {
  const { rows, around, from, besides, incident, onUnit, onForm } = props;
  const profile = useProfile();
  const sending = useSendingUnits(incident, onForm);
  const [isLong, setLong] = useState(false);
  const nearby = useMemo(() => nearbyUnits(around, rows, besides), [around, rows, besides]);
  const shown = nearby.near.slice(0, isLong ? MOST_ROWS : FEW_ROWS);
  const more = nearby.near.length - shown.length;
  return (
    <section className="nearby" aria-label={say('nearby.title')}>
      {props.children}
      <header>
        <h3>{say('nearby.title')}</h3>
        <span>{say('nearby.straight')}</span>
        {from && (
          <Button kind="plain" small label={say('nearby.leave', { from: from.name })} onPress={from.onLeave}>
            {say('nearby.from', { from: from.name })} <span aria-hidden="true">✕</span>
          </Button>
        )}
        <span className="nearby-counts">
          {nearby.lost > 0 && say('nearby.lost', { n: nearby.lost, km: LOST_NEARBY_M / 1000 })}
          {(more > 0 || isLong) && (
            <Button kind="plain" small onPress={() => setLong(!isLong)}>
              {isLong ? say('nearby.fewer') : say('nearby.more', { n: more })}
            </Button>
          )}
        </span>
      </header>
      <p role="alert" className="desk-error nearby-problem">
        {sending.problem}
      </p>
      {shown.length === 0 ? (
        <p>{say('nearby.none')}</p>
      ) : (
        <table>
          <caption className="desk-hidden">{say('nearby.title')}</caption>
          <thead className="desk-hidden">
            <tr>
              <th scope="col">{say('nearby.unit')}</th>
              <th scope="col">{say('nearby.task')}</th>
              <th scope="col">{say('nearby.age')}</th>
              <th scope="col">{say('nearby.distance')}</th>
              <th scope="col">{say('nearby.send')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(near => (
              <tr key={near.item.unit.id} data-freshness={near.item.seen?.freshness}>
                <NearbyCells near={near} className={profile.unitClassName(near.item.unit.unitClass)} onUnit={onUnit} />
                <td className="nearby-send">
                  <SendButton near={near} sending={sending} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function NearbyCells(props: { near: NearbyUnit; className: string; onUnit: (id: UnitId) => void }) {
  const { item: row, distanceM } = props.near;
  return (
    <>
      <th scope="row">
        <Button kind="plain" small onPress={() => props.onUnit(row.unit.id)}>
          {row.unit.callSign}
        </Button>
      </th>
      <td>
        {props.className} · {taskText(row)}
      </td>
      <td>{freshnessText(row)}</td>
      <td className="number">{distanceText(distanceM)}</td>
    </>
  );
}

function SendButton({ near, sending }: { near: NearbyUnit; sending: ReturnType<typeof useSendingUnits> }) {
  const { unit } = near.item;
  const send = sending.sendOf(unit);
  if (!send) return null;
  return (
    <Button
      small
      label={say('nearby.send-unit', { unit: unit.callSign })}
      whyNot={sending.block}
      isPending={sending.sending === unit.id}
      onPress={send}
    >
      {say('nearby.send')}
    </Button>
  );
}

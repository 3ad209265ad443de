/** 附近力量: the units within a kilometre of what is looked at, nearest first. A press on a call sign brings the map there. */
import { use, useMemo } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { NEARBY_RADIUS_M, nearbyUnits, tasksOfUnits } from './nearby-units.ts';

const MOST_ROWS = 4;

export function NearbyPanel({ around, onGoTo }: { around: LonLat; onGoTo: (at: LonLat) => void }) {
  const units = useWall(state => state.units);
  const open = useWall(state => state.incidents.open);
  const positions = use(UnitPositionsContext);
  const now = useServerNow();
  const { unitClass, geodata } = useProfile();
  const tasks = useMemo(() => tasksOfUnits(open), [open]);
  const nearby = useMemo(
    () => nearbyUnits(around, units, positions, tasks, id => unitClass(id).reportIntervalS, now),
    [around, units, positions, tasks, unitClass, now],
  );
  const className = (id: string) => geodata.profile.unitClasses.find(c => c.id === id)?.name ?? id;
  const shown = nearby.units.slice(0, MOST_ROWS);
  const more = nearby.units.length - shown.length;
  return (
    <section className="nearby" aria-label={say('nearby.title')}>
      <header>
        <h3>{say('nearby.title')}</h3>
        <span>{say('nearby.radius', { n: NEARBY_RADIUS_M / 1000 })}</span>
        <span className="nearby-counts">
          {more > 0 && say('nearby.more', { n: more })}
          {nearby.lost > 0 && ` ${say('nearby.lost', { n: nearby.lost })}`}
        </span>
      </header>
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
            </tr>
          </thead>
          <tbody>
            {shown.map(({ unit, at, distanceM, fixAgeMs, freshness, task }) => (
              <tr key={unit.id} data-freshness={freshness}>
                <th scope="row">
                  <Button kind="plain" small onPress={() => onGoTo(at)}>
                    {unit.callSign}
                  </Button>
                </th>
                <td>
                  {className(unit.unitClass)} · {say(`unit.task.${task}`)}
                </td>
                <td>
                  {freshness === 'clock-error' ? say('unit.clock-error') : say('units.ago', { age: ageText(fixAgeMs) })}
                  {freshness === 'stale' && ` · ${say('units.stale')}`}
                </td>
                <td className="number">{distanceText(distanceM)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

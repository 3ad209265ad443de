/**
 * The most urgent alarm that somebody has answered, one steady row at the top of the left rail until its cause is gone (wall-ux §8):
 * it tells the room who has it in hand. Overdue limits and lost units are not repeated here, they stand in their own lists.
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { fitText, textEms } from '../design/fit-text.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import type { WallScale } from '../design/wall-profile.ts';
import { useProfile } from '../profile/profile-names.ts';
import type { WallState } from '../store/store.ts';
import { useWall } from '../store/use-store.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { AlarmSign } from './alarm-sign.tsx';
import { aboutOf, alarmWords } from './alarm-words.ts';
import './alarm-banner.css';

const isShown = (alarm: AlarmRecord) => alarm.priority <= 2 && alarm.state === 'acknowledged';

export function hasAnsweredAlarm({ alarms }: Pick<WallState, 'alarms'>): boolean {
  return alarms.answered.some(isShown);
}

/** In px, the gap below it included. */
export function answeredAlarmHeight({ px }: WallScale): number {
  return px.body * 1.3 + px.min * 1.3 + px.body * 1.4;
}

export function AnsweredAlarm({ width }: { width: number }) {
  const answered = useWall(state => state.alarms.answered);
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const profile = useProfile();
  const now = useServerNow();
  const scale = useWallScale();
  const { px } = scale;
  const shown = answered.filter(isShown);
  const [alarm] = shown;
  if (!alarm) return null;
  const { sign, title, place } = alarmWords(alarm, aboutOf(alarm, { incidents, units }), profile);
  const by = say('alarm.acknowledged', {
    who: alarm.acknowledgedBy ?? '',
    time: alarm.acknowledgedAt === null ? '' : timeOrDate(alarm.acknowledgedAt, now, profile.timeZone),
  });
  const more = shown.length > 1 ? say('alarm.more', { n: shown.length - 1 }) : '';
  const room = width - px.body * 2.5 - px.unit;
  const placeEms = room / px.min - (textEms(fitText(title, room / px.body)) * px.body) / px.min - 0.8;
  return (
    <section className="wall-card answered-alarm" style={{ height: answeredAlarmHeight(scale) - px.body / 2 }}>
      <AlarmSign sign={sign} size="100%" />
      <div>
        <p>
          <b>{fitText(title, room / px.body)}</b>
          {place !== null && placeEms >= 3 && <small>{fitText(place, placeEms)}</small>}
        </p>
        <p className="answered-by">
          <span>{fitText(by, room / px.min - textEms(more) - 0.5)}</span>
          <span>{more}</span>
        </p>
      </div>
    </section>
  );
}

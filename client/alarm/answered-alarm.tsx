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

/** One line where a seam cuts the rail short: the list below needs its rows. */
export type AnsweredLines = 1 | 2;

/** In px, the gap below it included. */
export function answeredAlarmHeight({ px }: WallScale, lines: AnsweredLines): number {
  const text = px.body * 1.3 + (lines === 2 ? px.min * 1.3 : 0);
  return text + px.body * 0.7 + px.body * 0.5;
}

export function AnsweredAlarm({ width, lines }: { width: number; lines: AnsweredLines }) {
  const answered = useWall(state => state.alarms.answered);
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const profile = useProfile();
  const now = useServerNow();
  const scale = useWallScale();
  const { px } = scale;
  const shown = answered.filter(isShown);
  const [alarm] = shown;
  if (!alarm) return null;
  const words = alarmWords(alarm, aboutOf(alarm, { incidents, units, operations }), profile);
  const by = say('alarm.acknowledged', {
    who: alarm.acknowledgedBy ?? '',
    time: alarm.acknowledgedAt === null ? '' : timeOrDate(alarm.acknowledgedAt, now, profile.timeZone),
  });
  // Padding, sign and the gaps between them.
  const roomPx = width - px.unit - px.body * 2.2;
  const others = shown.length > 1 ? say('alarm.more', { n: shown.length - 1 }) : '';
  // In one line what it is comes before how many more there are.
  const wholePx = textEms(words.title) * px.body + (textEms(by + others) + 0.6) * px.min;
  const more = lines === 2 || wholePx <= roomPx ? others : '';
  const asideEms = textEms(more) + (more ? 0.6 : 0);
  const byEms = lines === 1 ? textEms(by) + asideEms : 0;
  const title = fitText(words.title, (roomPx - byEms * px.min) / px.body);
  const placeEms = (roomPx - textEms(title) * px.body) / px.min - 0.6;
  const place = words.place !== null && placeEms >= 4 ? fitText(words.place, placeEms) : '';
  const answeredBy = <span className="answered-by">{fitText(by, roomPx / px.min - asideEms)}</span>;
  return (
    <section className="wall-card answered-alarm" style={{ height: answeredAlarmHeight(scale, lines) - px.body * 0.5 }}>
      <AlarmSign sign={words.sign} size="calc(var(--arc) * 30)" />
      <div>
        <p>
          <b>{title}</b>
          {lines === 1 ? answeredBy : <small>{place}</small>}
          {lines === 1 && <span className="answered-more">{more}</span>}
        </p>
        {lines === 2 && (
          <p>
            {answeredBy}
            <span className="answered-more">{more}</span>
          </p>
        )}
      </div>
    </section>
  );
}

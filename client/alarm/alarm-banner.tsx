/**
 * The alarm banner of the wall (wall-ux §8): the single most urgent alarm that nobody has answered, over the map's top strip, until
 * somebody answers. In a flood it says that there is one, what it is about in at most five groups, and annunciates only priority 1
 * singly. In: which part of the strip, and how wide. On walls whose middle is a seam the strip has two halves and so has the banner.
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { fitText, textEms } from '../design/fit-text.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, elapsedText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { AlarmSign, AlarmSignOnFill } from './alarm-sign.tsx';
import { type AlarmWords, aboutOf, alarmWords } from './alarm-words.ts';
import { floodGroups } from './flood-groups.ts';
import './alarm-banner.css';

/** Beyond an hour, minutes tell nothing and cost the place its room. */
const HOUR_MS = 3_600_000;

export type BannerPart = 'whole' | 'start' | 'end';

export function AlarmBanner({ part, width }: { part: BannerPart; width: number }) {
  const unanswered = useWall(state => state.alarms.unanswered);
  const figures = useWall(state => state.figures?.alarms);
  const flood = figures?.flood ?? false;
  const first = unanswered[0];
  const single = first && (!flood || first.priority === 1) ? first : null;
  if (!single && !flood) return null;
  return (
    <>
      {single && <SingleAlarm alarm={single} others={flood ? 0 : unanswered.length - 1} part={part} width={width} />}
      {flood && <Flood count={figures?.inTenMinutes ?? 0} part={part} isAlone={!single} />}
    </>
  );
}

/** Of the title, of a place, and of a place too long for that; px. */
interface TextSizes {
  title: number;
  place: number;
  long: number;
}

function SingleAlarm(props: { alarm: AlarmRecord; others: number; part: BannerPart; width: number }) {
  const { alarm, others, part, width } = props;
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const profile = useProfile();
  const now = useServerNow();
  const { px } = useWallScale();
  const words = alarmWords(alarm, aboutOf(alarm, { incidents, units, operations }), profile);
  const waitingMs = now - words.since;
  const time = waitingMs < HOUR_MS ? elapsedText(waitingMs) : ageText(waitingMs);
  const more = others > 0 ? say('alarm.more', { n: others }) : '';
  const state = alarm.escalation === 2 ? say('alarm.leader-called') : (words.handler ?? say('alarm.state.raised'));

  const aside = [[time, more].filter(Boolean).join(' · '), state];
  const asidePx = part === 'whole' ? Math.max(...aside.map(textEms)) * px.min : 0;
  // Padding left and right, and a gap on each side of the words.
  const roomPx = width - px.banner * 1.3 - px.body * 2.2;
  // What must not be answered at once speaks one size lower.
  const sizes = isFilled(alarm)
    ? { title: px.banner, place: px.title, long: px.body }
    : { title: px.title, place: px.body, long: px.min };
  // Where the aside would leave no room for a category of four hanzi and a short place, it goes below.
  const isStacked = part === 'whole' && roomPx - asidePx < sizes.title * 4 + sizes.place * 4;
  const wordsPx = isStacked ? roomPx : roomPx - asidePx;
  return (
    <section className={bannerClass(alarm, words, part, isStacked)}>
      {part !== 'end' && (
        <>
          {isFilled(alarm) ? (
            <AlarmSignOnFill sign={words.sign} size="calc(var(--type-banner) * 1.34)" blinks />
          ) : (
            <AlarmSign sign={words.sign} size="var(--type-banner)" />
          )}
          <What words={words} roomPx={wordsPx} sizes={sizes} />
        </>
      )}
      {part === 'whole' && (
        <p className="alarm-aside">
          <b>{aside[0]}</b>
          <span>{aside[1]}</span>
        </p>
      )}
      {part === 'end' && (
        <p className="alarm-line">
          <b>{time}</b>
          <span>{state}</span>
          <span className="alarm-more">{more}</span>
        </p>
      )}
    </section>
  );
}

function What({ words, roomPx, sizes }: { words: AlarmWords; roomPx: number; sizes: TextSizes }) {
  const title = fitText(words.title, roomPx / sizes.title);
  const placePx = roomPx - textEms(title) * sizes.title - sizes.long * 0.5;
  const place = words.place ?? '';
  // A smaller place is better than half a place.
  const isSmall = textEms(place) * sizes.place > placePx;
  const fitted = fitText(place, placePx / (isSmall ? sizes.long : sizes.place));
  return (
    <p className="alarm-what" role="alert">
      <b>{title}</b>
      {textEms(fitted) * sizes.long <= placePx && <span className={isSmall ? 'small' : undefined}>{fitted}</span>}
    </p>
  );
}

function Flood({ count, part, isAlone }: { count: number; part: BannerPart; isAlone: boolean }) {
  const unanswered = useWall(state => state.alarms.unanswered);
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const profile = useProfile();
  const { groups, others } = floodGroups(unanswered, { incidents, units, operations }, profile);
  const hidden = incidents.open.filter(({ level }) => level === 4).length;
  const hiddenText = hidden > 0 ? say('alarm.flood.hidden', { n: hidden }) : '';
  // Everything is answered: the second half has nothing to say.
  if (part === 'end' && groups.length === 0 && !hiddenText) return null;
  return (
    <section className={`alarm-banner alarm-flood ${part}`}>
      {part !== 'end' && (
        <p className={isAlone ? 'alarm-what' : 'alarm-what small'} role="alert">
          <b>{say('alarm.flood', { n: count })}</b>
          {part === 'whole' && hiddenText && <span>{hiddenText}</span>}
        </p>
      )}
      {part !== 'start' && (
        <ul>
          {groups.map(({ place, what, count: n }) => (
            <li key={`${place} ${what}`}>
              {say('alarm.flood.group', { place, what })} <b>{n}</b>
            </li>
          ))}
          {others > 0 && <li>{say('alarm.flood.others', { n: others })}</li>}
          {part === 'end' && hiddenText && <li>{hiddenText}</li>}
        </ul>
      )}
    </section>
  );
}

/** Only what must be answered at once takes a whole strip of saturated colour. */
function isFilled(alarm: AlarmRecord): boolean {
  return alarm.priority <= 2 && (alarm.kind === 'major-incident' || alarm.kind === 'help');
}

function bannerClass(alarm: AlarmRecord, words: AlarmWords, part: BannerPart, isStacked: boolean): string {
  const level = words.sign.name === 'level' ? words.sign.level : 1;
  const fill = isFilled(alarm) ? `filled fill-${level ?? alarm.priority}` : 'plain';
  return ['alarm-banner', part, fill, isStacked && 'stacked'].filter(Boolean).join(' ');
}

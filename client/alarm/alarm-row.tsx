/** One line of the alarm list: sign, what, where, how long, who. */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import { useProfile } from '../profile/profile-names.ts';
import { elapsedText, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { AlarmSign } from './alarm-sign.tsx';
import type { AlarmWords } from './alarm-words.ts';

export function AlarmRow(props: {
  alarm: AlarmRecord;
  words: AlarmWords;
  now: number;
  topPx: number;
  heightPx: number;
  /** 1, 2, 3 … of `size`: most rows are not in the page. */
  position: number;
  size: number;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const { alarm, words, now, position, size, isChosen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list holds the focus and the keys (aria-activedescendant)
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={`alarm-${alarm.id}`}
      className="alarm-row"
      role="option"
      aria-selected={isChosen}
      aria-posinset={position}
      aria-setsize={size}
      data-state={alarm.state}
      style={{ top: props.topPx, height: props.heightPx }}
      onClick={props.onChoose}
    >
      <AlarmSign sign={words.sign} size="18px" />
      <span className="alarm-row-title">{words.title}</span>
      <span className="alarm-row-place">{words.place}</span>
      <span className="alarm-row-answer">
        <AlarmAnswer alarm={alarm} now={now} />
      </span>
      <time className="alarm-row-age">{elapsedText(now - words.since)}</time>
    </div>
  );
}

/** 未确认; 值班员 14:32 已确认; 值班员搁置至 14:47. */
export function AlarmAnswer({ alarm, now }: { alarm: AlarmRecord; now: number }) {
  const { timeZone } = useProfile();
  const time = (at: number | null) => (at === null ? '' : timeOrDate(at, now, timeZone));
  switch (alarm.state) {
    case 'acknowledged':
      return say('alarm.acknowledged', { who: alarm.acknowledgedBy ?? '', time: time(alarm.acknowledgedAt) });
    case 'shelved':
      return say('alarm.shelved', { who: alarm.shelvedBy ?? '', time: time(alarm.shelvedUntil) });
    default:
      return alarm.escalation === 2 ? say('alarm.leader-called') : say('alarm.state.raised');
  }
}

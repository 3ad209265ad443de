/** The chosen alarm beside the list: all that is known of it, and what may be done. One primary action: 确认. */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { IncidentId } from '../../server/contract/ids.ts';
import { Button } from '../design/desk/button.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTimeWithSeconds, elapsedText, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { AlarmAnswer } from './alarm-row.tsx';
import { AlarmSign } from './alarm-sign.tsx';
import type { AlarmWords } from './alarm-words.ts';

export function AlarmCard(props: {
  alarm: AlarmRecord;
  words: AlarmWords;
  now: number;
  mayAnswer: boolean;
  whyNot: string | null;
  onAcknowledge: () => void;
  onAsk: (dialog: 'shelve' | 'clear') => void;
  onOpen: (incident: IncidentId) => void;
}) {
  const { alarm, words, now, mayAnswer, whyNot } = props;
  const { timeZone } = useProfile();
  const { incident } = alarm;
  const lines = [
    say(`alarm.kind.${alarm.kind}`),
    words.detail,
    words.place,
    words.handler,
    alarm.said,
    alarm.shelveReason &&
      `${say('alarm.came-back', { time: alarm.shelvedUntil === null ? '' : timeOrDate(alarm.shelvedUntil, now, timeZone) })}，${alarm.shelveReason}`,
  ].filter(line => line !== null && line !== '');
  return (
    <aside className="alarm-card" aria-live="polite">
      <header>
        <AlarmSign sign={words.sign} size="36px" />
        <h2>{words.title}</h2>
        <span className="alarm-card-id">{alarm.id}</span>
      </header>
      <p className="alarm-card-time">
        <b>{elapsedText(now - words.since)}</b>
        <span>{clockTimeWithSeconds(alarm.raisedAt, timeZone)}</span>
        <span>
          <AlarmAnswer alarm={alarm} now={now} />
        </span>
      </p>
      <ul>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="desk-actions">
        {mayAnswer && alarm.state !== 'acknowledged' && (
          <Button kind="primary" keyHint="A" whyNot={whyNot} onPress={props.onAcknowledge}>
            {say('alarms.acknowledge')}
          </Button>
        )}
        {mayAnswer && alarm.state === 'raised' && (
          <Button keyHint="S" whyNot={whyNot} onPress={() => props.onAsk('shelve')}>
            {say('alarms.shelve')}
          </Button>
        )}
        {mayAnswer && alarm.kind === 'help' && (
          <Button kind="danger" whyNot={whyNot} onPress={() => props.onAsk('clear')}>
            {say('alarms.clear')}
          </Button>
        )}
        {incident !== null && <Button onPress={() => props.onOpen(incident)}>{say('alarms.show')}</Button>}
      </div>
    </aside>
  );
}

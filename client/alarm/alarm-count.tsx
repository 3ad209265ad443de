/** How many alarms nobody has answered, with the sign of the most urgent: in sight on every page of the desk, one press away. */
import { Button } from '../design/desk/button.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { AlarmSign } from './alarm-sign.tsx';
import { aboutOf, alarmWords } from './alarm-words.ts';
import './alarm-desk.css';

/** `onOpen`: show the list; it begins with the most urgent one. */
export function AlarmCount({ onOpen, keyHint }: { onOpen: () => void; keyHint?: string }) {
  const unanswered = useWall(state => state.alarms.unanswered);
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const profile = useProfile();
  const [first] = unanswered;
  return (
    <Button
      kind={first ? 'quiet' : 'plain'}
      small
      className="alarm-count"
      onPress={onOpen}
      {...(keyHint !== undefined && { keyHint })}
    >
      {first && (
        <AlarmSign
          sign={alarmWords(first, aboutOf(first, { incidents, units, operations }), profile).sign}
          size="18px"
        />
      )}
      {say('alarms.title')}
      <span className="desk-count" aria-hidden="true">
        {unanswered.length}
      </span>
      <span className="desk-hidden">{say('alarms.count', { n: unanswered.length })}</span>
    </Button>
  );
}

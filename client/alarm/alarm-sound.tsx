/**
 * The sound of alarms at a desk, and the one place that says whether it can be heard: 声音未启用 until the browser allows it, silence
 * said as such while the link is lost. Pressing it opens the test that every shift begins with (wall-ux §7).
 */
import { useState } from 'react';
import { isNight } from '../clock/night.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import type { AlarmSignal } from './alarm-signals.ts';
import { useAlarmSound } from './use-alarm-sound.ts';
import './alarm-desk.css';

const SIGNALS: readonly AlarmSignal[] = ['level-1', 'level-2', 'fault'];

export function AlarmSound() {
  const { speaker, state, isStopped } = useAlarmSound('desk');
  const { timeZone } = useProfile();
  const night = isNight(useServerNow(), timeZone);
  const [isTesting, setTesting] = useState(false);
  if (isStopped) return <span className="alarm-sound-state">{say('alarm.sound.stopped')}</span>;
  if (state !== 'ready')
    return (
      <Button small className="alarm-sound-off" onPress={() => void speaker.enable()}>
        {say('alarm.sound.off')}
      </Button>
    );
  return (
    <>
      <Button kind="plain" small label={say('alarm.sound.test')} onPress={() => setTesting(true)}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M2 6v4h2.6L8.5 13V3L4.6 6Z" fill="currentColor" />
          <path d="M10.4 5.4a3.7 3.7 0 0 1 0 5.2M12.2 3.6a6.2 6.2 0 0 1 0 8.8" fill="none" stroke="currentColor" />
        </svg>
      </Button>
      <Dialog title={say('alarm.sound.title')} isOpen={isTesting} onClose={() => setTesting(false)} closesOutside>
        <ul className="alarm-sound-test">
          {SIGNALS.map(signal => (
            <li key={signal}>
              <span>{say(`alarm.sound.${signal}`)}</span>
              <Button small onPress={() => speaker.play(signal, night)}>
                {say('alarm.sound.play')}
              </Button>
            </li>
          ))}
        </ul>
        <p className="desk-help">{say('alarm.sound.night')}</p>
      </Dialog>
    </>
  );
}

/**
 * Sounds the alarms of this page, once a second after its schedule. In: whether it stands on a desk or a wall. Out: the speaker, to
 * test it, and whether the browser lets it sound. Nothing is ever sounded from records that may be out of date: without a live link
 * there is silence, and on desks the one low signal that says so.
 */
import { use, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { isNight } from '../clock/night.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall, WallStoreContext } from '../store/use-store.ts';
import { nothingHeard, type Place, soundNow } from './alarm-schedule.ts';
import { AlarmSpeaker, type SpeakerState } from './alarm-speaker.ts';

const LOOK_EVERY_MS = 500;

export function useAlarmSound(place: Place): { speaker: AlarmSpeaker; state: SpeakerState; isStopped: boolean } {
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const { timeZone } = useProfile();
  const speaker = useMemo(() => new AlarmSpeaker(), []);
  const heard = useRef(nothingHeard);
  const isLive = useWall(state => state.link.name === 'live');
  const wasLive = useRef(false);

  useEffect(() => () => speaker.close(), [speaker]);

  useEffect(() => {
    // Whoever touches the page has shown that somebody is there; browsers then let it sound.
    const enable = () => void speaker.enable();
    enable();
    window.addEventListener('pointerdown', enable);
    window.addEventListener('keydown', enable);
    return () => {
      window.removeEventListener('pointerdown', enable);
      window.removeEventListener('keydown', enable);
    };
  }, [speaker]);

  useEffect(() => {
    const night = () => isNight(clock.serverNow(), timeZone);
    if (!isLive) {
      if (wasLive.current && place === 'desk') speaker.play('fault', night());
      wasLive.current = false;
      // What comes with the first data after an outage is new to whoever sits here.
      heard.current = nothingHeard;
      return;
    }
    wasLive.current = true;
    const look = () => {
      const { alarms, figures } = store.getState();
      const now = Math.floor(clock.serverNow());
      const flood = figures?.alarms.flood ?? false;
      const next = soundNow(alarms.unanswered, { place, flood, heard: heard.current, now });
      heard.current = next.heard;
      if (next.signal) speaker.play(next.signal, night());
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [store, clock, timeZone, speaker, place, isLive]);

  const state = useStore(speaker.state, ({ speaker: now }) => now);
  return { speaker, state, isStopped: !isLive };
}

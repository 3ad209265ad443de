/**
 * Makes signals heard with Web Audio: no file to load, nothing to fetch. In: a signal and whether it is night. Out: sound, and
 * whether this browser lets the page sound at all (it may want a click first; the page then says 声音未启用).
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type AlarmSignal, gainOf, PULSES } from './alarm-signals.ts';

export type SpeakerState = 'ready' | 'blocked' | 'missing';

/** Half of full scale: three pulses on a desk speaker stay below the pain of a headset. */
const VOLUME = 0.5;
/** A tone that is switched on at once clicks. */
const RAMP_S = 0.01;

export class AlarmSpeaker {
  readonly state: StoreApi<{ speaker: SpeakerState }>;
  readonly #context: AudioContext | null;

  constructor(createContext: () => AudioContext = () => new AudioContext()) {
    let context: AudioContext | null = null;
    try {
      context = createContext();
    } catch {
      // No sound device, or a browser without Web Audio: said on the page like a blocked one.
    }
    this.#context = context;
    this.state = createStore<{ speaker: SpeakerState }>(() => ({ speaker: context ? 'blocked' : 'missing' }));
    if (!context) return;
    const follow = () => this.state.setState({ speaker: context.state === 'running' ? 'ready' : 'blocked' });
    context.addEventListener('statechange', follow);
    follow();
  }

  /** Works after a click or a key; on a kiosk that allows sound, at any time. */
  async enable(): Promise<void> {
    await this.#context?.resume().catch(() => undefined);
  }

  play(signal: AlarmSignal, isNight: boolean): void {
    const context = this.#context;
    if (context?.state !== 'running') return;
    const loudness = VOLUME * gainOf(isNight);
    for (const { atS, lastsS, hz } of PULSES[signal]) {
      const from = context.currentTime + atS;
      const tone = new OscillatorNode(context, { type: 'triangle', frequency: hz });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(loudness, from + RAMP_S);
      gain.gain.setValueAtTime(loudness, from + lastsS - RAMP_S);
      gain.gain.linearRampToValueAtTime(0, from + lastsS);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(from + lastsS);
    }
  }

  close(): void {
    void this.#context?.close().catch(() => undefined);
  }
}

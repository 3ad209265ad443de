/**
 * Three signals that cannot be taken for each other, by number of pulses and by pitch (wall-ux §7: pitches at least 20 % apart,
 * 200..5000 Hz). Pure: what is to be heard; alarm-speaker.ts makes it heard.
 */
export type AlarmSignal = 'level-1' | 'level-2' | 'fault';

export interface Pulse {
  /** From the beginning of the signal. */
  atS: number;
  lastsS: number;
  hz: number;
}

const pulses = (count: number, everyS: number, lastsS: number, hz: number): Pulse[] =>
  Array.from({ length: count }, (_, i) => ({ atS: i * everyS, lastsS, hz }));

export const PULSES: Record<AlarmSignal, readonly Pulse[]> = {
  'level-1': pulses(3, 0.3, 0.2, 1250),
  'level-2': pulses(2, 0.5, 0.3, 780),
  fault: pulses(1, 1, 0.9, 320),
};

/** At night, against the day. */
export const NIGHT_DB = -6;

export function gainOf(isNight: boolean): number {
  return 10 ** ((isNight ? NIGHT_DB : 0) / 20);
}

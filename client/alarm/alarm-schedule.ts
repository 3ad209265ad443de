/**
 * When which signal sounds (wall-ux §7). Pure. In: the unanswered alarms, whether there is a flood, what sounded when, the time.
 * Out: the signal to sound now, at most one, the most urgent. A desk hears priority 1 every 30 s until somebody answers, priority 2
 * when it comes and once more after 120 s, in a flood priority 1 only. A wall hears nothing until the server has carried priority 1
 * on to it (escalation 1), then as a desk.
 */
import type { AlarmRecord } from '../../server/contract/alarm.ts';
import type { AlarmSignal } from './alarm-signals.ts';

/** Server times, UTC ms; null = not since this page was opened. */
export interface Heard {
  /** Up to when alarms were looked at. */
  until: number | null;
  levelOneAt: number | null;
}

export const nothingHeard: Heard = { until: null, levelOneAt: null };

export type Place = 'desk' | 'wall';

const LEVEL_ONE_EVERY_MS = 30_000;
const LEVEL_TWO_AGAIN_MS = 120_000;

export function soundNow(
  unanswered: readonly AlarmRecord[],
  { place, flood, heard, now }: { place: Place; flood: boolean; heard: Heard; now: number },
): { signal: AlarmSignal | null; heard: Heard } {
  // A page that was just opened does not repeat what came long before it, except what must sound until it is answered.
  const since = heard.until ?? now - 1000;
  const isDue = (at: number) => at > since && at <= now;
  const ones = unanswered.filter(({ priority, escalation }) => priority === 1 && (place === 'desk' || escalation > 0));
  const looked = { ...heard, until: now };
  if (ones.length === 0) looked.levelOneAt = null;
  else if (
    heard.levelOneAt === null ||
    now - heard.levelOneAt >= LEVEL_ONE_EVERY_MS ||
    ones.some(alarm => isDue(beganAt(alarm)))
  )
    return { signal: 'level-1', heard: { until: now, levelOneAt: now } };

  if (place === 'wall' || flood) return { signal: null, heard: looked };
  const two = unanswered.find(
    alarm => alarm.priority === 2 && (isDue(beganAt(alarm)) || isDue(beganAt(alarm) + LEVEL_TWO_AGAIN_MS)),
  );
  if (!two) return { signal: null, heard: looked };
  return { signal: two.kind === 'silent-unit' ? 'fault' : 'level-2', heard: looked };
}

/** Signals count anew when a shelved alarm has come back. */
function beganAt({ raisedAt, shelvedUntil }: AlarmRecord): number {
  return Math.max(raisedAt, shelvedUntil ?? 0);
}

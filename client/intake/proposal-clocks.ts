/**
 * The clocks that would run, as the form shows them: those that are over first (the report clocks of a sudden event start when it
 * happened and may be over before the call ends), then the ones due next.
 */
import type { IncidentLimit } from '../../server/contract/incident-limit.ts';
import { type LimitTone, limitTone } from '../incident/incident-clock.ts';
import { timeLeftText } from '../incident/limit-text.ts';
import { say } from '../wording/wording.ts';

export interface ClockShown {
  id: string;
  name: string;
  tone: LimitTone;
  /** `剩 00:26:19`, `超 00:18:20`. */
  left: string;
  limit: IncidentLimit;
}

export function clocksShown(limits: readonly IncidentLimit[], now: number): ClockShown[] {
  return [...limits]
    .filter(limit => limit.state !== 'ended')
    .sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
    .map(limit => {
      const tone = limitTone(limit, now);
      const left =
        tone === 'over'
          ? say('limit.over', { over: timeLeftText(now - limit.dueAt) })
          : say('limit.left', { left: timeLeftText(limit.dueAt - now) });
      return { id: limit.id, name: say(`limit.step.${limit.step}`), tone, left, limit };
    });
}

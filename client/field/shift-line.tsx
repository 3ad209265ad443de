/** The own shift ([P-90]): which one runs and until when, and the next one. Who has begun it without signing on is told so. */
import type { FieldState } from '../../server/contract/field.ts';
import { clockTime, fullDate, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

type Shift = NonNullable<NonNullable<FieldState['shifts']>['next']>;

export function ShiftLine({ state, now }: { state: FieldState; now: number }) {
  const { shifts, unit, timeZone } = state;
  if (shifts === null) return <p>{say('field.shift.not-set')}</p>;
  // The answer may be old, without a network: a shift that has ended meanwhile is no longer now, the next one may be.
  const running = [...shifts.now, ...(shifts.next ? [shifts.next] : [])].filter(
    ({ from, to }) => from <= now && now < to,
  );
  const next = shifts.next !== null && shifts.next.from > now ? shifts.next : null;
  const hours = ({ name, from, to }: Shift) =>
    say(fullDate(from, timeZone) === fullDate(to, timeZone) ? 'field.shift.hours' : 'field.shift.hours.next-day', {
      shift: name,
      from: timeOrDate(from, now, timeZone),
      to: clockTime(to, timeZone),
    });
  if (running.length === 0 && next === null) return <p>{say('field.shift.none')}</p>;
  return (
    <>
      {running.map(shift => (
        <p key={shift.from}>
          <b>{say('field.shift.now')}</b> {hours(shift)}
        </p>
      ))}
      {next && (
        <p>
          <b>{say('field.shift.next')}</b> {hours(next)}
        </p>
      )}
      {running.length > 0 && !unit.onDuty && <p className="field-warn">{say('field.shift.sign-on')}</p>}
    </>
  );
}

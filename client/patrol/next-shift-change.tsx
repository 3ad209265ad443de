/** One line: when shifts change next, and which begin; or that the jurisdiction has set none (未设定). In: `shifts` of the figures. */
import type { Figures } from '../../server/contract/figures.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import './next-shift-change.css';

export function NextShiftChange({ shifts }: { shifts: Figures['shifts'] }) {
  const { geodata } = useProfile();
  if (shifts === null) return <p className="next-shift-change">{say('cover.shifts-not-set')}</p>;
  const { next } = shifts;
  if (next === null) return <p className="next-shift-change">{say('cover.no-shift-change')}</p>;
  const time = clockTime(next.at, geodata.profile.timeZone);
  const named = next.begins.length > 0 ? next.begins : next.ends;
  return (
    <p className="next-shift-change">
      <span>{say(next.begins.length > 0 ? 'cover.next-begins' : 'cover.next-ends', { time })}</span>
      <span className="next-shift-names">{named.join(say('cover.between-shifts'))}</span>
    </p>
  );
}

/** 派驻值守达标率 (K17) by posted body, and what it is made of in words. In: the answer, null = 未设定. */
import type { PostedDesk } from '../../server/contract/kpi.ts';
import { useProfile } from '../profile/profile-names.ts';
import { groundName } from '../shift/shift-words.ts';
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { rateOf, rateText } from './kpi-text.ts';

export function PostedDeskTable({ desk }: { desk: PostedDesk }) {
  const profile = useProfile();
  const rows = desk.rows
    .map(row => ({ ...row, name: groundName(row, profile) }))
    .sort((a, b) => rateOf(a)! - rateOf(b)! || a.name.localeCompare(b.name));
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{say('kpi.posted-desk')}</h3>
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{say('kpi.posted-desk.body')}</th>
            <th scope="col" className="number">
              {say('kpi.posted-desk.kept')}
            </th>
            <th scope="col" className="number">
              {say('kpi.posted-desk.rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <td>{row.name}</td>
              <td className="number">
                {countText(row.numerator)} / {countText(row.denominator)}
              </td>
              <td className="number">{rateText(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The formula, from when it counts, and what it leaves out. */
export function postedDeskFormula(desk: PostedDesk | null): string {
  const { since = null, withoutRoster = 0 } = desk ?? {};
  return [
    say('kpi.posted-desk.formula'),
    since !== null && say('kpi.posted-desk.since', { day: since }),
    withoutRoster > 0 && say('kpi.posted-desk.no-roster', { n: withoutRoster }),
  ]
    .filter(Boolean)
    .join(say('kpi.posted-desk.between'));
}

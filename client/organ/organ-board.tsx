/**
 * 部门: who holds open matters now, how many of them nobody has acknowledged, how many are late. From the figures on the live link,
 * so it moves by itself. 在办 and 超时 open the queue of that organ.
 */
import { withQuery } from '../connection/ask-server.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { DeskPage } from '../design/desk-page.tsx';
import { PageLink } from '../design/page-link.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTimeWithSeconds, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import './organ-board.css';

export function OrganBoard() {
  const figures = useWall(state => state.figures);
  const profile = useProfile();
  const organs = figures?.organs ?? [];
  const most = Math.max(1, ...organs.map(organ => organ.open));
  return (
    <DeskPage
      title={say('organs.title')}
      aside={figures && say('kpi.as-of', { time: clockTimeWithSeconds(figures.asOf, profile.timeZone) })}
    >
      {organs.length === 0 ? (
        <EmptyState text={say('organs.none')} />
      ) : (
        <table className="desk-table organ-board">
          <caption className="desk-hidden">{say('organs.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('organs.organ')}</th>
              <th scope="col">
                <span className="desk-hidden">{say('organs.share')}</span>
              </th>
              <th scope="col" className="number">
                {say('organs.open')}
              </th>
              <th scope="col" className="number">
                {say('organs.unacknowledged')}
              </th>
              <th scope="col" className="number">
                {say('organs.overdue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {organs.map(({ organ, open, unacknowledged, overdue }) => {
              const list = (view: string, count: number) =>
                count === 0 ? (
                  <span className="organ-zero">0</span>
                ) : (
                  <PageLink href={withQuery('', { view, organ })}>{countText(count)}</PageLink>
                );
              return (
                <tr key={organ} data-late={overdue > 0}>
                  <th scope="row">
                    <PageLink href={withQuery('', { view: 'open', organ })}>{profile.organ(organ)}</PageLink>
                  </th>
                  <td className="organ-bar">
                    <i style={{ width: `${((open - overdue) / most) * 100}%` }} />
                    <i className="late" style={{ width: `${(overdue / most) * 100}%` }} />
                  </td>
                  <td className="number">{list('open', open)}</td>
                  {/* No view of the queue holds just these, so the number is no link. */}
                  <td className="number">
                    {unacknowledged === 0 ? <span className="organ-zero">0</span> : countText(unacknowledged)}
                  </td>
                  <td className="number">{list('overdue', overdue)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </DeskPage>
  );
}

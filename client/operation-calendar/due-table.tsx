/** The month as a list: every operation and every due item without one, by day. In: the weeks of the month. Out: presses like in the grid. */
import type { DueState } from '../../server/contract/operation-calendar.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { PageLink } from '../design/page-link.tsx';
import { kindName, zoneName } from '../operation/operation-text.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { CalendarDay } from './calendar-days.ts';
import { DueMark, DueStateText } from './due-mark.tsx';
import { hrefOfItem, hrefOfOperation, markOf } from './due-words.ts';

interface Line {
  key: string;
  date: string;
  time: string;
  kind: string;
  zone: string | null;
  title: string;
  href: string | null;
  state: DueState;
  word: string | null;
}

export function DueTable({ weeks, name }: { weeks: readonly CalendarDay[][]; name: string }) {
  const profile = useProfile();
  const lines = weeks
    .flat()
    .filter(({ isOfMonth }) => isOfMonth)
    .flatMap(day => linesOf(day, profile.timeZone));
  if (lines.length === 0) return <EmptyState text={say('calendar.none')} />;
  return (
    <table className="desk-table due-table" aria-label={name}>
      <thead>
        <tr>
          {(['date', 'state', 'kind', 'zone', 'operation'] as const).map(column => (
            <th key={column} scope="col">
              {say(`calendar.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.key}>
            <td>
              {line.date.slice(5)} {line.time}
            </td>
            <td>
              {line.word === null ? (
                <DueStateText state={line.state} />
              ) : (
                <span className="due-state" data-state={line.state}>
                  <DueMark state={line.state} />
                  {line.word}
                </span>
              )}
            </td>
            <td>{kindName(line.kind, profile)}</td>
            <td>{zoneName(line.zone, profile)}</td>
            <td>{line.href === null ? line.title : <PageLink href={line.href}>{line.title}</PageLink>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function linesOf({ date, operations, items }: CalendarDay, timeZone: string): Line[] {
  return [
    ...operations.map(({ id, kind, zone, title, state, startsAt }) => ({
      ...{ key: `${date} ${id}`, date, time: clockTime(startsAt, timeZone), kind, zone, title },
      ...{ href: hrefOfOperation(id), state: markOf(state), word: say(`operation.state.${state}`) },
    })),
    ...items.flat().map(item => {
      const { kind, zone, period, day, at, state } = item;
      const href = hrefOfItem(item);
      return {
        ...{ key: `${kind} ${zone} ${period}`, date, kind, zone, href, state, word: null },
        time: day === null ? say('calendar.last-day') : (at ?? ''),
        title: href === null ? '' : say('calendar.plan'),
      };
    }),
  ];
}

/**
 * The month as a table of days: what is planned, held or due on each, by shape and word. In: weeks, today. A press on an entry opens the
 * operation, or the editor with what is due; a day with more than fits scrolls in itself.
 */
import type { DueItem } from '../../server/contract/operation-calendar.ts';
import { PageLink } from '../design/page-link.tsx';
import { kindName, zoneName } from '../operation/operation-text.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { CalendarDay, CalendarOperation } from './calendar-days.ts';
import { DueMark } from './due-mark.tsx';
import { hrefOfItem, hrefOfOperation, markOf } from './due-words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function MonthGrid({ weeks, today, name }: { weeks: CalendarDay[][]; today: string | null; name: string }) {
  return (
    <table className="month-grid" aria-label={name}>
      <thead>
        <tr>
          {WEEKDAYS.map(day => (
            <th key={day} scope="col">
              {say(`calendar.weekday.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]?.date}>
            {week.map(day => (
              <td key={day.date} className={day.isOfMonth ? undefined : 'other-month'}>
                <Day day={day} isToday={day.date === today} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day: { date, operations, items }, isToday }: { day: CalendarDay; isToday: boolean }) {
  return (
    <div className="month-day" data-today={isToday || undefined}>
      <time dateTime={date}>
        {isToday ? say('calendar.today.of', { day: Number(date.slice(8)) }) : Number(date.slice(8))}
      </time>
      {operations.length + items.length > 0 && (
        <ul>
          {operations.map(operation => (
            <li key={operation.id}>
              <OperationEntry operation={operation} />
            </li>
          ))}
          {items.map(
            ([first, ...others]) =>
              first && (
                <li key={`${first.kind} ${first.state} ${first.period}`}>
                  <ItemEntry item={first} others={others} />
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  );
}

function OperationEntry({ operation }: { operation: CalendarOperation }) {
  const { timeZone } = useProfile();
  const { id, title, state, startsAt } = operation;
  const word = say(`operation.state.${state}`);
  return (
    <PageLink className="month-entry" href={hrefOfOperation(id)}>
      <span className="month-entry-head" data-state={markOf(state)}>
        <DueMark state={markOf(state)} />
        {clockTime(startsAt, timeZone)} {word}
      </span>
      <span className={state === 'cancelled' ? 'month-entry-name gone' : 'month-entry-name'}>{title}</span>
    </PageLink>
  );
}

/** The same is said of several zones at once; each is pressed by itself. */
function ItemEntry({ item, others }: { item: DueItem; others: readonly DueItem[] }) {
  const profile = useProfile();
  const { kind, state, day, at } = item;
  const [name, word] = [kindName(kind, profile), say(`calendar.state.${state}`)];
  const when = day === null ? say('calendar.last-day') : (at ?? '');
  return (
    <div className="month-entry">
      <span className="month-entry-head" data-state={state}>
        <DueMark state={state} />
        {word} {when}
      </span>
      <span className="month-entry-name">{name}</span>
      <span className="month-entry-grounds">
        {[item, ...others].map(one => {
          const href = hrefOfItem(one);
          const ground = zoneName(one.zone, profile);
          return href === null ? (
            <span key={one.zone}>{ground}</span>
          ) : (
            <PageLink key={one.zone} href={href} label={[say('calendar.plan'), ground, name].join(' ')}>
              {ground}
            </PageLink>
          );
        })}
      </span>
    </div>
  );
}

/**
 * 本月应办: every kind with its rhythm, one line a ground and period. In: the answer, the month. A press opens the operation, or plans it.
 * What the paper leaves open stands there as 未设定: a kind without an anchor has no line, and says so.
 */
import type { CalendarDate } from '@internationalized/date';
import type { DueItem, OperationCalendar } from '../../server/contract/operation-calendar.ts';
import { PageLink } from '../design/page-link.tsx';
import { zoneName } from '../operation/operation-text.ts';
import { useProfile } from '../profile/profile-names.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { itemsByKind } from './calendar-days.ts';
import { DueStateText } from './due-mark.tsx';
import { hrefOfItem, missingText, periodText, rhythmText } from './due-words.ts';

export function DueList({ calendar, month }: { calendar: OperationCalendar; month: CalendarDate }) {
  const { operationKinds } = useProfile().geodata.profile;
  const items = new Map(itemsByKind(calendar.items, month, operationKinds).map(one => [one.kind, one.items]));
  const kinds = operationKinds.filter(({ cadence }) => cadence !== null);
  if (kinds.length === 0) return <p className="due-none">{say('calendar.no-cadence')}</p>;
  return (
    <>
      {kinds.map(({ id, name, cadence }) => (
        <section key={id} className="due-kind" aria-label={name}>
          <h3>
            {name} <small>{cadence && [rhythmText(cadence), ...missingText(calendar.open, id)].join(' · ')}</small>
          </h3>
          <ul>
            {(items.get(id) ?? []).map(item => (
              <li key={`${item.zone} ${item.period}`}>
                <DueLine item={item} now={calendar.asOf} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function DueLine({ item, now }: { item: DueItem; now: number }) {
  const profile = useProfile();
  const href = hrefOfItem(item);
  const content = (
    <>
      <DueStateText state={item.state} />
      <span className="due-line-name">
        {zoneName(item.zone, profile)}
        <small>{lineNote(item, now, profile.timeZone)}</small>
      </span>
      {href !== null && (
        <span className="due-line-go">{say(item.operation ? 'calendar.open-it' : 'calendar.plan')}</span>
      )}
    </>
  );
  return href === null ? (
    <div className="due-line">{content}</div>
  ) : (
    <PageLink className="due-line" href={href}>
      {content}
    </PageLink>
  );
}

/** Period, the operation's own state, the wrong day, the reminder that has come. */
function lineNote(item: DueItem, now: number, timeZone: string): string {
  const { operationState, onDay, remindAt, state, day, at } = item;
  return [
    periodText(item),
    ...(state === 'due' && day !== null ? [`${day.slice(5)}${at === null ? '' : ` ${at}`}`] : []),
    ...(operationState === null ? [] : [say(`operation.state.${operationState}`)]),
    ...(onDay === false ? [say('calendar.other-day')] : []),
    ...(state === 'due' && remindAt !== null
      ? [
          remindAt <= now
            ? say('calendar.near')
            : say('calendar.remind', { day: fullDate(remindAt, timeZone).slice(5) }),
        ]
      : []),
  ].join(' · ');
}

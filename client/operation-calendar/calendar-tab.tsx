/**
 * 日历: which operations are due when, what is planned, held or missed, and how far that was kept. In: who is here; month, zone and form
 * stand in the address. It is asked again whenever an operation changes.
 */
import { type CalendarDate, endOfMonth } from '@internationalized/date';
import { use, useEffect, useMemo, useRef, useState } from 'react';
import { operationCalendar, operationsKept } from '../../server/contract/operation-calendar.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useKeys } from '../desk-frame/use-keys.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { monthName, monthOf, spanOf, weeksOf } from './calendar-days.ts';
import { DueList } from './due-list.tsx';
import { DueTable } from './due-table.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { KeptLine } from './kept-line.tsx';
import { MonthGrid } from './month-grid.tsx';
import './operation-calendar.css';

const USUAL = { month: '', calendar: 'grid', 'of-zone': '' };
const FORMS = ['grid', 'list'] as const;

export function CalendarTab({ viewer }: { viewer: Viewer }) {
  const profile = useProfile();
  const { timeZone } = profile;
  const clock = use(ServerClockContext);
  const [address, change] = useAddressValues(USUAL);
  const [isFeedOpen, setFeedOpen] = useState(false);
  const today = fullDate(clock.serverNow(), timeZone);
  const month = useMemo(() => monthOf(address.month, today), [address.month, today]);
  const zone = viewer.scope.zone ?? address['of-zone'];
  const { calendar, kept, problem } = useMonth(month, zone);
  const weeks = useMemo(() => weeksOf(month, calendar, timeZone), [month, calendar, timeZone]);
  const go = (to: CalendarDate) => {
    const name = monthName(to);
    change({ month: name === today.slice(0, 7) ? '' : name });
  };
  const [before, after] = [month.subtract({ months: 1 }), month.add({ months: 1 })];
  const [back, on] = [() => go(before), () => go(after)];
  useKeys({ pageup: back, k: back, pagedown: on, j: on, t: () => change({ month: '' }) });
  const name = say('calendar.period.month', { year: month.year, month: month.month });
  const form = FORMS.find(id => id === address.calendar) ?? 'grid';
  return (
    <div className="operation-calendar">
      <header className="calendar-head">
        <Button kind="plain" small label={say('calendar.before')} onPress={back}>
          ‹
        </Button>
        <h2 aria-live="polite">{name}</h2>
        <Button kind="plain" small label={say('calendar.after')} onPress={on}>
          ›
        </Button>
        <Button small keyHint="T" onPress={() => change({ month: '' })}>
          {say('calendar.today')}
        </Button>
        <SegmentedFilter
          label={say('calendar.form')}
          segments={FORMS.map(id => ({ id, name: say(`calendar.form.${id}`) }))}
          value={form}
          onChange={id => change({ calendar: id })}
        />
        {viewer.scope.zone === undefined && (
          <FilterSelect
            label={say('operation.zone')}
            all={say('operations.zone.all')}
            value={zone}
            options={profile.geodata.zones.features.map(({ properties: { id, name: called } }) => ({
              id,
              name: called,
            }))}
            onChange={to => change({ 'of-zone': to })}
          />
        )}
        <KeptLine kept={kept} />
        <Button small onPress={() => setFeedOpen(true)}>
          {say('feed.title')}
        </Button>
      </header>
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      <div className="calendar-columns">
        <ScrollBox className="calendar-main" aria-label={name}>
          {form === 'grid' ? <MonthGrid {...{ weeks, name }} today={today} /> : <DueTable {...{ weeks, name }} />}
        </ScrollBox>
        <ScrollBox className="calendar-side" aria-label={say('calendar.due')}>
          <h2>{say('calendar.due')}</h2>
          {calendar ? <DueList {...{ calendar, month }} /> : <EmptyState text={say('page.loading')} />}
        </ScrollBox>
      </div>
      <FeedDialog isOpen={isFeedOpen} onClose={() => setFeedOpen(false)} />
    </div>
  );
}

/** Of every day that the grid shows; the rates of the month alone. */
function useMonth(month: CalendarDate, zone: string) {
  const { from, to } = spanOf(month);
  const days = { from: from.toString(), to: to.toString(), zone };
  const { value: calendar, problem, ask } = useAnswer('/api/v1/operations/calendar', operationCalendar, days);
  const ofMonth = { from: month.toString(), to: endOfMonth(month).toString(), zone };
  const { value: kept, ask: askKept } = useAnswer('/api/v1/operations/kept', operationsKept, ofMonth);
  const live = useWall(state => state.operations);
  const seen = useRef(live);
  useEffect(() => {
    if (seen.current === live) return;
    seen.current = live;
    ask();
    askKept();
  }, [live, ask, askKept]);
  return { calendar, kept, problem };
}

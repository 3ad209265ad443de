/** The roster of a week: how many people of which unit are on which shift of which day; changed by a press, imported, exported. */
import { type ReactNode, useMemo, useState } from 'react';
import type { RosterRow } from '../../server/contract/shift.ts';
import { dayAfter, isDay } from '../clock/local-day.ts';
import { toLocalTime } from '../clock/local-time.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { withQuery } from '../connection/ask-server.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import { ExportLink } from '../design/desk-page.tsx';
import { ListPage } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { dateWithWeekday } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { RosterForm } from './roster-form.tsx';
import { RosterImport } from './roster-import.tsx';
import { type WeekRow, weekOf, weekRows } from './roster-week.ts';
import { useRoster, useShiftPlans } from './use-shifts.ts';

const USUAL = { week: '' };
/** Parts of the row of the form; a day and nothing else = somebody is put on a shift. */
export type RosterDraft = Pick<RosterRow, 'day'> & Partial<RosterRow>;

export function RosterPage({ views }: { views: ReactNode }) {
  const { timeZone } = useProfile();
  const today = toLocalTime(useServerNow(), timeZone).slice(0, 10);
  const [address, change] = useAddressValues(USUAL);
  const shown = isDay(address.week) ? address.week : today;
  const week = useMemo(() => weekOf(shown), [shown]);
  const [from, to] = [week[0]!, week[6]!];
  const { value, problem } = useRoster(from, to);
  const plans = useShiftPlans().value;
  const units = useWall(state => state.units);
  const [draft, setDraft] = useState<RosterDraft | null>(null);
  const [isImporting, setImporting] = useState(false);
  const shifts = plans?.inForce?.shifts ?? NO_SHIFTS;
  const callSign = (unit: string) => units.byId.get(unit as RosterRow['unit'])?.callSign ?? unit;
  const rows = weekRows(value ?? [], week, shifts, callSign);
  const shiftName = (id: string) => shifts.find(shift => shift.id === id)?.name ?? say('shift.not-in-plan', { id });

  const columns: VirtualColumn<WeekRow>[] = [
    { id: 'shift', name: say('shift'), width: 'minmax(110px, 1.4fr)', cell: row => shiftName(row.shift) },
    { id: 'unit', name: say('admin.section.units'), width: 'minmax(90px, 1fr)', cell: row => callSign(row.unit) },
    ...week.map(
      (day, i): VirtualColumn<WeekRow> => ({
        id: day,
        name: dateWithWeekday(Date.parse(day), 'UTC'),
        width: 'minmax(96px, 1fr)',
        cell: ({ shift, unit, days }) => (
          <RosterCell
            row={days[i] ?? null}
            label={say('roster.change-one', { day, shift: shiftName(shift), unit: callSign(unit) })}
            onPress={() => setDraft({ day, shift, unit: unit as RosterRow['unit'], ...days[i] })}
          />
        ),
      }),
    ),
  ];
  return (
    <ListPage
      title={say('admin.section.shifts')}
      label={say('shift.view.roster')}
      choices={
        <>
          {views}
          <div className="desk-actions">
            <Button small onPress={() => change({ week: dayAfter(from, -7) })}>
              {say('roster.week-before')}
            </Button>
            <Button small onPress={() => change({ week: '' })}>
              {say('roster.this-week')}
            </Button>
            <Button small onPress={() => change({ week: dayAfter(from, 7) })}>
              {say('roster.week-after')}
            </Button>
          </div>
          <span>{say('roster.days', { from, to })}</span>
        </>
      }
      actions={
        <>
          <ExportLink href={withQuery('/api/v1/roster.xlsx', { from, to })}>{say('page.export.xlsx')}</ExportLink>
          <Button small onPress={() => setImporting(true)}>
            {say('page.import')}
          </Button>
          <Button kind="primary" small onPress={() => setDraft({ day: from <= today && today <= to ? today : from })}>
            {say('roster.add')}
          </Button>
        </>
      }
      problem={problem}
      columns={columns}
      rows={value && rows}
      rowKey={row => row.key}
      emptyText={say('roster.none')}
    >
      <Dialog title={say('roster.change')} isOpen={draft !== null} onClose={() => setDraft(null)}>
        {draft && <RosterForm draft={draft} plans={plans?.versions ?? []} onDone={() => setDraft(null)} />}
      </Dialog>
      <RosterImport isOpen={isImporting} onClose={() => setImporting(false)} />
    </ListPage>
  );
}

const NO_SHIFTS: readonly { id: string; name: string }[] = [];

function RosterCell({ row, label, onPress }: { row: RosterRow | null; label: string; onPress: () => void }) {
  const text = row ? say('roster.cell', { persons: row.persons, qualified: row.qualified }) : say('roster.off');
  return (
    // What is read out has in it what is seen (WCAG 2.5.3).
    <Button kind="plain" small label={`${label} ${text}`} onPress={onPress}>
      {text}
    </Button>
  );
}

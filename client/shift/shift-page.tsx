/** 班次与排班 of the administrator: who should be on now and who is missing, the roster of a week, and the plan both are judged by. */
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { say } from '../wording/wording.ts';
import { DutyStandingPage } from './duty-standing-page.tsx';
import { RosterPage } from './roster-page.tsx';
import { ShiftPlanPage } from './shift-plan-page.tsx';
import './shift.css';

const VIEWS = ['standing', 'roster', 'plan'] as const;
const USUAL = { view: 'standing' };

export function ShiftPage() {
  const [address, change] = useAddressValues(USUAL);
  const view = VIEWS.find(name => name === address.view) ?? 'standing';
  const views = (
    <SegmentedFilter
      label={say('shift.views')}
      segments={VIEWS.map(id => ({ id, name: say(`shift.view.${id}`) }))}
      value={view}
      onChange={to => change({ view: to })}
    />
  );
  if (view === 'roster') return <RosterPage views={views} />;
  return view === 'plan' ? <ShiftPlanPage views={views} /> : <DutyStandingPage views={views} />;
}

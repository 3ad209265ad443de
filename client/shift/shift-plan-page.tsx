/** The shift plan: which version holds today and by which paper, every version there ever was, and the filing of a new one. */
import { type ReactNode, useState } from 'react';
import type { Shift, ShiftPlan } from '../../server/contract/shift.ts';
import { Button } from '../design/desk/button.tsx';
import { DataTable } from '../design/desk/data-table.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { DeskPage } from '../design/desk-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { PlanForm } from './plan-form.tsx';
import { hoursText, minimumText } from './shift-words.ts';
import { useShiftPlans } from './use-shifts.ts';

const USUAL = { version: '' };

export function ShiftPlanPage({ views }: { views: ReactNode }) {
  const { value, problem } = useShiftPlans();
  const [address, change] = useAddressValues(USUAL);
  const [isFiling, setFiling] = useState(false);
  const chosen = value?.versions.find(({ version }) => String(version) === address.version);
  const shown = chosen ?? value?.inForce ?? null;
  const name = ({ version }: ShiftPlan) =>
    [
      version === 0 ? say('plan.of-profile') : say('plan.version-n', { n: version }),
      ...(version === value?.inForce?.version ? [say('plan.in-force')] : []),
    ].join(' · ');
  return (
    <DeskPage
      className="shift-page"
      title={say('admin.section.shifts')}
      controls={
        <>
          {views}
          {value && value.versions.length > 0 && (
            <Select
              label={say('plan.version')}
              isLabelHidden
              options={value.versions.map(plan => ({ id: String(plan.version), name: name(plan) }))}
              value={shown && String(shown.version)}
              onChange={version => change({ version })}
            />
          )}
        </>
      }
      aside={
        <Button kind="primary" small onPress={() => setFiling(true)}>
          {say('plan.file')}
        </Button>
      }
    >
      {problem && <Notice urgent>{problem}</Notice>}
      {value && value.inForce === null && <Notice>{say('plan.none')}</Notice>}
      {shown ? <Plan plan={shown} /> : value === null && <EmptyState text={say('page.loading')} />}
      <Dialog title={say('plan.file')} isOpen={isFiling} onClose={() => setFiling(false)} wide>
        <PlanForm before={value?.inForce ?? null} versions={value?.versions ?? []} onDone={() => setFiling(false)} />
      </Dialog>
    </DeskPage>
  );
}

function Plan({ plan }: { plan: ShiftPlan }) {
  const { timeZone } = useProfile();
  return (
    <>
      <p className="shift-source">
        {[
          `${say('plan.source')}：${plan.source}`,
          `${say('plan.valid-from')}：${plan.version === 0 ? say('plan.from-ever') : plan.validFrom}`,
          ...(plan.filed ? [`${say('plan.filed-by')}：${plan.filed.by} ${fullDate(plan.filed.at, timeZone)}`] : []),
        ].join(' · ')}
      </p>
      <ShiftList shifts={plan.shifts} />
    </>
  );
}

/** `actions`: what stands at the end of each row while the plan is being written. */
export function ShiftList({ shifts, actions }: { shifts: readonly Shift[]; actions?: (shift: Shift) => ReactNode }) {
  const profile = useProfile();
  return (
    <DataTable
      caption={say('shift.plan')}
      isCaptionHidden
      rows={shifts}
      rowKey={shift => shift.id}
      emptyText={say('plan.empty')}
      columns={[
        { id: 'name', name: say('shift'), cell: shift => shift.name },
        { id: 'hours', name: say('shift.time'), cell: hoursText },
        { id: 'days', name: say('shift.days'), cell: shift => say(`shift.days.${shift.days}`) },
        { id: 'kind', name: say('shift.kind'), cell: shift => say(`shift.kind.${shift.kind}`) },
        { id: 'persons', name: say('shift.min-persons'), isNumber: true, cell: s => minimumText(s.minPersons) },
        { id: 'able', name: say('shift.min-qualified'), isNumber: true, cell: s => minimumText(s.minQualified) },
        { id: 'covers', name: say('shift.covers'), cell: shift => say(`shift.covers.${shift.covers}`) },
        {
          id: 'zones',
          name: say('shift.zones'),
          cell: shift => shift.zones?.map(profile.zone).join(say('cover.between-shifts')) ?? say('shift.zones.all'),
        },
        ...(actions ? [{ id: 'do', name: <span className="desk-hidden">{say('shift.do')}</span>, cell: actions }] : []),
      ]}
    />
  );
}

/**
 * 力量: every registered unit, how far its position can be believed, on duty and on which shift, where, doing what. Counts stand above
 * with what they are counted of, and which zone has nobody; a press on a call sign shows the unit on the map. Every choice is in the address.
 */
import { useMemo } from 'react';
import type { IncidentId, UnitId, ZoneId } from '../../server/contract/ids.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Select } from '../design/desk/select.tsx';
import { ListPage } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { unitShifts } from '../shift/unit-shift.ts';
import { useDutyStanding } from '../shift/use-shifts.ts';
import { useWall } from '../store/use-store.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { unitColumns } from './unit-columns.tsx';
import { useUnitOptions } from './unit-options.ts';
import { chosenRows, isInState, ROW_SORTS, ROW_STATES, type RowSort, type RowState } from './unit-rows.ts';
import { useSetDuty } from './use-set-duty.ts';
import { useUnitRows } from './use-unit-rows.ts';
import { useUnitSummary } from './use-unit-summary.ts';
import './unit-page.css';

/** Beside those of the queue, which stay as they are behind this tab. */
const USUAL = { 'unit-q': '', 'unit-zone': '', 'unit-class': '', 'unit-state': 'all', 'unit-sort': 'state' };

export function UnitPage(props: { onUnit: (id: UnitId) => void; onIncident: (id: IncidentId) => void }) {
  const { onUnit, onIncident } = props;
  const rows = useUnitRows();
  const summary = useUnitSummary();
  const profile = useProfile();
  const options = useUnitOptions();
  const [address, change] = useAddressValues(USUAL);
  const setDuty = useSetDuty();
  const standing = useDutyStanding().value;
  const shifts = useMemo(() => unitShifts(standing), [standing]);
  const figures = useWall(state => state.figures);
  const now = useServerNow();
  const role = useWall(state => state.viewer?.role);
  const maySetDuty = role === 'duty' || role === 'admin';
  const state = oneOf<RowState>(ROW_STATES, address['unit-state']) ?? 'all';
  const sort = oneOf<RowSort>(ROW_SORTS, address['unit-sort']) ?? 'state';
  const zone = address['unit-zone'];
  const unitClass = address['unit-class'];
  const q = address['unit-q'];
  const ofZone = useMemo(() => rows.filter(({ unit }) => zone === '' || unit.homeZone === zone), [rows, zone]);
  const shown = useMemo(
    () => chosenRows(rows, { q, zone, unitClass, state, sort }, profile, shifts.absent),
    [rows, q, zone, unitClass, state, sort, profile, shifts],
  );
  const columns = useMemo(
    () => unitColumns({ profile, onUnit, onIncident, shifts, setDuty: maySetDuty ? setDuty : null }),
    [profile, onUnit, onIncident, shifts, setDuty, maySetDuty],
  );
  /** 无力量, as the server says it; the page counts no cover of its own. */
  const noCoverText = (id: string) => {
    const since = figures?.zones.find(one => one.zone === id)?.noCoverSince ?? null;
    return since === null ? null : say('cover.no-cover', { age: ageText(now - since) });
  };
  return (
    <ListPage
      title={say('unit.page')}
      search={{
        label: say('unit.search'),
        placeholder: say('unit.search.placeholder'),
        value: q,
        onChange: text => change({ 'unit-q': text }, 'replace'),
      }}
      choices={
        <>
          <FilterSelect
            label={say('unit.class')}
            all={say('unit.any-class')}
            options={options.classes}
            value={unitClass}
            onChange={id => change({ 'unit-class': id })}
          />
          <Select
            label={say('queue.sort')}
            isLabelHidden
            options={ROW_SORTS.map(id => ({ id, name: say(`unit.sort.${id}`) }))}
            value={sort}
            onChange={id => change({ 'unit-sort': id })}
          />
        </>
      }
      views={
        <div className="unit-choices">
          <SegmentedFilter<RowState>
            label={say('unit.state')}
            segments={ROW_STATES.map(id => ({
              id,
              name: say(`unit.state.${id}`),
              count: ofZone.filter(row => isInState(row, id)).length,
            }))}
            value={state}
            onChange={id => change({ 'unit-state': id })}
          />
          <SegmentedFilter
            label={say('unit.available-by-zone')}
            segments={[
              { id: '', name: say('unit.any-zone'), count: shareText(summary.all) },
              ...options.zones.map(({ id, name }) => ({
                id,
                name,
                count: shareText(summary.byZone.get(id as ZoneId)),
                mark: noCoverText(id),
              })),
            ]}
            value={zone}
            onChange={id => change({ 'unit-zone': id })}
          />
        </div>
      }
      status={say('page.of', { n: shown.length, all: rows.length })}
      actions={
        <span>
          {say('unit.available-of')} {shareText(summary.all)}
        </span>
      }
      columns={columns}
      rows={shown}
      rowKey={row => row.unit.id}
      isFaint={({ standing }) => standing === 'off-duty'}
      emptyText={say(rows.length === 0 ? 'unit.none' : 'unit.none-chosen')}
    />
  );
}

/** 可用 of 在岗. */
function shareText(counts: { available: number; onDuty: number } | undefined): string {
  return `${counts?.available ?? 0}/${counts?.onDuty ?? 0}`;
}

function oneOf<Name extends string>(names: readonly Name[], value: string): Name | null {
  return names.find(name => name === value) ?? null;
}

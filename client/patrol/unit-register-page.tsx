/** 单位 of the administrator: every registered unit, found by name, zone and class; registered, changed, imported and exported here. */
import { useMemo, useState } from 'react';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import { ExportLink } from '../design/desk-page.tsx';
import { ListPage, searchIn } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { isChosen } from './unit-choice.ts';
import { UnitForm } from './unit-form.tsx';
import { UnitImport } from './unit-import.tsx';
import { useUnitOptions } from './unit-options.ts';

const USUAL = { q: '', zone: '', class: '' };

export function UnitRegisterPage() {
  const units = useWall(state => state.units);
  const profile = useProfile();
  const options = useUnitOptions();
  const [address, change] = useAddressValues(USUAL);
  /** Null = no dialog; `unit` null = a new one. */
  const [open, setOpen] = useState<{ unit: UnitRecord | null } | null>(null);
  const [isImporting, setImporting] = useState(false);
  const all = useMemo(() => [...units.byId.values()], [units]);
  const rows = useMemo(
    () => all.filter(unit => isChosen(unit, { q: address.q, zone: address.zone, unitClass: address.class }, profile)),
    [all, address, profile],
  );
  const columns = useMemo(() => columnsOf(profile, unit => setOpen({ unit })), [profile]);
  return (
    <ListPage
      title={say('admin.section.units')}
      search={searchIn(address.q, change, say('unit.search'), say('unit.search.placeholder'))}
      choices={
        <>
          <FilterSelect
            label={say('unit.home-zone')}
            all={say('unit.any-zone')}
            options={options.zones}
            value={address.zone}
            onChange={zone => change({ zone })}
          />
          <FilterSelect
            label={say('unit.class')}
            all={say('unit.any-class')}
            options={options.classes}
            value={address.class}
            onChange={unitClass => change({ class: unitClass })}
          />
        </>
      }
      status={say('page.of', { n: rows.length, all: all.length })}
      actions={
        <>
          <ExportLink href="/api/v1/units.xlsx">{say('page.export.xlsx')}</ExportLink>
          <Button small onPress={() => setImporting(true)}>
            {say('page.import')}
          </Button>
          <Button kind="primary" small onPress={() => setOpen({ unit: null })}>
            {say('unit.register')}
          </Button>
        </>
      }
      columns={columns}
      rows={rows}
      rowKey={unit => unit.id}
      emptyText={say(all.length === 0 ? 'unit.none' : 'unit.none-chosen')}
    >
      <Dialog
        title={open?.unit ? say('unit.change', { unit: open.unit.callSign }) : say('unit.register')}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
      >
        <UnitForm unit={open?.unit ?? null} onDone={() => setOpen(null)} />
      </Dialog>
      <UnitImport isOpen={isImporting} onClose={() => setImporting(false)} />
    </ListPage>
  );
}

function columnsOf(
  profile: ReturnType<typeof useProfile>,
  onOpen: (unit: UnitRecord) => void,
): VirtualColumn<UnitRecord>[] {
  const none = say('value.unknown');
  return [
    {
      id: 'unit',
      name: say('unit.call-sign'),
      width: 'minmax(110px, 1fr)',
      cell: unit => (
        <Button kind="plain" small onPress={() => onOpen(unit)}>
          {unit.callSign}
        </Button>
      ),
    },
    { id: 'id', name: say('unit.id'), width: 'minmax(120px, 1.2fr)', cell: unit => unit.id },
    {
      id: 'class',
      name: say('unit.class'),
      width: 'minmax(110px, 1fr)',
      cell: unit => profile.unitClassName(unit.unitClass),
    },
    {
      id: 'organ',
      name: say('unit.organ'),
      width: 'minmax(150px, 1.6fr)',
      cell: unit => (unit.organ === null ? none : profile.organ(unit.organ)),
    },
    {
      id: 'zone',
      name: say('unit.home-zone'),
      width: 'minmax(100px, 1fr)',
      cell: unit => (unit.homeZone === null ? none : profile.zone(unit.homeZone)),
    },
    {
      id: 'community',
      name: say('unit.community'),
      width: 'minmax(110px, 1fr)',
      cell: unit => (unit.community === null ? none : profile.community(unit.community)),
    },
    {
      id: 'duty',
      name: say('unit.duty'),
      width: 'minmax(180px, 1.2fr)',
      cell: unit =>
        `${say(unit.onDuty ? 'unit.on-duty' : 'unit.off-duty')} ${dateAndTime(unit.dutyChangedAt, profile.timeZone)}`,
    },
  ];
}

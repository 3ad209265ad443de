/** 设备 of the administrator: every device with whom it speaks for, when it was last heard, what was refused and what is odd. */
import { useMemo, useState } from 'react';
import type { DeviceStanding } from '../../server/contract/device.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { ListViews } from '../design/desk/list-views.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { ListPage, searchIn } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { deviceColumns } from './device-columns.tsx';
import { DeviceForm } from './device-form.tsx';
import { DeviceKey } from './device-key.tsx';
import { DeviceStandingList } from './device-standing.tsx';
import { DEVICE_VIEWS, deviceText, isInView } from './device-views.ts';
import { useDevices } from './use-devices.ts';
import './device.css';

const USUAL = { q: '', view: 'all' };

export function DevicePage() {
  const { value, problem } = useDevices();
  const units = useWall(state => state.units);
  const now = useServerNow();
  const [address, change] = useAddressValues(USUAL);
  /** Null = no dialog; an empty id = a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const all = value ?? NONE;
  const view = DEVICE_VIEWS.find(name => name === address.view) ?? 'all';
  const rows = useMemo(() => {
    const words = address.q.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter(
      row => isInView(row, view) && words.every(word => deviceText(row, units).toLowerCase().includes(word)),
    );
  }, [all, view, address.q, units]);
  const columns = useMemo(() => deviceColumns({ now, units, onOpen: setOpen }), [now, units]);
  const chosen = all.find(({ id }) => id === open) ?? null;
  return (
    <ListPage
      title={say('admin.section.devices')}
      search={searchIn(address.q, change, say('device.search'), say('device.search.placeholder'))}
      views={
        <ListViews
          label={say('device.views')}
          views={DEVICE_VIEWS}
          name={id => say(`device.view.${id}`)}
          rows={value}
          isInView={isInView}
          value={view}
          onChange={id => change({ view: id })}
        />
      }
      status={value && say('page.of', { n: rows.length, all: all.length })}
      actions={
        <Button kind="primary" small onPress={() => setOpen('')}>
          {say('device.register')}
        </Button>
      }
      problem={problem}
      columns={columns}
      rows={value && rows}
      rowKey={row => row.id}
      isFaint={({ device }) => device?.retired === true}
      emptyText={say(all.length === 0 ? 'device.none' : 'device.none-chosen')}
    >
      <Dialog
        title={
          open === '' ? say('device.register') : say('device.one', { device: chosen?.device?.name || (open ?? '') })
        }
        isOpen={open !== null}
        onClose={() => setOpen(null)}
      >
        {open !== null && <OpenDevice id={open} standing={chosen} onDone={() => setOpen(null)} />}
      </Dialog>
    </ListPage>
  );
}

function OpenDevice(props: { id: string; standing: DeviceStanding | null; onDone: () => void }) {
  const { id, standing, onDone } = props;
  const record = standing?.device ?? null;
  return (
    <>
      {standing && <DeviceStandingList standing={standing} />}
      {standing && record === null && <Notice>{say('device.by-unit-id')}</Notice>}
      {record && <DeviceKey record={record} />}
      <DeviceForm
        key={record?.version ?? 0}
        id={id === '' ? null : id}
        record={record}
        submit={say(record ? 'desk.save' : 'device.register')}
        onDone={onDone}
      />
    </>
  );
}

const NONE: readonly DeviceStanding[] = [];

/** 待准入: who reported without being known. Admitting binds it to a unit; removing forgets it until it knocks again. */
import { useMemo, useState } from 'react';
import { z } from 'zod';
import type { QuarantinedDevice } from '../../server/contract/device.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { tell } from '../design/desk/notice.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import { ListPage } from '../design/list-page.tsx';
import { ageText, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DeviceForm } from './device-form.tsx';
import { sourceName } from './device-words.ts';
import { useWaitingDevices } from './use-devices.ts';
import './device.css';

export function QuarantinePage() {
  const { value, problem, ask } = useWaitingDevices();
  const now = useServerNow();
  const block = useCommandBlock();
  const sending = useSending();
  const [admitted, setAdmitted] = useState<string | null>(null);
  // Whoever knocked last is most likely the one that somebody is just setting up.
  const rows = useMemo(() => [...(value ?? [])].reverse(), [value]);
  const remove = async (id: string) => {
    const path = `/api/v1/devices/quarantine/${encodeURIComponent(id)}`;
    if (!(await sending.send(path, z.unknown(), { method: 'DELETE' }))) return;
    tell(say('quarantine.removed', { device: id }));
    ask();
  };
  const columns: VirtualColumn<QuarantinedDevice>[] = [
    { id: 'device', name: say('device.id'), width: 'minmax(180px, 1.6fr)', cell: ({ id }) => id },
    {
      id: 'source',
      name: say('device.source'),
      width: 'minmax(120px, 1fr)',
      cell: ({ source, address }) => (
        <>
          {sourceName(source)}
          {address !== null && <small>{address}</small>}
        </>
      ),
    },
    {
      id: 'seen',
      name: say('device.heard'),
      width: 'minmax(120px, 1fr)',
      cell: ({ lastSeenAt }) => say('units.ago', { age: ageText(now - lastSeenAt) }),
    },
    {
      id: 'first',
      name: say('quarantine.first'),
      width: 'minmax(120px, 1fr)',
      cell: ({ firstSeenAt }) => say('units.ago', { age: ageText(now - firstSeenAt) }),
    },
    {
      id: 'reports',
      name: say('quarantine.reports'),
      width: '80px',
      isNumber: true,
      cell: row => countText(row.reports),
    },
    {
      id: 'place',
      name: say('quarantine.place'),
      width: 'minmax(150px, 1fr)',
      cell: ({ lon, lat }) =>
        lon === null || lat === null ? say('value.unknown') : `${lon.toFixed(5)}, ${lat.toFixed(5)}`,
    },
    {
      id: 'do',
      name: <span className="desk-hidden">{say('quarantine.do')}</span>,
      width: '150px',
      cell: ({ id }) => (
        <div className="desk-actions">
          <Button
            small
            label={say('quarantine.admit-one', { device: id })}
            whyNot={block}
            onPress={() => setAdmitted(id)}
          >
            {say('quarantine.admit')}
          </Button>
          <Button
            small
            kind="danger"
            label={say('quarantine.remove-one', { device: id })}
            whyNot={block}
            onPress={() => void remove(id)}
          >
            {say('quarantine.remove')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <ListPage
      title={say('admin.section.quarantine')}
      status={value && say('quarantine.count', { n: rows.length })}
      problem={sending.problem?.sentence ?? problem}
      columns={columns}
      rows={value && rows}
      rowKey={row => row.id}
      emptyText={say('quarantine.none')}
    >
      <Dialog
        title={say('quarantine.admit-one', { device: admitted ?? '' })}
        isOpen={admitted !== null}
        onClose={() => setAdmitted(null)}
      >
        {admitted !== null && (
          <DeviceForm
            id={admitted}
            record={null}
            needsUnit
            submit={say('quarantine.admit')}
            onDone={() => {
              setAdmitted(null);
              ask();
            }}
          />
        )}
      </Dialog>
    </ListPage>
  );
}

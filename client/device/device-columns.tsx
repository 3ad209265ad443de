/** The columns of the list of devices. In: server time, units, what a press opens. */
import type { DeviceStanding } from '../../server/contract/device.ts';
import { Button } from '../design/desk/button.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import { ageText, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { causeName, crsName, flagText, refusedTotal, sourceName } from './device-words.ts';

export function deviceColumns(parts: {
  now: number;
  units: UnitSlice;
  onOpen: (id: string) => void;
}): VirtualColumn<DeviceStanding>[] {
  const { now, units, onOpen } = parts;
  return [
    {
      id: 'device',
      name: say('device'),
      width: 'minmax(170px, 1.6fr)',
      cell: ({ id, device }) => (
        <>
          <Button
            kind="plain"
            small
            label={say('device.one', { device: device?.name || id })}
            onPress={() => onOpen(id)}
          >
            {device?.name || id}
          </Button>
          {device?.name && <small>{id}</small>}
        </>
      ),
    },
    {
      id: 'unit',
      name: say('device.unit'),
      width: 'minmax(90px, 0.8fr)',
      cell: ({ unit, device }) =>
        unit === null ? (
          say('device.unbound')
        ) : (
          <>
            {units.byId.get(unit)?.callSign ?? unit}
            {device === null && <small>{say('device.own-id')}</small>}
          </>
        ),
    },
    {
      id: 'settings',
      name: say('device.settings'),
      width: 'minmax(130px, 1.2fr)',
      cell: ({ device }) =>
        device === null ? (
          say('value.unknown')
        ) : (
          <>
            {crsName(device.crs)}
            <small>
              {[
                device.reportIntervalS === null
                  ? say('device.interval.of-class')
                  : say('device.interval.every', { s: device.reportIntervalS }),
                device.mustSign ? say('device.signs') : device.hasKey ? say('device.has-key') : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </>
        ),
    },
    {
      id: 'heard',
      name: say('device.heard'),
      width: 'minmax(100px, 0.9fr)',
      cell: ({ lastHeardAt, source }) =>
        lastHeardAt === null ? (
          say('device.never')
        ) : (
          <>
            {say('units.ago', { age: ageText(now - lastHeardAt) })}
            <small>{sourceName(source)}</small>
          </>
        ),
    },
    {
      id: 'accepted',
      name: say('device.accepted'),
      width: '72px',
      isNumber: true,
      cell: row => countText(row.accepted),
    },
    {
      id: 'refused',
      name: say('device.refused'),
      width: 'minmax(130px, 1.2fr)',
      cell: row => {
        const total = refusedTotal(row);
        if (total === 0) return '0';
        const most = [...row.refused].sort((a, b) => b.count - a.count)[0]!;
        return (
          <>
            {countText(total)} <small>{say('device.mostly', { cause: causeName(most.cause) })}</small>
          </>
        );
      },
    },
    {
      id: 'flags',
      name: say('device.state'),
      width: 'minmax(170px, 1.6fr)',
      cell: ({ device, flags }) => (
        <>
          {!device?.retired && flags.length === 0 && say('value.unknown')}
          {device?.retired && <b>{say('device.is-retired')}</b>}
          {flags.map(flag => (
            <b key={flag.flag} className="device-flag">
              {flagText(flag)}
            </b>
          ))}
        </>
      ),
    },
  ];
}

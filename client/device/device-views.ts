/** Which devices somebody looks at: all, those that need a hand, those that speak for nobody, and the words they are found by. */
import type { DeviceStanding } from '../../server/contract/device.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import { refusedTotal } from './device-words.ts';

export const DEVICE_VIEWS = ['all', 'odd', 'refused', 'silent', 'unbound', 'retired'] as const;
export type DeviceView = (typeof DEVICE_VIEWS)[number];

/** `silent`: registered, in use, and not heard since the start of the server. */
export function isInView(row: DeviceStanding, view: DeviceView): boolean {
  const inUse = row.device !== null && !row.device.retired;
  switch (view) {
    case 'all':
      return true;
    case 'odd':
      return row.flags.length > 0;
    case 'refused':
      return refusedTotal(row) > 0;
    case 'silent':
      return inUse && row.lastHeardAt === null;
    case 'unbound':
      return inUse && row.unit === null;
    case 'retired':
      return row.device?.retired === true;
  }
}

export function deviceText({ id, device, unit }: DeviceStanding, units: UnitSlice): string {
  const record = unit === null ? undefined : units.byId.get(unit);
  return [id, device?.name ?? '', unit ?? '', record?.callSign ?? ''].join(' ');
}

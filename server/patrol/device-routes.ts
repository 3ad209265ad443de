/** Devices over HTTP: list with their standing, register, admit or dismiss those that wait, issue keys. All for administrators. */
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import {
  type DeviceStanding,
  deviceKeyIssued,
  deviceRecord,
  deviceRegistration,
  deviceStanding,
  quarantinedDevice,
  refusalCount,
} from '../contract/device.ts';
import { deviceId, type UnitId } from '../contract/ids.ts';
import { Answer, BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import type { RefusalCounts } from '../ingest/refusal-counts.ts';
import type { SenderStandings } from '../ingest/sender-standings.ts';
import type { DeviceRegister } from './device-register.ts';
import type { UnitRegister } from './unit-register.ts';

const MOST_DEVICES_A_REQUEST = 1000;
/** A name with slashes (OwnTracks) comes as `%2F`. */
const idParams = z.strictObject({ id: deviceId });

export interface DeviceRouteParts {
  devices: DeviceRegister;
  standings: Pick<SenderStandings, 'get' | 'names' | 'flagsOf'>;
  refusals: Pick<RefusalCounts, 'of' | 'list'>;
  units: Pick<UnitRegister, 'get'>;
}

export function deviceRoutes(parts: DeviceRouteParts): Route[] {
  const { devices, refusals } = parts;
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/devices',
      action: 'device:read',
      summary: '定位设备及其上报情况；以单位编号直接上报的也在内。',
      answer: z.array(deviceStanding),
      handle: ({ now }) => deviceStandings(parts, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/devices',
      action: 'device:manage',
      summary: '登记、准入或修改定位设备：一个或一组（不超过 1000 个），全部成功或全部不变。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z.union([deviceRegistration, z.array(deviceRegistration).min(1).max(MOST_DEVICES_A_REQUEST)]),
      answer: z.union([deviceRecord, z.array(deviceRecord)]),
      async handle({ viewer, body, now }) {
        if (Array.isArray(body)) return devices.register(body, causeOf(viewer), now);
        const [device] = await devices.register([body], causeOf(viewer), now);
        if (!device) throw new Error('Registered one device and got none back.');
        return device;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/devices/:id/key',
      action: 'device:manage',
      summary: '为设备签发密钥，仅显示一次；再次签发使原密钥失效。',
      params: idParams,
      answer: deviceKeyIssued,
      async handle({ viewer, params, now }) {
        const key = await devices.issueKey(params.id, causeOf(viewer), now);
        return { device: params.id, key };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/devices/quarantine',
      action: 'device:read',
      summary: '待准入的设备：未登记而曾上报的，最近上报的在后。',
      answer: z.array(quarantinedDevice),
      handle: () => devices.waiting(),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/v1/devices/quarantine/:id',
      action: 'device:manage',
      summary: '从待准入名单移除；再次上报会重新出现。',
      params: idParams,
      answer: z.undefined(),
      status: 204,
      async handle({ viewer, params, now }) {
        await devices.dismiss(params.id, causeOf(viewer), now);
        return new Answer(undefined);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/refusals',
      action: 'device:read',
      summary: '启动以来被拒绝的位置：按来源、上报者和原因计数。',
      answer: z.array(refusalCount),
      handle: () => refusals.list(),
    }),
  ];
}

/** [P-24] Registered devices by id, then the units that reported by their own id. */
export function deviceStandings(
  { devices, standings, refusals, units }: DeviceRouteParts,
  now: number,
): DeviceStanding[] {
  const registered = devices.all().map(device => standingOf(device.id, { device, unit: device.unit }));
  const byUnitId = [...standings.names()]
    .filter(name => !devices.get(name))
    .map(name => standingOf(name, { device: null, unit: units.get(name as UnitId)?.id ?? null }));
  return [...sorted(registered), ...sorted(byUnitId)];

  function standingOf(id: string, whose: Pick<DeviceStanding, 'device' | 'unit'>): DeviceStanding {
    const heard = standings.get(id);
    return {
      id,
      ...whose,
      lastHeardAt: heard?.lastHeardAt ?? null,
      lastFixAt: heard?.lastFixAt ?? null,
      source: heard?.source ?? null,
      accepted: heard?.accepted ?? 0,
      refused: refusals.of(id),
      flags: standings.flagsOf(id, now),
    };
  }
}

function sorted(rows: DeviceStanding[]): DeviceStanding[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

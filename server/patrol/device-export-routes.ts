/** The devices as a file, with what they report and what is odd about them; for administrators. Who exported is in the audit. */
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import type { DeviceFlag, DeviceStanding } from '../contract/device.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';

const FLAG_WORDS: Record<DeviceFlag, string> = {
  'two-places': '两地交替',
  'wrong-crs': '坐标系疑似错误',
  'wrong-clock': '时钟异常',
  'mock-position': '虚拟定位',
  jumps: '位置跳变',
  'too-dense': '上报过密',
};

export interface DeviceExportParts {
  changeLog: ChangeLog;
  timeZone: string;
  standings(now: number): DeviceStanding[];
}

export function deviceExportRoutes({ changeLog, timeZone, standings }: DeviceExportParts): Route[] {
  const columns: TableColumn<DeviceStanding>[] = [
    { heading: '编号', kind: 'text', value: row => row.id },
    { heading: '名称', kind: 'text', value: row => row.device?.name ?? null },
    { heading: '单位', kind: 'text', value: row => row.unit },
    { heading: '坐标系', kind: 'text', value: row => row.device?.crs ?? null },
    { heading: '密钥', kind: 'text', width: 8, value: row => (row.device?.hasKey ? '有' : '无') },
    { heading: '停用', kind: 'text', width: 8, value: row => (row.device?.retired ? '是' : '否') },
    { heading: '最近上报', kind: 'time', value: row => row.lastHeardAt },
    { heading: '最近定位', kind: 'time', value: row => row.lastFixAt },
    { heading: '已接收', kind: 'number', value: row => row.accepted },
    { heading: '已拒绝', kind: 'number', value: row => row.refused.reduce((sum, { count }) => sum + count, 0) },
    { heading: '异常', kind: 'text', value: row => row.flags.map(({ flag }) => FLAG_WORDS[flag]).join('、') },
  ];
  return TABLE_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/api/v1/devices.${format}`,
      action: 'device:read',
      summary: `定位设备及其上报情况导出为 ${format.toUpperCase()}。`,
      answer: z.unknown(),
      handle({ viewer, now }) {
        const rows = auditedRows(
          { changeLog, cause: causeOf(viewer), subject: 'devices', filter: {}, format, at: now },
          standings(now),
        );
        return tableAnswer(format, stampedName('定位设备', timeZone, now), {
          ...{ sheet: '定位设备', timeZone, columns, rows },
        });
      },
    }),
  );
}

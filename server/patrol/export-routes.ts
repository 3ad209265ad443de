/** The registered units as a file; a zone chief gets those of the zone. Who exported is in the audit. */
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import type { UnitRecord } from '../contract/unit.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { auditedRows } from '../table-files/audited-rows.ts';
import type { TableColumn } from '../table-files/table.ts';
import { stampedName, TABLE_FORMATS, tableAnswer } from '../table-files/table-answer.ts';
import type { UnitRegister } from './unit-register.ts';

export interface UnitExportParts {
  units: Pick<UnitRegister, 'all'>;
  changeLog: ChangeLog;
  names: Pick<ProfileNames, 'unitClass' | 'zone'> & { organ(id: string): string };
  timeZone: string;
}

export function unitExportRoutes({ units, changeLog, names, timeZone }: UnitExportParts): Route[] {
  const columns: TableColumn<UnitRecord>[] = [
    { heading: '编号', kind: 'text', value: unit => unit.id },
    { heading: '呼号', kind: 'text', value: unit => unit.callSign },
    { heading: '类别', kind: 'text', value: unit => names.unitClass(unit.unitClass) },
    { heading: '片区', kind: 'text', value: unit => unit.homeZone && names.zone(unit.homeZone) },
    { heading: '部门', kind: 'text', value: unit => unit.organ && names.organ(unit.organ) },
    { heading: '在岗', kind: 'text', width: 8, value: unit => (unit.onDuty ? '是' : '否') },
    { heading: '上岗或离岗时间', kind: 'time', value: unit => unit.dutyChangedAt },
  ];
  return TABLE_FORMATS.map(format =>
    defineRoute({
      method: 'get',
      path: `/api/v1/units.${format}`,
      action: 'table:export',
      summary: `巡查力量导出为 ${format.toUpperCase()}；片区长只得到本片区的。`,
      answer: z.unknown(),
      handle({ viewer, now }) {
        const { zone } = viewer.scope;
        const rows = auditedRows(
          { changeLog, cause: causeOf(viewer), subject: 'units', filter: { zone }, format, at: now },
          [...units.all()].filter(unit => zone === undefined || unit.homeZone === zone),
        );
        return tableAnswer(format, stampedName('巡查力量', timeZone, now), {
          sheet: '巡查力量',
          timeZone,
          columns,
          rows,
        });
      },
    }),
  );
}

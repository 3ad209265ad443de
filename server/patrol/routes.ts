/** Units over HTTP: register, sign on and off, list. */
import { z } from 'zod';
import { causeOf } from '../access/viewer.ts';
import { type UnitId, unitId } from '../contract/ids.ts';
import { dutyChange, unitRecord, unitRegistration } from '../contract/unit.ts';
import { notFound } from '../http/refused.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import type { UnitRegister } from './unit-register.ts';

const MOST_UNITS_A_REQUEST = 1000;

export function patrolRoutes(units: UnitRegister): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/units',
      action: 'unit:read',
      summary: '已登记的巡查力量；片区长只看到本片区的。',
      answer: z.array(unitRecord),
      handle({ viewer }) {
        const { zone } = viewer.scope;
        return units.all().filter(unit => zone === undefined || unit.homeZone === zone);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/units',
      action: 'unit:register',
      summary: '登记或修改巡查力量：一个或一组（不超过 1000 个），全部成功或全部不变。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z.union([unitRegistration, z.array(unitRegistration).min(1).max(MOST_UNITS_A_REQUEST)]),
      answer: z.union([unitRecord, z.array(unitRecord)]),
      async handle({ viewer, body, now }) {
        const cause = causeOf(viewer);
        if (Array.isArray(body)) return units.register(body, cause, now);
        const [unit] = await units.register([body], cause, now);
        if (!unit) throw new Error('Registered one unit and got none back.');
        return unit;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/units/:id/duty',
      action: 'unit:duty',
      summary: '上岗或离岗。',
      params: z.strictObject({ id: unitId }),
      body: dutyChange,
      answer: unitRecord,
      handle({ viewer, params, body, now, require }) {
        const unit = units.get(params.id as UnitId);
        if (!unit) throw notFound({ zh: '单位', en: 'unit' }, params.id);
        require({ unit: unit.id, zone: unit.homeZone });
        return units.setDuty(unit.id, body.onDuty, causeOf(viewer), now);
      },
    }),
  ];
}

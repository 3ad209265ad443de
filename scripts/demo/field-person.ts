/**
 * The unit of the demonstration's phone (account `field`): registered at every start; at the first one it signs on and is sent to one of
 * the open matters, so that its page has a task to show. In: an administrator's session and the town. It is no unit of the simulation:
 * where it is, only a phone says.
 */
import { randomUUID } from 'node:crypto';
import { DEMO_FIELD_UNIT } from '../../server/access/demo-accounts.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { UnitRecord, UnitRegistration } from '../../server/contract/unit.ts';
import type { ProfileTown } from '../simulation/profile-town.ts';
import type { AdminSession } from './admin-session.ts';

const ORGAN = 'grid-centre';

export async function readyFieldPerson(admin: AdminSession, { town, isOrgan }: Pick<ProfileTown, 'town' | 'isOrgan'>) {
  const known = (await admin.get('/api/v1/units')) as UnitRecord[];
  const unit: UnitRegistration = {
    ...{ id: DEMO_FIELD_UNIT, callSign: '一线01', unitClass: 'patrol-person' },
    ...{ homeZone: town.zones[0]?.id ?? null, organ: isOrgan(ORGAN) ? ORGAN : null },
  };
  await admin.post('/api/v1/units', unit);
  if (known.some(({ id }) => id === DEMO_FIELD_UNIT)) return;
  await admin.post(`/api/v1/units/${DEMO_FIELD_UNIT}/duty`, { onDuty: true });
  const { incidents } = (await admin.get('/api/v1/incidents?state=handling')) as { incidents: IncidentRecord[] };
  const matter = incidents.find(({ tasks }) => tasks.some(({ unit: sent, lead }) => lead && sent === null));
  if (!matter) return;
  await admin.post(`/api/v1/incidents/${matter.id}/events`, {
    ...{ event: 'send-unit', unit: DEMO_FIELD_UNIT, reason: '演示：就近' },
    ...{ commandId: randomUUID(), expectedVersion: matter.version, issuedAt: Date.now() },
  });
}

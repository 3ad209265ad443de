/** Which incidents belong to an emergency. Rules [EM-14] to [EM-16]. What it does to the incident itself is the incidents' part. */
import { objection } from '../http/objection.ts';
import { unknownPart } from './objections.ts';
import type { EventRules } from './situation.ts';

export const linkingEvents: EventRules<'link-incident' | 'unlink-incident'> = {
  'link-incident': {
    apply({ record, command, fetched: { incident } }) {
      const { incident: id } = command;
      if (incident === null)
        return objection(
          'not-found',
          `incident：没有找到事件 ${id}`,
          `incident: there is no incident ${id}`,
          'incident',
        );
      if (record.incidents.includes(id))
        return objection(
          'already-exists',
          `incident：${id} 已在 ${record.id}`,
          `incident: ${id} is already in ${record.id}`,
          'incident',
        );
      if (incident.heldBy !== null)
        return objection(
          'conflict',
          `incident：${id} 已属于应急 ${incident.heldBy}`,
          `incident: ${id} belongs to ${incident.heldBy}`,
          'incident',
        );
      return { to: record.state, patch: { incidents: [...record.incidents, id] }, note: id };
    },
  },
  'unlink-incident': {
    when: ({ record }) =>
      record.incidents.length > 0
        ? null
        : objection('illegal-move', `${record.id} 没有并入的事件`, `No incident is linked to ${record.id}.`),
    apply({ record, command: { incident, reason } }) {
      if (!record.incidents.includes(incident)) return unknownPart('incident', '事件', incident);
      return {
        to: record.state,
        patch: { incidents: record.incidents.filter(id => id !== incident) },
        note: `${incident}：${reason}`,
      };
    },
  },
};

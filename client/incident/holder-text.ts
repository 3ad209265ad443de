/**
 * Who has an incident in hand and how far he is, in the fewest words: 城管办 已签收. An organ that signed for it is not yet on the
 * way: 途中 is said only of a unit that was sent. Before anybody has it in hand, and after, the state of the incident.
 */
import type { IncidentRecord, OrganTask } from '../../server/contract/incident.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';

export function holderText(incident: IncidentRecord, profile: Pick<ProfileNames, 'organShort'>): string {
  const task = incident.tasks.find(({ lead }) => lead) ?? incident.tasks[0];
  if (!task || incident.state !== 'handling') return say(`incident.state.${incident.state}`);
  return say('alarm.handler', { organ: profile.organShort(task.organ), step: stepText(task) });
}

function stepText({ unit, acknowledgedAt, arrivedAt }: OrganTask): string {
  if (arrivedAt !== null) return say('unit.task.on-scene');
  if (acknowledgedAt === null) return say('unit.task.sent');
  return say(unit === null ? 'alarm.handler.acknowledged' : 'alarm.handler.on-way');
}

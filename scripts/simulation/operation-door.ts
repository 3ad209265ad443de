/**
 * Sends what people do to a joint operation, for whoever plays or seeds one. In: a door, the record that was looked at, the event's fields.
 * Out: the record as it is then, or null with the server's sentence in `trouble`: the player looks again and goes on.
 */
import { randomUUID } from 'node:crypto';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { planAgain } from '../../server/operation/new-operation.ts';
import type { Answered, ServerDoor } from './server-door.ts';

export interface OperationDoors {
  desk: ServerDoor;
  leader: ServerDoor;
  now(): number;
  /** Told why something was not done. */
  trouble(said: string): void;
}

export const pathOf = (id: string) => `/api/v1/operations/${encodeURIComponent(id)}`;

export async function tellOperation(
  doors: OperationDoors,
  who: 'desk' | 'leader',
  { id, version }: OperationRecord,
  fields: { event: string } & Record<string, unknown>,
): Promise<OperationRecord | null> {
  const stamp = { commandId: randomUUID(), expectedVersion: version, issuedAt: doors.now() };
  return taken(doors, fields.event, await doors[who].post(`${pathOf(id)}/events`, { ...fields, ...stamp }));
}

/** Out: the body of an answer that is none of a refusal. */
export function taken({ trouble }: OperationDoors, what: string, answer: Answered | undefined): OperationRecord | null {
  if (answer !== undefined && answer.status < 300) return answer.body as OperationRecord;
  trouble(`${what}: ${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body ?? '').slice(0, 200)}`);
  return null;
}

/** Issues a draft with the phone in its first squad; without it where nobody has one, or the roster has it at that time. */
export async function issueWith(
  doors: OperationDoors,
  draft: OperationRecord,
  phone: string,
): Promise<OperationRecord | null> {
  let record = draft;
  for (const phones of [[phone], []]) {
    const plan = planAgain(record, record.startsAt, undefined);
    const squads = plan.squads.map((squad, i) => {
      const cars = squad.units.filter(unit => unit !== phone);
      return { ...squad, units: i === 0 ? [...cars, ...phones] : cars };
    });
    const edited = await tellOperation(doors, 'desk', record, { event: 'edit', plan: { ...plan, squads } });
    if (!edited) continue;
    record = edited;
    const issued = await tellOperation(doors, 'leader', record, { event: 'issue' });
    if (issued) return issued;
  }
  return null;
}

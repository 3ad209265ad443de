/**
 * Last month's bulletin of repeated deductions, over the public interface: photos to some of its deductions, then the office drafts and
 * issues it, the leader signs, one community answers. In: doors of these people, the administrator. Out: its number; null where a
 * bulletin was drafted before, or where the profile has no rounds. What is refused stops the start with the server's sentence.
 */
import { randomUUID } from 'node:crypto';
import type { Bulletin, BulletinMonths } from '../../server/contract/bulletin.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import type { Answered, ServerDoor } from '../simulation/server-door.ts';
import type { AdminSession } from './admin-session.ts';

export interface BulletinPeople {
  office: ServerDoor;
  leader: ServerDoor;
  /** Of one community; where that one has no point in it, the desk writes down what another one says. */
  station: ServerDoor;
  desk: ServerDoor;
}

const WITH_PHOTO = 12;
const MEASURES = '增设保洁班次，每日早晚各巡一次；清运卫生死角；网格员与物业签订门前责任书（演示数据）';
const DAYS_TO_DO_IT = 10;
const DAY_MS = 86_400_000;

export async function issueDemoBulletin(
  admin: AdminSession,
  people: BulletinPeople,
  { photo, nowMs }: { photo: Buffer; nowMs: number },
): Promise<string | null> {
  const { months } = (await admin.get('/api/v1/bulletins')) as BulletinMonths;
  const last = months[1];
  if (!last || months.some(({ bulletins }) => bulletins.length > 0)) return null;
  const draft = (await must(people.office.post('/api/v1/bulletins', { month: last.month }))) as Bulletin;
  // Photos belong to points; what is issued holds those that are there by then.
  const shown = draft.points.flatMap(({ code, deductions }) => {
    const last = deductions.findLast(({ repeat }) => repeat);
    return last ? [{ code, number: last.number }] : [];
  });
  for (const { code, number } of shown.slice(0, WITH_PHOTO)) {
    const path = `/api/v1/sanitation-points/${code}/photos?deduction=${encodeURIComponent(number)}`;
    await admin.send(path, photo, 'image/jpeg');
  }
  const issued = await send(people.office, draft, { event: 'issue' });
  const signed = await send(people.leader, issued, { event: 'sign' });
  const { scope } = (await must(people.station.get('/api/v1/session'))) as Viewer;
  const awaited = signed.communities.filter(({ organ }) => organ !== null);
  const own = awaited.find(({ organ }) => organ === scope.organ);
  const answered = own ?? awaited[0];
  if (answered) {
    const dueDay = new Date(nowMs + DAYS_TO_DO_IT * DAY_MS).toISOString().slice(0, 10);
    const answer = { event: 'answer', community: answered.community, measures: MEASURES, dueDay };
    if (own) await send(people.station, signed, answer);
    else await send(people.desk, signed, { ...answer, onBehalfOf: answered.organ });
  }
  return signed.id;
}

async function send(door: ServerDoor, { id, version }: Bulletin, fields: object): Promise<Bulletin> {
  const stamp = { commandId: randomUUID(), expectedVersion: version, issuedAt: Date.now() };
  return (await must(door.post(`/api/v1/bulletins/${id}/events`, { ...fields, ...stamp }))) as Bulletin;
}

async function must(asked: Promise<Answered | undefined>): Promise<unknown> {
  const answer = await asked;
  if (answer !== undefined && answer.status < 300) return answer.body;
  throw new Error(
    `The bulletin of the demonstration: ${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body)}`,
  );
}
